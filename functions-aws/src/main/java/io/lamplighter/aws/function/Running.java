package io.lamplighter.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.lamplighter.aws.clients.Caller;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Deadline;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a function keeps between its invocations: put together at the first one, since only an invocation tells the
 * account that it runs in, and then kept warm.
 *
 * <p>The settings are read at the start, so that a wrong one stops it with its sentence before an event is taken.
 */
final class Running {
    /** What storing the finding and answering takes, at most. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Settings settings;
    private final Clock clock;
    private @Nullable Lamps lamps;

    Running() {
        this.settings = Settings.from(System.getenv());
        this.clock = Clock.systemUTC();
    }

    synchronized Lamps lamps(Context context) {
        if (lamps == null) {
            lamps = new Lamps(
                    new Clients(Caller.ofFunction(context.getInvokedFunctionArn()), settings), settings, clock);
        }
        return lamps;
    }

    Deadline deadline(Context context) {
        return new Deadline(
                clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN), clock);
    }
}
