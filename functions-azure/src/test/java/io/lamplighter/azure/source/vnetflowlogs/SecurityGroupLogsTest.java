package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.GUARD;
import static io.lamplighter.azure.source.vnetflowlogs.World.NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC_2;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBNET;
import static io.lamplighter.azure.source.vnetflowlogs.World.network;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.subnet;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flow logs of the retired kind, on network security groups. */
class SecurityGroupLogsTest extends OnArmFake {
    private static final String GROUPS = "Microsoft.Network/networkSecurityGroups/read";

    @BeforeEach
    void retired() {
        World.flowLog(arm, "nsg", GUARD, Map.of());
    }

    private void guards(String part, String id) {
        // Azure writes ids in any case.
        arm.put(
                GUARD,
                World.LOCATION,
                Map.of(part, List.of(Map.of("id", id.replace("microsoft.network", "Microsoft.Network")))));
    }

    private Outcome only(ResourceRef target) {
        Finding finding = loop.respond(Mode.PROPOSE, touched(target));
        assertThat(finding.outcomes()).hasSize(1);
        return finding.outcomes().getFirst();
    }

    private static void assertSaysItsEnd(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.AlreadyOn.class,
                        on -> assertThat(on.evidence()).contains("nsg on " + GUARD, "30 September 2027"));
    }

    @Test
    void respond_groupThatGuardsSomethingElse_lightsAndCounts() {
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(nic(NIC))))).hasSize(1);
        assertThat(source.observe(touched(nic(NIC))).logs())
                .anyMatch(l -> l.target().equals(GUARD) && l.ofSecurityGroup());
    }

    @Test
    void respond_groupOfTheInterface_isLightAndItsEndIsSaid() {
        guards("networkInterfaces", NIC);
        assertSaysItsEnd(only(nic(NIC)));
        assertThat(only(nic(NIC_2))).isInstanceOf(Outcome.Proposed.class);
    }

    @Test
    void respond_groupOfTheSubnet_isLightForAllInIt() {
        guards("subnets", SUBNET);
        assertSaysItsEnd(only(nic(NIC)));
        assertSaysItsEnd(only(subnet()));
        assertThat(only(network(NETWORK))).isInstanceOf(Outcome.Proposed.class);
    }

    @Test
    void respond_groupThatTheScoperFound_isLight() {
        assertSaysItsEnd(only(World.ref(NIC, Map.of(AzureType.SUBNET, SUBNET, AzureType.SECURITY_GROUP, GUARD))));
    }

    @Test
    void observe_groups_areListedOnceAndOnlyWhereAGroupHasALogThatMatters() {
        source.observe(touched(nic(NIC), nic(NIC_2)));
        assertThat(calls()).containsOnlyOnce(GROUPS);
        arm.forgetRequests();
        source.observe(touched(network(NETWORK)));
        arm.change(World.WATCHER + "/flowlogs/nsg", "enabled", false);
        source.observe(touched(nic(NIC)));
        assertThat(calls()).doesNotContain(GROUPS);
    }

    @Test
    void observe_groupsMayNotBeRead_lightsAllTheSame() {
        arm.deny(GROUPS);
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(nic(NIC))))).hasSize(1);
    }
}
