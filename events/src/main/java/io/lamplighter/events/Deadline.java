package io.lamplighter.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When the work must be over: the function's time limit, less what storing the finding takes.
 *
 * @param at no new work starts from here on
 */
public record Deadline(Instant at, Clock clock) {
    /** How long is left; zero when it is past. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether it is past. */
    public boolean over() {
        return left().isZero();
    }
}
