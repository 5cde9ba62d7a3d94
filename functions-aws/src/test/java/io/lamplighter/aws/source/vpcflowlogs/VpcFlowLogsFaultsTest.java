package io.lamplighter.aws.source.vpcflowlogs;

import static io.lamplighter.aws.source.vpcflowlogs.Resources.ENI;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.ENI_2;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.eni;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Approved;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The source against EC2's documented unhappy paths. */
class VpcFlowLogsFaultsTest extends OnFakeEc2 {
    // What goes wrong.

    @Test
    void respond_oneItemUnsuccessful_failsThatOneAlone() {
        ec2.refusedItems.put(
                ENI_2, List.of("FlowLogsLimitExceeded", "You have reached the maximum number of flow logs"));
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI), eni(ENI_2)));
        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(ENI);
        assertThat(failure(finding, ENI_2).kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(loop.undo(Mode.ACT, touched(eni(ENI), eni(ENI_2))).values())
                .allMatch(Restoration.Restored.class::isInstance);
    }

    @Test
    void respond_storeIsMissing_failsAllItemsAndLeavesNothing() {
        ec2.refusedItems.put(ENI, List.of("400", "LogDestination: lamplighter-evidence does not exist"));
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        assertThat(failure(finding, ENI).why()).contains("LogDestination", "does not exist");
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_oneInterfaceIsGone_lightsTheOthers() {
        ec2.gone.add(ENI_2);
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI), eni(ENI_2)));
        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(ENI);
        assertThat(failure(finding, ENI_2).kind()).isEqualTo(Failure.Kind.GONE);
    }

    @Test
    void respond_theOnlyInterfaceIsGone_saysSo() {
        ec2.gone.add(ENI);
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.GONE);
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_somebodyLitItMeanwhile_isFineAndNotOurs() {
        ec2.refusedItems.put(ENI, List.of("FlowLogAlreadyExists", "There is an existing Flow Log"));
        String theirs = ec2.put(ENI, "ALL", STORE);
        ec2.hiddenFromNextLook = true;
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        assertThat(finding.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.AlreadyOn.class,
                        on -> assertThat(on.evidence()).contains("somebody else lit it", theirs));
        assertThat(loop.entries(touched(eni(ENI)))).singleElement().satisfies(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.FAILED);
            assertThat(e.note()).startsWith("not needed: somebody else lit it").contains(theirs);
        });
        assertThat(loop.undo(Mode.ACT, touched(eni(ENI))))
                .as("it is not ours to undo")
                .isEmpty();
    }

    @Test
    void respond_equalOneThatRecordsRejectsOnly_failsAndNamesIt() {
        String theirs = ec2.put(ENI, "REJECT", STORE);
        ec2.refusedItems.put(ENI, List.of("FlowLogAlreadyExists", "There is an existing Flow Log"));
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).why())
                .contains(theirs, "REJECT traffic only");
    }

    @Test
    void respond_wholeBatchRefusedForAnEqualOne_isWorthARetry() {
        outage("CreateFlowLogs", "400", "FlowLogAlreadyExists", "There is an existing Flow Log");
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        assertThat(failure(finding, ENI).kind().retryable()).isTrue();
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
    }

    @Test
    void respond_deletedBySomebodyElseWhileEc2StillKnowsTheToken_makesAnother() {
        loop.respond(Mode.ACT, touched(eni(ENI)));
        ec2.logs.clear();
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
        assertThat(ec2.on(ENI)).hasSize(1);
    }

    @Test
    void respond_answersAreLostAndItIsNotListedYet_isOursOnceItIs() {
        Scope scope = touched(eni(ENI));
        ec2.losesEveryAnswer = true;
        ec2.lags = true;
        loop.respond(Mode.ACT, scope);
        ec2.losesEveryAnswer = false;
        assertThat(failure(loop.respond(Mode.ACT, scope), ENI).kind().retryable())
                .isTrue();
        assertThat(loop.entries(scope))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).as("it may be ours").isEqualTo(LedgerEntry.State.PLANNED));
        ec2.logs.values().forEach(l -> l.remove("lagging"));
        assertThat(loop.respond(Mode.ACT, scope).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(ec2.on(ENI)).hasSize(1);
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void respond_equalOneIsThereAndCannotBeLookedAt_staysPlanned() {
        Scope scope = touched(eni(ENI));
        ec2.refusedItems.put(ENI, List.of("FlowLogAlreadyExists", "There is an existing Flow Log"));
        calls.refuseReadsAfterAWrite(Failure.Kind.DENIED);
        assertThat(failure(loop.respond(Mode.ACT, scope), ENI).why()).contains("whose could not be read");
        assertThat(loop.entries(scope).getFirst().state()).isEqualTo(LedgerEntry.State.PLANNED);
    }

    @Test
    void respond_oneItemMetAnErrorOfTheServer_isWorthARetry() {
        ec2.refusedItems.put(ENI, List.of("InternalError", "An internal error has occurred"));
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI)
                        .kind()
                        .retryable())
                .isTrue();
    }

    @Test
    void respond_answerIsLost_theTokenKeepsItToOneFlowLog() {
        ec2.losesAnswer = true;
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
        assertThat(ec2.on(ENI)).hasSize(1);
    }

    @Test
    void respond_notListedYet_isAFailureWorthARetryThatUndoStillKnows() {
        ec2.lags = true;
        Scope scope = touched(eni(ENI));
        Failure failure = failure(loop.respond(Mode.ACT, scope), ENI);
        assertThat(failure.kind().retryable()).isTrue();
        assertThat(loop.entries(scope).getFirst().state()).isEqualTo(LedgerEntry.State.ON);
        ec2.logs.values().forEach(l -> l.remove("lagging"));
        assertThat(loop.respond(Mode.ACT, scope).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void respond_throttledOnce_comesThrough() {
        outage("CreateFlowLogs", "503", "RequestLimitExceeded", "Request limit exceeded.");
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
    }

    @Test
    void respond_throttledAgainAndAgain_failsAndIsWorthARetry() {
        for (int i = 0; i < 3; i++) {
            outage("DescribeFlowLogs", "503", "RequestLimitExceeded", "Request limit exceeded.");
        }
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.THROTTLED);
    }

    @Test
    void respond_createIsDenied_saysSoAndSettlesAsFailed() {
        outage("CreateFlowLogs", "403", "UnauthorizedOperation", "You are not authorized to perform this operation.");
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.DENIED);
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_answerWithoutADocument_isNoBug() {
        for (int i = 0; i < 3; i++) {
            outage("CreateFlowLogs", "502", "", "");
        }
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state())
                .as("it may have been carried out")
                .isEqualTo(LedgerEntry.State.PLANNED);
    }

    // What is taken back.

    @Test
    void undo_oneItemUnsuccessful_failsAndCanBeDoneAgain() {
        Scope scope = touched(eni(ENI), eni(ENI_2));
        loop.respond(Mode.ACT, scope);
        String kept = ec2.on(ENI).getFirst().get("flowLogId");
        ec2.keptItems.put(kept, List.of("UnauthorizedOperation", "You are not authorized"));
        assertThat(loop.undo(Mode.ACT, scope).values())
                .singleElement()
                .isInstanceOfSatisfying(Restoration.Failed.class, f -> {
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED);
                    assertThat(f.what()).contains("1 of 2", kept);
                });
        ec2.keptItems.clear();
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void undo_oneOfTwoRetagged_deletesOursAndNamesTheOther() {
        Scope scope = touched(eni(ENI), eni(ENI_2));
        loop.respond(Mode.ACT, scope);
        Map<String, String> theirs = ec2.on(ENI).getFirst();
        theirs.put("tag:" + Approved.STEP_TAG, "kept-by-the-soc");
        assertThat(loop.undo(Mode.PROPOSE, scope).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Proposed.class,
                        p -> assertThat(p.what()).contains("would delete", ENI_2, "kept-by-the-soc"));
        assertThat(loop.undo(Mode.ACT, scope).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Refused.class,
                        r -> assertThat(r.what()).contains("kept-by-the-soc", "deleted", ENI_2));
        assertThat(ec2.logs).containsOnlyKeys(String.valueOf(theirs.get("flowLogId")));
    }

    @Test
    void undo_aTelemetryRuleTookItOver_isRefused() {
        Scope scope = touched(eni(ENI));
        loop.respond(Mode.ACT, scope);
        ec2.on(ENI).getFirst().put("tag:" + ExistingFlowLog.RULE_TAG, "true");
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Refused.class);
        assertThat(ec2.logs).hasSize(1);
    }
}
