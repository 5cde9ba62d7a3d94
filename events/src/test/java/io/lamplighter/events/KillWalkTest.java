package io.lamplighter.events;

import static io.lamplighter.events.Street.alert;
import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.events.Street.Lantern;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kills the process at every boundary in turn; the redelivery must end in the same state with a whole ledger. */
class KillWalkTest {
    @SuppressWarnings("serial")
    private static final class Killed extends Error {}

    private static Alert twoLamps() {
        return alert("a", lamp("one"), lamp("two"));
    }

    @Test
    void respond_killedAtEachBoundary_redeliveryEndsTheSame() throws InterruptedException {
        int boundaries = walk(Integer.MAX_VALUE);
        assertThat(boundaries).isGreaterThan(12);
        for (int at = 1; at <= boundaries; at++) {
            walk(at);
        }
    }

    @Test
    void respond_killedWithMostOfTheBudgetPlanned_redeliveryIsNotChargedAgain() throws InterruptedException {
        Street street = new Street();
        MemoryTable table = new MemoryTable(street.clock);
        int lamps = Limits.DEFAULT.stepsPerAlert();
        Alert alert = alert(
                "a", IntStream.range(0, lamps).mapToObj(i -> lamp("lamp-" + i)).toArray(ResourceRef[]::new));
        Responder responder = street.responder(Mode.ACT, table, new Lantern(street, "l"));
        AtomicBoolean dead = new AtomicBoolean();
        street.boundary = name -> {
            dead.compareAndSet(false, name.equals("before enact"));
            if (dead.get()) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> responder.respond(
                        alert, new Deadline(street.clock.instant().plusSeconds(60), street.clock)))
                .isInstanceOf(Killed.class);
        street.boundary = name -> {};
        street.clock.move(Duration.ofMinutes(10));

        Response again =
                responder.respond(alert, new Deadline(street.clock.instant().plusSeconds(60), street.clock));

        assertThat(((Response.Done) again).finding().outcomes())
                .hasSize(lamps)
                .allMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(street.writes).hasSize(lamps);
    }

    /** Runs one delivery that dies at the given boundary, then another; how many boundaries there were. */
    private static int walk(int killAt) throws InterruptedException {
        Street street = new Street();
        MemoryTable table = new MemoryTable(street.clock);
        Responder responder = street.responder(Mode.ACT, table, new Lantern(street, "l"));
        AtomicInteger passed = new AtomicInteger();
        street.boundary = name -> {
            // A dead process makes no further call, on any of its threads.
            if (passed.incrementAndGet() >= killAt) {
                throw new Killed();
            }
        };
        try {
            responder.respond(twoLamps(), new Deadline(street.clock.instant().plusSeconds(60), street.clock));
        } catch (Killed dead) {
            assertThat(killAt).isLessThan(Integer.MAX_VALUE);
        }
        int boundaries = passed.get();

        street.boundary = name -> {};
        street.clock.move(Duration.ofMinutes(10));
        Response again = responder.respond(
                twoLamps(), new Deadline(street.clock.instant().plusSeconds(60), street.clock));

        String where = "killed at boundary " + killAt;
        assertThat(again).as(where).isInstanceOf(Response.Done.class);
        assertThat(((Response.Done) again).retry()).as(where).isFalse();
        assertThat(street.writes).as(where).containsExactlyInAnyOrder("one", "two");
        List<LedgerEntry> ledger = table.entries(twoLamps().findingId());
        assertThat(ledger).as(where).hasSize(2).allSatisfy(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(street.lit).containsEntry(e.targets().getFirst().id(), e.id());
        });
        assertThat(table.find(twoLamps().findingId())).as(where).isNotNull();
        return boundaries;
    }
}
