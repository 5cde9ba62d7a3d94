package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC_2;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SourceLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The source against Azure's documented unhappy paths. */
class VnetFlowLogsFaultsTest extends OnArmFake {
    private static final String PUT = FlowLogStep.ACTION;
    private static final String LIST = "Microsoft.Network/networkWatchers/flowLogs/read";
    private static final String TAKEN = "CannotCreateMoreThanOneFlowLogPerTargetResource";
    private static final Scope SCOPE = touched(nic(NIC));

    private LedgerEntry entry() {
        return loop.entries(SCOPE).getFirst();
    }

    private Failure failed() {
        return failure(loop.respond(Mode.ACT, SCOPE), NIC);
    }

    private void assertUndone() {
        assertThat(loop.undo(Mode.ACT, SCOPE).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(arm.world().keySet()).noneMatch(id -> id.contains("/flowlogs/"));
    }

    // What goes wrong.

    @Test
    void respond_putIsRefused_saysWhyAndSettlesAsFailed() {
        arm.answerNext(PUT, 400, "InvalidResourceReference", "storage was not found");
        assertThat(failed())
                .isEqualTo(new Failure(Failure.Kind.INVALID, "InvalidResourceReference: storage was not found"));
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_putIsDenied_saysSoAndSettlesAsFailed() {
        arm.deny(PUT);
        assertThat(failed().kind()).isEqualTo(Failure.Kind.DENIED);
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_listIsDenied_saysSoAndPlansNothing() {
        arm.deny(LIST);
        assertThat(failed().kind()).isEqualTo(Failure.Kind.DENIED);
        assertThat(loop.entries(SCOPE)).isEmpty();
    }

    @Test
    void respond_interfaceIsGone_saysSo() {
        arm.remove(NIC);
        assertThat(failed().why()).contains("InvalidResourceReference", NIC);
    }

    @Test
    void respond_oneInterfaceIsGone_lightsTheOther() {
        arm.remove(NIC_2);
        Finding finding = loop.respond(Mode.ACT, touched(nic(NIC), nic(NIC_2)));
        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(NIC);
        assertThat(failure(finding, NIC_2).why()).contains(NIC_2);
    }

    @Test
    void respond_throttledOnce_comesThrough() {
        arm.throttleNext(PUT, 0);
        assertThat(turnedOn(loop.respond(Mode.ACT, SCOPE))).hasSize(1);
    }

    @Test
    void respond_throttledAgainAndAgain_staysPlannedAndIsMadeLater() {
        for (int i = 0; i < 4; i++) {
            arm.throttleNext(PUT, 0);
        }
        assertThat(failed().kind()).isEqualTo(Failure.Kind.THROTTLED);
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.PLANNED);
        assertThat(turnedOn(loop.respond(Mode.ACT, SCOPE))).hasSize(1);
    }

    @Test
    void respond_watcherIsBusyWithAnothersWrite_isWorthARetry() {
        arm.answerNext(PUT, 409, "AnotherOperationInProgress", "Another operation is in progress.");
        assertThat(failed().kind()).isEqualTo(Failure.Kind.CONFLICT);
        assertThat(turnedOn(loop.respond(Mode.ACT, SCOPE))).hasSize(1);
    }

    @Test
    void respond_groupOfTheWatcherIsLocked_saysSoAndIsNotWorthARetry() {
        arm.answerNext(PUT, 409, "ScopeLocked", "The scope 'networkwatcherrg' cannot perform write operation");
        Failure failure = failed();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.why()).contains("a lock on it, or on what it lies in, forbids it", "networkwatcherrg");
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_manyInterfaces_writeOneAfterTheOther() {
        arm.operationsTake(2, 0);
        ResourceRef[] many = new ResourceRef[12];
        for (int i = 0; i < many.length; i++) {
            arm.put(NIC + i, "westeurope", Map.of());
            many[i] = nic(NIC + i);
        }
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(many)))).hasSize(many.length);
    }

    @Test
    void respond_azureCouldNotMakeIt_isMadeAgainUnderTheSameName() {
        arm.failNextOperation("StorageAccountNotReachable");
        Failure failure = failed();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure.why()).contains("Azure took it and could not make it: StorageAccountNotReachable");
        assertThat(entry().state()).as("it is there, and failed").isEqualTo(LedgerEntry.State.ON);
        List<String> made = entry().made();

        assertThat(turnedOn(loop.respond(Mode.ACT, SCOPE))).hasSize(1);
        assertThat(entry().made()).isEqualTo(made);
        assertUndone();
    }

    @Test
    void respond_azureCouldNotMakeIt_isUndoneAsWell() {
        arm.failNextOperation("InternalServerError");
        failed();
        assertUndone();
    }

    @Test
    void respond_somebodyLitItMeanwhile_isFineAndNotOurs() {
        arm.meanwhile(PUT, () -> World.flowLog(arm, "theirs", NIC, Map.of()));
        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.AlreadyOn.class,
                        on -> assertThat(on.evidence()).contains("somebody else lit it", "theirs"));
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.FAILED);
        assertThat(entry().note()).startsWith("not needed: somebody else lit it");
        assertThat(loop.undo(Mode.ACT, SCOPE)).as("it is not ours to undo").isEmpty();
    }

    @Test
    void respond_somebodyPutARestrictedOneMeanwhile_failsAndNamesIt() {
        arm.meanwhile(PUT, () -> World.flowLog(arm, "few", NIC, Map.of("enabledFilteringCriteria", "DstPort == 443")));
        Failure failure = failed();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID);
        assertThat(failure.why()).contains("few", "DstPort == 443");
    }

    @Test
    void respond_takenByOneThatIsNotListedYet_isWorthARetry() {
        arm.answerNext(PUT, 400, TAKEN, "as told");
        assertThat(failed().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(turnedOn(loop.respond(Mode.ACT, SCOPE))).hasSize(1);
    }

    @Test
    void respond_answerIsLost_theSecondDeliveryFindsWhatTheFirstMade() {
        arm.loseNextAnswer(PUT);
        assertThat(failed().kind().retryable()).isTrue();
        assertThat(entry().state()).as("it may be ours").isEqualTo(LedgerEntry.State.PLANNED);
        arm.finishOperations();

        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.ON);
        assertUndone();
    }

    // The deadline.

    @Test
    void respond_deadlineComesWhileAzureIsAtWork_staysPlannedAndIsSettledByTheNextLook() {
        arm.operationsTake(1000, 1);
        SourceLoop whole = loop;
        Through interrupted = new Through(source);
        interrupted.beforeEnact = () -> {
            Thread worker = Thread.currentThread();
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
                worker.interrupt();
            });
        };
        loop = new SourceLoop(interrupted, new AzureFailures());
        assertThat(failed().kind()).isEqualTo(Failure.Kind.OUT_OF_TIME);
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.PLANNED);

        assertThat(failed().kind()).as("still at work").isEqualTo(Failure.Kind.UNAVAILABLE);
        arm.finishOperations();
        arm.operationsTake(1, 0);
        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(entry().state()).isEqualTo(LedgerEntry.State.ON);
        assertUndone();
        assertThat(turnedOn(whole.respond(Mode.ACT, SCOPE)))
                .as("another writer is not held up by the one that was told to stop")
                .hasSize(1);
    }
}
