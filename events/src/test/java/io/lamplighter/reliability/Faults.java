package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.BeanParts;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * What every test of a broken cloud starts from.
 *
 * @param <C> the cloud that it is about
 */
public abstract class Faults<C extends BrokenCloud> {
    private @Nullable C made;

    /** A new one. */
    protected abstract C broken();

    /** The one of this test, or since it was last left behind. */
    protected final C cloud() {
        if (made == null) {
            made = broken();
        }
        return made;
    }

    /** Another one, for this test alone. */
    protected final void use(C other) {
        leave();
        made = other;
    }

    /** Nothing may hang on after its test. */
    @AfterEach
    protected final void leave() {
        if (made != null) {
            made.heal();
            made.close();
            made = null;
        }
    }

    protected final Deadline deadline() {
        return new Deadline(cloud().clock().instant().plus(Duration.ofMinutes(1)), cloud().clock());
    }

    /** The message in a function that starts cold. */
    protected final Delivered respond() throws InterruptedException {
        return respond(deadline(), Watch.NONE);
    }

    protected final Delivered respond(Deadline deadline, Watch watch) throws InterruptedException {
        BeanParts function = cloud().function();
        return Delivered.of(function, cloud().message(function), deadline, watch);
    }

    /** Another message. */
    protected final Delivered deliver(Function<BeanParts, List<Message>> message) throws InterruptedException {
        BeanParts function = cloud().function();
        return Delivered.of(function, message.apply(function), deadline(), Watch.NONE);
    }

    /** The same message when all is well again. */
    protected final Delivered redeliver() throws InterruptedException {
        cloud().heal();
        return respond();
    }

    protected final List<LedgerEntry> ledger(Delivered delivered) {
        return cloud().function().ledger().entries(delivered.finding().id());
    }

    protected final List<LedgerEntry> planned(Delivered delivered) {
        return ledger(delivered).stream()
                .filter(e -> e.state() == LedgerEntry.State.PLANNED)
                .toList();
    }

    /** All of these sources' targets were turned on by this delivery, each once. */
    protected final void assertTurnedOn(Delivered delivered, List<String> sources) {
        for (String source : sources) {
            assertThat(delivered.turnedOn(source))
                    .as(source)
                    .isEqualTo(cloud().dark().get(source));
            assertThat(cloud().lit(source)).as(source).isEqualTo(cloud().dark().get(source));
        }
    }

    /** All is lit, each once, and all of the ledger says so. */
    protected final void assertWhole(Delivered delivered) {
        cloud().dark()
                .forEach((source, targets) ->
                        assertThat(cloud().lit(source)).as(source).isEqualTo(targets));
        assertThat(delivered.failed()).isEmpty();
        assertThat(delivered.again()).isFalse();
        assertThat(ledger(delivered))
                .hasSize(cloud().steps())
                .allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.ON));
    }

    /** All sources but this one. */
    protected final List<String> others(String source) {
        return cloud().dark().keySet().stream().filter(s -> !s.equals(source)).toList();
    }
}
