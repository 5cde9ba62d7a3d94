package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.GUARD;
import static io.lamplighter.azure.source.vnetflowlogs.World.LOCATION;
import static io.lamplighter.azure.source.vnetflowlogs.World.NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.SIEM;
import static io.lamplighter.azure.source.vnetflowlogs.World.STORE;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBNET;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBSCRIPTION;
import static io.lamplighter.azure.source.vnetflowlogs.World.WATCHER;
import static io.lamplighter.azure.source.vnetflowlogs.World.network;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.ref;
import static io.lamplighter.azure.source.vnetflowlogs.World.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLogJudgeTest {
    private static final Shape SHAPE =
            new Shape(LOCATION, STORE, "https://evidenceweu.blob.core.windows.net/", 90, 0, null, "");

    private final List<ExistingFlowLog> logs = new ArrayList<>();
    private Map<String, String> guards = Map.of();
    private Set<String> gone = Set.of();
    private String watcher = WATCHER;
    private @Nullable Shape shape = SHAPE;

    private void log(String name, String target, boolean enabled, String state, int version, String filter) {
        log(name, target, enabled, state, version, filter, "", Map.of());
    }

    private void log(
            String name,
            String target,
            boolean enabled,
            String state,
            int version,
            String filter,
            String records,
            Map<String, String> tags) {
        String id = WATCHER + "/flowlogs/" + name;
        logs.add(new ExistingFlowLog(id, target, SIEM, enabled, state, version, 30, filter, records, 0, tags));
    }

    private void good(String name, String target) {
        log(name, target, true, "Succeeded", 2, "");
    }

    private Verdict<FlowLogStep> judge(ResourceRef target) {
        List<Verdict<FlowLogStep>> verdicts = FlowLogJudge.of(new FlowLogFacts(
                SUBSCRIPTION, LOCATION, watcher, shape, "no store: deploy one", List.of(target), logs, guards, gone));
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    private static void assertCovered(Verdict<FlowLogStep> verdict, String... said) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Covered.class, c -> assertThat(c.evidence()).contains(said));
    }

    private static void assertLights(Verdict<FlowLogStep> verdict, ResourceRef target, String... said) {
        assertThat(verdict).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<FlowLogStep> missing = (Verdict.Missing<FlowLogStep>) verdict;
        assertThat(List.of(said)).allMatch(missing.why()::contains);
        assertThat(missing.plan()).isEqualTo(new Plan.Steps<>(List.of(new FlowLogStep(target, WATCHER, SHAPE))));
    }

    private static void assertBlocked(Verdict<FlowLogStep> verdict, String rule, String... said) {
        assertThat(verdict).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<FlowLogStep> missing = (Verdict.Missing<FlowLogStep>) verdict;
        assertThat(missing.plan()).isInstanceOfSatisfying(Plan.Blocked.class, b -> {
            assertThat(b.rule()).isEqualTo(rule);
            assertThat(missing.why() + "; " + b.why()).contains(said);
        });
    }

    @Test
    void of_nothingAround_lightsTheTarget() {
        for (ResourceRef target : List.of(nic(NIC), subnet(), network(NETWORK))) {
            assertLights(judge(target), target, "no flow log covers it");
        }
    }

    // Who covers whom.

    @ParameterizedTest
    @CsvSource({"nic, true, true, true", "subnet, false, true, true", "network, false, false, true"})
    void of_goodOneOnALevel_coversWhatLiesInIt(String who, boolean byNic, boolean bySubnet, boolean byNetwork) {
        ResourceRef target = switch (who) {
            case "nic" -> nic(NIC);
            case "subnet" -> subnet();
            default -> network(NETWORK);
        };
        Map<String, Boolean> covers = Map.of(NIC, byNic, SUBNET, bySubnet, NETWORK, byNetwork);
        covers.forEach((on, covered) -> {
            logs.clear();
            good("theirs", on);
            if (covered) {
                assertCovered(judge(target), "theirs", on, SIEM);
            } else {
                assertLights(judge(target), target);
            }
        });
    }

    @Test
    void of_anotherNetworksLog_coversNothingHere() {
        good("theirs", World.OTHER_NETWORK);
        assertLights(judge(nic(NIC)), nic(NIC));
    }

    @Test
    void of_oursOnASubnet_saysThatItIsOurs() {
        String step = "0123456789abcdef0123456789abcdef";
        log("lamplighter-" + step, SUBNET, true, "Succeeded", 2, "", "", Map.of(Approved.STEP_TAG, step));
        assertCovered(judge(nic(NIC)), "lit by Lamplighter");
    }

    @Test
    void of_interfaceOfUnknownPlace_isUndecidable() {
        assertThat(judge(ref(NIC, Map.of())))
                .isInstanceOfSatisfying(
                        Verdict.Undecidable.class, u -> assertThat(u.why()).contains("not known what it lies in"));
        good("theirs", NIC);
        assertCovered(judge(ref(NIC, Map.of())), "theirs");
    }

    @Test
    void of_interfaceWhoseSubnetIsKnown_knowsItsNetworkByTheId() {
        good("theirs", NETWORK);
        assertCovered(judge(ref(NIC, Map.of(AzureType.SUBNET, SUBNET))), "theirs");
    }

    // What is there and is no coverage.

    @Test
    void of_disabledOrFailedWiderOne_leavesThePlaceToOurs() {
        log("off", NETWORK, false, "Succeeded", 2, "");
        log("broken", SUBNET, true, "Failed", 2, "");
        assertLights(judge(nic(NIC)), nic(NIC), "off on", "is disabled", "broken on", "could not be made");
    }

    @Test
    void of_disabledNarrowOneUnderAGoodWideOne_isCoveredByTheWideOne() {
        log("off", NIC, false, "Succeeded", 2, "");
        good("theirs", NETWORK);
        assertCovered(judge(nic(NIC)), "theirs");
    }

    @Test
    void of_restrictedNarrowOneUnderAGoodWideOne_isDarkSinceTheNarrowOneRecords() {
        log("few", SUBNET, true, "Succeeded", 2, "Direction == 'Inbound'");
        good("theirs", NETWORK);
        assertBlocked(judge(nic(NIC)), "precedence", "records some flows only", "take its records away from few");
        assertBlocked(judge(subnet()), "one-flow-log", "mend or remove few by hand");
        assertCovered(judge(network(NETWORK)), "theirs", "; but few on", "records some flows only");
    }

    @Test
    void of_recordTypesThatLeaveStatesOut_areNoCoverage() {
        log("denied", NETWORK, true, "Succeeded", 2, "", "D", Map.of());
        assertBlocked(judge(nic(NIC)), "precedence", "in some states only (D)");
        logs.clear();
        log("all", NETWORK, true, "Succeeded", 2, "", "B,C,E,D", Map.of());
        assertCovered(judge(nic(NIC)), "all");
    }

    @Test
    void of_versionOne_isNoCoverage() {
        log("old", NETWORK, true, "Succeeded", 1, "");
        assertBlocked(judge(network(NETWORK)), "one-flow-log", "format version 1");
    }

    @Test
    void of_storageThatIsGone_isNoCoverageAndHasNothingToLose() {
        good("lost", NETWORK);
        gone = Set.of(SIEM);
        assertLights(judge(nic(NIC)), nic(NIC), "storage account that is gone");
        assertBlocked(judge(network(NETWORK)), "one-flow-log", "gone");
    }

    @Test
    void of_oneThatAzureIsAtWorkOn_isToldLater() {
        for (String state : List.of("Updating", "Deleting")) {
            logs.clear();
            log("busy", SUBNET, true, state, 2, "");
            assertThat(judge(nic(NIC)))
                    .isInstanceOfSatisfying(
                            Verdict.Undecidable.class,
                            u -> assertThat(u.failure())
                                    .isEqualTo(new Failure(
                                            Failure.Kind.UNAVAILABLE,
                                            "Azure is still at work on busy (" + state + ")")));
        }
    }

    @Test
    void of_oursThatAzureCouldNotMake_isMadeAgain() {
        String step = "0123456789abcdef0123456789abcdef";
        log("lamplighter-" + step, NIC, true, "Failed", 2, "", "", Map.of(Approved.STEP_TAG, step));
        assertLights(judge(nic(NIC)), nic(NIC), "could not be made");
    }

    @Test
    void of_othersThatAzureCouldNotMake_isLeftToThem() {
        log("theirs", NIC, true, "Failed", 2, "");
        assertBlocked(judge(nic(NIC)), "one-flow-log", "theirs");
        logs.clear();
        log("lamplighter-0123456789abcdef0123456789abcdef", NIC, true, "Failed", 2, "");
        assertBlocked(judge(nic(NIC)), "one-flow-log", "lamplighter-");
    }

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
        assertCovered(judge(subnet()), "nsg");
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
                "az network watcher configure --locations westeurope --enabled true --resource-group NetworkWatcherRG"
                        + " --subscription " + SUBSCRIPTION);
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
