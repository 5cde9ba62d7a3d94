package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.GUARD;
import static io.lamplighter.azure.source.vnetflowlogs.World.LOCATION;
import static io.lamplighter.azure.source.vnetflowlogs.World.NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBNET;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBSCRIPTION;
import static io.lamplighter.azure.source.vnetflowlogs.World.network;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.ref;
import static io.lamplighter.azure.source.vnetflowlogs.World.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flow logs of the retired kind, and what has to be there before one can be made. */
class FlowLogJudgeRefusesTest extends JudgedFlowLogs {
    // NSG flow logs.

    @Test
    void of_groupThatIsKnownToGuardIt_isCoverageWithAnEnd() {
        good("nsg", GUARD);
        Map<String, String> within = Map.of(AzureType.SUBNET, SUBNET, AzureType.SECURITY_GROUP, GUARD);
        assertCovered(judge(ref(NIC, within)), "nsg", "30 September 2027");
    }

    @Test
    void of_groupThatMayGuardSomethingElse_isCountedAndItsEndSaid() {
        good("nsg", GUARD);
        good("nsg2", GUARD + "2");
        assertLights(judge(nic(NIC)), nic(NIC), "2 NSG flow logs of this location", "30 September 2027");
        assertLights(judge(network(NETWORK)), network(NETWORK), "2 NSG flow logs");
    }

    @Test
    void of_groupsLogOfVersionOne_tellsNoVolumesAndCoversNothing() {
        log("nsg", GUARD, true, "Succeeded", 1, "");
        Map<String, String> within = Map.of(AzureType.SUBNET, SUBNET, AzureType.SECURITY_GROUP, GUARD);
        assertLights(judge(ref(NIC, within)), ref(NIC, within), "1 NSG flow logs");
        logs.clear();
        log("nsg", GUARD, true, "Succeeded", 2, "");
        assertCovered(judge(ref(NIC, within)), "nsg");
    }

    @Test
    void of_groupsLogThatIsDisabled_coversNothing() {
        log("nsg", GUARD, false, "Succeeded", 2, "");
        Map<String, String> within = Map.of(AzureType.SUBNET, SUBNET, AzureType.SECURITY_GROUP, GUARD);
        assertLights(judge(ref(NIC, within)), ref(NIC, within), "nsg on", "is disabled");
        assertThat(judge(nic(NIC)).toString()).doesNotContain("30 September");
    }

    @Test
    void of_groupOfTheSubnetIsKnown_coversTheSubnetAndWhatLiesInIt() {
        good("nsg", GUARD);
        guards = Map.of(SUBNET, GUARD);
        assertCovered(judge(nic(NIC)), "nsg", "30 September 2027");
        assertCovered(judge(subnet()), "nsg", "30 September 2027");
        assertLights(judge(network(NETWORK)), network(NETWORK), "1 NSG flow logs");
        guards = Map.of(NIC, GUARD);
        assertCovered(judge(nic(NIC)), "nsg");
        assertLights(judge(subnet()), subnet());
    }

    // What is missing first.

    @Test
    void of_noNetworkWatcher_saysTheOneCommand() {
        watcher = "";
        assertBlocked(
                judge(nic(NIC)),
                "network-watcher",
                ": az group show --name NetworkWatcherRG --subscription SUB --output none || az group create --name"
                        .replace("SUB", SUBSCRIPTION),
                " NetworkWatcherRG --location westeurope --subscription SUB --output none && az network watcher configure"
                        .replace("SUB", SUBSCRIPTION),
                " --resource-group NetworkWatcherRG --locations westeurope --enabled true --subscription "
                        + SUBSCRIPTION);
    }

    @Test
    void of_noEvidenceStore_saysWhatToDeploy() {
        shape = null;
        assertBlocked(judge(nic(NIC)), "evidence-store", "no store: deploy one");
        good("theirs", NIC);
        assertCovered(judge(nic(NIC)), "theirs");
    }

    @Test
    void of_resourceOfAnotherSubscription_isLeftToItsOwn() {
        ResourceRef theirs = new ResourceRef(AzureType.VIRTUAL_NETWORK, NETWORK, "another", LOCATION);
        assertThat(judge(theirs))
                .isInstanceOfSatisfying(
                        Verdict.Undecidable.class, u -> assertThat(u.why()).contains("subscription another"));
    }

    @Test
    void of_idOfAnAttacker_isNotActedOn() {
        for (String id : List.of(NETWORK + "' or '1'='1", NETWORK + "\n", "../" + NETWORK, NIC)) {
            ResourceRef evil = new ResourceRef(AzureType.SUBNET, id, SUBSCRIPTION, LOCATION);
            assertThat(judge(evil)).as(id).isInstanceOf(Verdict.Undecidable.class);
        }
    }
}
