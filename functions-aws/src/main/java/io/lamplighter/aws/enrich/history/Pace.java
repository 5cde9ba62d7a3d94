package io.lamplighter.aws.enrich.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets two calls a second through for each account and region, which is all that LookupEvents takes
 * (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
 */
final class Pace {
    private static final int CALLS = 2;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final Rest rest;
    private final Map<String, Deque<Long>> starts = new ConcurrentHashMap<>();

    Pace(LongSupplier nanoTime, Rest rest) {
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    /** How to wait; a test moves its own time instead. */
    @FunctionalInterface
    interface Rest {
        void nanos(long nanos) throws InterruptedException;
    }

    /** Waits for the turn of a call there. */
    void await(String place) throws InterruptedException {
        long wait;
        Deque<Long> last = starts.computeIfAbsent(place, k -> new ArrayDeque<>());
        synchronized (last) {
            long now = nanoTime.getAsLong();
            Long first = last.size() < CALLS ? null : last.peekFirst();
            long start = first == null ? now : Math.max(now, first + WINDOW);
            last.addLast(start);
            if (last.size() > CALLS) {
                last.removeFirst();
            }
            wait = start - now;
        }
        if (wait > 0) {
            rest.nanos(wait);
        }
    }
}
