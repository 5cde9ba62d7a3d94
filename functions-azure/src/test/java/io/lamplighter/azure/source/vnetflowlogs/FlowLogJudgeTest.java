package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.LOCATION;
import static io.lamplighter.azure.source.vnetflowlogs.World.NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.SIEM;
import static io.lamplighter.azure.source.vnetflowlogs.World.STORE;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBNET;
import static io.lamplighter.azure.source.vnetflowlogs.World.WATCHER;
import static io.lamplighter.azure.source.vnetflowlogs.World.network;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.ref;
import static io.lamplighter.azure.source.vnetflowlogs.World.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.DestinationSeen;
import io.lamplighter.azure.source.DestinationSeen.State;
import io.lamplighter.azure.source.vnetflowlogs.ExistingFlowLog.Analytics;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLogJudgeTest extends JudgedFlowLogs {
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
    void of_versionOfAVirtualNetworksLog_isNotAsked() {
        for (int version : List.of(0, 1)) {
            logs.clear();
            log("theirs", NETWORK, true, "Succeeded", version, "");
            assertCovered(judge(nic(NIC)), "theirs");
        }
    }

    @Test
    void of_storageThatIsGone_isNoCoverageAndHasNothingToLose() {
        good("lost", NETWORK);
        stores.put(SIEM, new DestinationSeen(State.GONE, "", "it is gone"));
        assertLights(judge(nic(NIC)), nic(NIC), SIEM, "nothing arrives: it is gone");
        assertBlocked(judge(network(NETWORK)), "one-flow-log", "gone");
    }

    @Test
    void of_storageThatIsShutOrTakesNoLogs_isNoCoverage() {
        good("lost", SUBNET);
        for (State state : List.of(State.SHUT, State.UNFIT)) {
            stores.put(SIEM, new DestinationSeen(state, LOCATION, "so it is"));
            assertLights(judge(nic(NIC)), nic(NIC), "lost on", SIEM, "nothing arrives: so it is");
            assertBlocked(judge(subnet()), "one-flow-log", "so it is");
        }
    }

    @Test
    void of_networkWithASubnetWhoseRecordsAreLost_saysSo() {
        good("lost", SUBNET);
        stores.put(SIEM, new DestinationSeen(State.SHUT, LOCATION, "so it is"));
        logs.add(new ExistingFlowLog(
                "wide", NETWORK, STORE, true, "Succeeded", 2, 0, "", "", List.of(), Analytics.OFF, Map.of()));
        assertCovered(judge(network(NETWORK)), "wide", "; but lost on");
    }

    @Test
    void of_storageThatCouldNotBeLookedAt_isTakenAtItsOwnersWordAndSaysSo() {
        good("theirs", NETWORK);
        stores.put(SIEM, new DestinationSeen(State.UNREADABLE, "", "it lies in another subscription"));
        assertCovered(judge(nic(NIC)), "theirs", "which could not be checked: it lies in another subscription");
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
        Verdict<FlowLogStep> verdict = judge(nic(NIC));
        assertThat(verdict).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<FlowLogStep> missing = (Verdict.Missing<FlowLogStep>) verdict;
        assertThat(missing.why()).contains("could not be made");
        assertThat(missing.plan())
                .as("Azure takes no second one on it")
                .isEqualTo(new Plan.Steps<>(List.of(new FlowLogStep(nic(NIC), WATCHER, SHAPE, "lamplighter-" + step))));
    }

    @Test
    void of_othersThatAzureCouldNotMake_isLeftToThem() {
        log("theirs", NIC, true, "Failed", 2, "");
        assertBlocked(judge(nic(NIC)), "one-flow-log", "theirs");
        logs.clear();
        log("lamplighter-0123456789abcdef0123456789abcdef", NIC, true, "Failed", 2, "");
        assertBlocked(judge(nic(NIC)), "one-flow-log", "lamplighter-");
    }
}
