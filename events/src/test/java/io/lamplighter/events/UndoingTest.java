package io.lamplighter.events;

import static io.lamplighter.events.Street.alert;
import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Street.Lantern;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoingTest {
    private final Street street = new Street();
    private final MemoryTable table = new MemoryTable(street.clock);
    private final Lantern lantern = new Lantern(street, "l");
    private final Undoing undoing =
            new Undoing(List.of(lantern), account -> null, table, street.guard(Mode.ACT), Street::failure);
    private final String finding = alert("a").findingId();

    @BeforeEach
    void lightTwo() throws InterruptedException {
        street.responder(Mode.ACT, table, lantern).respond(alert("a", lamp("one"), lamp("two")), street.deadline());
    }

    @Test
    void undo_proposed_changesNothing() {
        Map<LedgerEntry, Restoration> would = undoing.undo(table.entries(finding), Mode.PROPOSE);

        assertThat(would.values()).hasSize(2).allMatch(r -> r instanceof Restoration.Proposed);
        assertThat(street.lit).hasSize(2);
        assertThat(table.entries(finding)).allMatch(e -> e.state() == LedgerEntry.State.ON);
    }

    @Test
    void undo_changedSince_isRefusedAndOthersAreUndone() {
        street.lit.put("one", "somebody else");

        Map<LedgerEntry, Restoration> did = undoing.undo(table.entries(finding), Mode.ACT);

        assertThat(did.values())
                .anyMatch(r -> r instanceof Restoration.Refused)
                .anyMatch(r -> r instanceof Restoration.Restored);
        assertThat(street.lit).containsOnlyKeys("one");
    }

    @Test
    void undo_twice_isDoneOnce() {
        undoing.undo(table.entries(finding), Mode.ACT);

        assertThat(undoing.undo(table.entries(finding), Mode.ACT)).isEmpty();
        assertThat(table.entries(finding)).allMatch(e -> e.state() == LedgerEntry.State.UNDONE);
    }

    @Test
    void undo_crashAfterTheCall_isSettledByTheNextUndo() {
        street.boundary = name -> {
            if (name.equals("after undo")) {
                throw new Street.Refusal(Failure.Kind.UNAVAILABLE, "reset");
            }
        };
        undoing.undo(table.entries(finding), Mode.ACT);
        street.boundary = name -> {};

        undoing.undo(table.entries(finding), Mode.ACT);

        assertThat(table.entries(finding)).allMatch(e -> e.state() == LedgerEntry.State.UNDONE);
        assertThat(street.lit).isEmpty();
    }

    @Test
    void undo_callThatMayBeUnderWay_isRefusedUntilNoDeliveryCanBeAtWork() throws InterruptedException {
        street.boundary = name -> {
            if (name.equals("verify")) {
                throw new Street.Refusal(Failure.Kind.UNAVAILABLE, "reset");
            }
        };
        street.responder(Mode.ACT, table, lantern).respond(alert("b", lamp("three")), street.deadline());
        street.boundary = name -> {};
        String other = alert("b").findingId();

        assertThat(undoing.undo(table.entries(other), Mode.ACT).values())
                .singleElement()
                .isInstanceOf(Restoration.Refused.class);
        assertThat(street.lit).containsKey("three");

        street.clock.move(Responder.LEASE);
        assertThat(undoing.undo(table.entries(other), Mode.ACT).values())
                .singleElement()
                .isInstanceOf(Restoration.Restored.class);
        assertThat(street.lit).doesNotContainKey("three");
    }

    @Test
    void undo_accountWithoutTheMemberRole_failsWithItsSentence() {
        Failure shut = new Failure(Failure.Kind.DENIED, "deploy the member role there");
        Undoing outside =
                new Undoing(List.of(lantern), account -> shut, table, street.guard(Mode.ACT), Street::failure);

        assertThat(outside.undo(table.entries(finding), Mode.ACT).values()).containsOnly(new Restoration.Failed(shut));
        assertThat(street.lit).hasSize(2);
    }
}
