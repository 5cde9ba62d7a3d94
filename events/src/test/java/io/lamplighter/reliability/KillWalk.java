package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Watch;
import io.lamplighter.reliability.Kill.When;
import io.lamplighter.shell.BeanParts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a delivery at each of its calls in turn, with real clients; the redelivery must end in the same state with a whole
 * ledger, and the undo in the state before.
 *
 * <p>Sources run side by side, so that the same number is another call in another run: over the walk each boundary is
 * passed, and each kill ends the same whichever it met. It is walked until a delivery gets through alive.
 */
public abstract class KillWalk {
    /** A small world of its own, and its table, in which nothing has happened. */
    protected interface World {
        /** A function that starts cold and whose calls this may end. */
        BeanParts function(Kill kill);

        /** One message about that world, as a function reads it. */
        List<Intake.Message> message(BeanParts function);

        /** What is to be seen there, with these entries of the ledger. */
        Traces traces(List<LedgerEntry> entries);

        /** The queue's time has passed, and whatever the cloud was still at is done. */
        void timePasses();
    }

    /** Makes one; no other is looked at any more. */
    protected abstract World world(HandClock clock);

    /** How many changes one delivery makes there. */
    protected abstract int changes();

    /** How many calls it takes at the least. */
    protected abstract int fewest();

    /** A world, and the time in it. */
    private record Stage(World world, HandClock clock) {
        List<Intake.Answer> deliver(BeanParts function) throws InterruptedException {
            Deadline deadline = new Deadline(clock.instant().plus(Duration.ofMinutes(1)), clock);
            return function.intake(Watch.NONE).take(world.message(function), deadline);
        }

        /** Whether the delivery was killed; a dead one answers nothing, or what nobody hears. */
        boolean killed(Kill kill) throws InterruptedException {
            try {
                List<Intake.Answer> answers = deliver(world.function(kill));
                assertThat(kill.killed() || answers.size() == 1).isTrue();
            } catch (IllegalStateException e) {
                assertThat(e).hasRootCauseInstanceOf(Kill.Killed.class);
            }
            return kill.killed();
        }

        String finding(BeanParts function) {
            return Delivered.alert(world.message(function)).findingId();
        }

        Traces traces(BeanParts function) {
            return world.traces(function.ledger().entries(finding(function)));
        }
    }

    private Stage stage() {
        HandClock clock = HandClock.fromNow();
        return new Stage(world(clock), clock);
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void respond_killedAtEachCall_redeliveryEndsTheSameAndCanBeUndone(When when) throws Exception {
        Stage stage = stage();
        Traces dark = stage.world.traces(List.of());
        Kill none = Kill.never();
        assertThat(stage.killed(none)).isFalse();
        Traces clean = stage.traces(stage.world.function(Kill.never()));
        assertThat(clean.made()).hasSize(changes());
        assertThat(none.calls()).isGreaterThanOrEqualTo(fewest());

        int at = 1;
        while (killed(when, at, dark, clean)) {
            at++;
        }
        assertThat(at).as("calls walked").isGreaterThan(fewest());
    }

    /** One world with one kill; false if the delivery was through before it came to it. */
    private boolean killed(When when, int at, Traces dark, Traces clean) throws InterruptedException {
        String where = "killed %s call %d".formatted(when, at);
        Stage stage = stage();
        boolean killed = stage.killed(new Kill(at, when));

        // Longer than the lease of the dead delivery.
        stage.clock.move(Duration.ofMinutes(10));
        stage.world.timePasses();
        BeanParts function = stage.world.function(Kill.never());
        List<Intake.Answer> answers = stage.deliver(function);

        assertThat(answers).as(where).singleElement().satisfies(a -> {
            assertThat(a.result()).isEqualTo(Intake.Result.DONE);
            assertThat(a.again()).isFalse();
        });
        Traces traces = stage.traces(function);
        assertThat(traces.world()).as(where).isEqualTo(clean.world());
        assertThat(traces.ledger()).as(where).isEqualTo(clean.ledger());
        assertThat(traces.recorded()).as(where).isEqualTo(traces.made());
        assertThat(function.findings().find(stage.finding(function))).as(where).isNotNull();

        List<LedgerEntry> entries = function.ledger().entries(stage.finding(function));
        assertThat(function.undoing().undo(entries, Mode.ACT).values())
                .as(where)
                .hasSameSizeAs(entries)
                .allMatch(Restoration.Restored.class::isInstance);
        Traces undone = stage.traces(function);
        assertThat(undone.world()).as(where).isEqualTo(dark.world());
        assertThat(undone.ledger()).as(where).allMatch(line -> line.contains(" UNDONE "));
        return killed;
    }
}
