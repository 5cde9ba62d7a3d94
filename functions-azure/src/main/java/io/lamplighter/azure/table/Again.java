package io.lamplighter.azure.table;

import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.events.Failure;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads, decides and writes anew when somebody else wrote in between, which is what ETags are for. */
final class Again {
    /** Of as many writers at once one goes through at each turn, so that this many can meet. */
    private static final int TURNS = 60;

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private Again() {}

    /**
     * The first answer of a turn that has one; null says that somebody else wrote in between.
     *
     * @param what what is written, for a person
     */
    static <T> T until(String what, Supplier<@Nullable T> turn) {
        for (int i = 0; i < TURNS; i++) {
            T done = turn.get();
            if (done != null) {
                return done;
            }
            pause();
        }
        throw new KnownFailure(
                new Failure(
                        Failure.Kind.CONFLICT,
                        "%s of the central table was changed by others at each of %d attempts".formatted(what, TURNS)),
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("told to stop");
        }
    }
}
