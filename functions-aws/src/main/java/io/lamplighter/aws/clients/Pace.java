package io.lamplighter.aws.clients;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so many calls through in any window of time, for each account and region: the first ones at once, and no more than
 * the service takes, since what it throttles has to be sent again and may fail in the end.
 */
public final class Pace {
    private final int calls;
    private final long window;
    private final LongSupplier nanoTime;
    private final Rest rest;
    private final Map<String, Deque<Long>> starts = new ConcurrentHashMap<>();

    /** By the clock of this machine. */
    public Pace(int calls, Duration window) {
        this(calls, window, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** By a time of one's own. */
    public Pace(int calls, Duration window, LongSupplier nanoTime, Rest rest) {
        this.calls = calls;
        this.window = window.toNanos();
        this.nanoTime = nanoTime;
        this.rest = rest;
    }

    /** How to wait; a test moves its own time instead. */
    @FunctionalInterface
    public interface Rest {
        /** Waits so long. */
        void nanos(long nanos) throws InterruptedException;
    }

    /**
     * Waits for the turn of a call there.
     *
     * @throws InterruptedException if the caller is told to stop
     */
    public void await(String place) throws InterruptedException {
        long wait;
        Deque<Long> last = starts.computeIfAbsent(place, k -> new ArrayDeque<>());
        synchronized (last) {
            long now = nanoTime.getAsLong();
            Long first = last.size() < calls ? null : last.peekFirst();
            long start = first == null ? now : Math.max(now, first + window);
            last.addLast(start);
            if (last.size() > calls) {
                last.removeFirst();
            }
            wait = start - now;
        }
        if (wait > 0) {
            rest.nanos(wait);
        }
    }
}
