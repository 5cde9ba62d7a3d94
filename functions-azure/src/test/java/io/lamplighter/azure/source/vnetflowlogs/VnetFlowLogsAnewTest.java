package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.Approved;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SourceLoop;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A flow log of ours that Azure could not make is in the way of every later one: another alert makes it anew. */
class VnetFlowLogsAnewTest extends OnArmFake {
    private static final Scope SCOPE = touched(nic(NIC));

    private LedgerEntry first;
    private String id;
    private Through through;
    private SourceLoop another;

    @BeforeEach
    void failOnce() {
        arm.failNextOperation("InternalServerError");
        loop.respond(Mode.ACT, SCOPE);
        first = loop.entries(SCOPE).getFirst();
        id = first.made().getFirst();
        assertThat(arm.get(id)).isNotNull();
        through = new Through(source);
        another = new SourceLoop(through, new AzureFailures()).ofAlert("another");
    }

    private LedgerEntry second() {
        return another.entries(SCOPE).getFirst();
    }

    private void assertNoFlowLogIsLeft() {
        assertThat(arm.world().keySet()).noneMatch(i -> i.contains("/flowlogs/"));
    }

    @Test
    void respond_anotherAlert_proposesAndMakesItAnewUnderItsName() {
        assertThat(another.respond(Mode.PROPOSE, SCOPE).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Proposed.class, p -> assertThat(p.request()).containsEntry("id", id));
        assertThat(turnedOn(another.respond(Mode.ACT, SCOPE))).hasSize(1);
        assertThat(second().made()).containsExactly(id);
        assertThat(Objects.requireNonNull(arm.get(id)).get("tags"))
                .isEqualTo(Map.of(Approved.STEP_TAG, second().id(), Approved.FINDING_TAG, second().findingId()));
        assertThat(another.respond(Mode.ACT, SCOPE).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
    }

    @Test
    void undo_ofTheFirst_leavesTheLightOfTheSecond() {
        another.respond(Mode.ACT, SCOPE);
        Object lit = arm.world();
        assertThat(source.undo(first, Mode.ACT))
                .isInstanceOfSatisfying(
                        Restoration.NothingLeft.class,
                        n -> assertThat(n.what()).contains(second().id(), "undo that one"));
        assertThat(arm.world()).isEqualTo(lit);
        assertThat(another.undo(Mode.ACT, SCOPE).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertNoFlowLogIsLeft();
    }

    @Test
    void respond_answerIsLost_theNextDeliveryFindsWhatWasMade() {
        arm.loseNextAnswer(FlowLogStep.ACTION);
        another.respond(Mode.ACT, SCOPE);
        arm.finishOperations();
        assertThat(another.respond(Mode.ACT, SCOPE).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(second().state()).isEqualTo(LedgerEntry.State.ON);
        another.undo(Mode.ACT, SCOPE);
        assertNoFlowLogIsLeft();
    }

    @Test
    void respond_itIsGoodAgainWhenItsTurnComes_staysAsItIs() {
        through.beforeEnact = () -> arm.change(id, "provisioningState", "Succeeded");
        assertThat(another.respond(Mode.ACT, SCOPE).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(String.valueOf(Objects.requireNonNull(arm.get(id)).get("tags")))
                .contains(first.id());
    }

    @Test
    void respond_itIsUndoneWhenItsTurnComes_isMadeAllTheSame() {
        through.beforeEnact = () -> arm.remove(id);
        assertThat(turnedOn(another.respond(Mode.ACT, SCOPE))).hasSize(1);
        another.undo(Mode.ACT, SCOPE);
        assertNoFlowLogIsLeft();
    }
}
