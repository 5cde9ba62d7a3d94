package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC_2;
import static io.lamplighter.azure.source.vnetflowlogs.World.SIEM;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBNET;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBSCRIPTION;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody else made stays as it is, and counts for what it tells. */
class VnetFlowLogsOfOthersTest extends OnArmFake {
    private static final String ACCOUNT = "Microsoft.Storage/storageAccounts/read";

    @Test
    void respond_storageOfTheirLogIsGone_lightsTheInterfaceBelowIt() {
        World.flowLog(arm, "lost", NETWORK, Map.of());
        arm.remove(SIEM);
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(nic(NIC))))).hasSize(1);
    }

    @Test
    void respond_storageOfTheirLogIsShut_lightsTheInterfaceBelowIt() {
        World.flowLog(arm, "lost", NETWORK, Map.of());
        arm.change(SIEM, "networkAcls", Map.of("defaultAction", "Deny", "bypass", "None"));
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(nic(NIC))))).hasSize(1);
        arm.change(SIEM, "networkAcls", Map.of("defaultAction", "Deny", "bypass", "Logging, AzureServices"));
        assertThat(loop.respond(Mode.ACT, touched(nic(NIC_2))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.AlreadyOn.class);
    }

    @Test
    void respond_storageOfTheirLogMayNotBeRead_takesTheirWord() {
        World.flowLog(arm, "theirs", NETWORK, Map.of());
        loop.respond(Mode.PROPOSE, touched(nic(NIC_2)));
        arm.deny(ACCOUNT);
        assertTakesTheirWord("AuthorizationFailed");
    }

    @Test
    void respond_storageOfTheirLogIsInAnotherSubscription_isNotAskedAbout() {
        String foreign = SIEM.replace(SUBSCRIPTION, "5b1f6471-1bf0-4dda-aec3-cb9272f09591");
        World.flowLog(arm, "theirs", NETWORK, Map.of("storageId", foreign));
        loop.respond(Mode.PROPOSE, touched(nic(NIC_2)));
        arm.forgetRequests();
        assertTakesTheirWord("another subscription");
        assertThat(calls()).doesNotContain(ACCOUNT);
    }

    @Test
    void respond_subscriptionOfTheirStorageIsNotShownToUs_isNoWordOnTheStorage() {
        World.flowLog(arm, "theirs", NETWORK, Map.of());
        loop.respond(Mode.PROPOSE, touched(nic(NIC_2)));
        arm.answerNext(ACCOUNT, 404, "SubscriptionNotFound", "The subscription could not be found.");
        assertTakesTheirWord("SubscriptionNotFound");
    }

    private void assertTakesTheirWord(String said) {
        assertThat(loop.respond(Mode.ACT, touched(nic(NIC))).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.AlreadyOn.class,
                        on -> assertThat(on.evidence()).contains("could not be checked", said));
    }

    @Test
    void respond_filteredLogOfTheirs_staysAsItIs() {
        World.flowLog(arm, "few", SUBNET, Map.of("enabledFilteringCriteria", "Direction == 'Inbound'"));
        Object theirs = arm.world();
        assertThat(loop.respond(Mode.ACT, touched(nic(NIC))).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("precedence"));
        assertThat(arm.world()).isEqualTo(theirs);
    }
}
