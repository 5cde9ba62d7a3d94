package io.lamplighter.bench;

import io.lamplighter.events.Enricher;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Parts;
import io.lamplighter.events.Responder;
import io.lamplighter.events.Watch;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Lets calls go in rounds: a round goes when none is on its way and every virtual thread waits, so that whoever could call
 * by then has called. A call's round is the length of the longest chain of calls before it, itself included, however fast
 * or slow the machine is.
 *
 * <p>All work has to be on virtual threads. What stands beside goes at once and makes no round: an enricher's calls, which
 * are not listed either, and the settling of a step.
 */
public final class Rounds implements AutoCloseable {
    /** One call, with all its attempts, and the round that it went in. */
    public record Gone(int round, String permission) {}

    /** How a call stands to the others. */
    public enum Standing {
        /** Waits for its round. */
        IN_A_ROW,
        /** Goes at once. */
        BESIDE,
        /** Goes at once, and is not listed. */
        UNLISTED
    }

    private static final InheritableThreadLocal<Standing> STANDING = new InheritableThreadLocal<>();

    private static final long PAUSE_NANOS = Duration.ofNanos(200_000).toNanos();
    private static final String[] AT_WORK = {"MountedVirtualThreadCount", "QueuedVirtualThreadCount"};

    /** A thread on its way from the queue to its carrier can be missed once, but not so often in a row. */
    private static final int LOOKS = 10;

    private final MBeanServer machine = ManagementFactory.getPlatformMBeanServer();
    private final List<Gone> gone = new ArrayList<>();
    private final List<CountDownLatch> waiting = new ArrayList<>();
    private final Thread conductor = Thread.ofPlatform().daemon().start(this::conduct);
    private int round = 1;
    private int onTheirWay;
    private volatile boolean closed;

    /** The loop of these parts, whose enrichers' calls are not listed and whose settlings go beside. */
    public static Intake intake(Parts parts) {
        Responder responder = new Responder(
                parts.sources(),
                parts.enrichers().stream().<Enricher>map(UnlistedEnricher::new).toList(),
                parts.scoper(),
                parts.accounts(),
                parts.handsOff(),
                parts.store(),
                parts.guard(parts.mode()),
                parts.findings(),
                new BesideLedger(parts.ledger()),
                parts.failures(),
                Watch.NONE);
        return new Intake(responder, parts.failures());
    }

    /** Does something with all calls that this thread and those that it starts make meanwhile standing so. */
    static <T> T as(Standing standing, Supplier<T> work) {
        STANDING.set(standing);
        try {
            return work.get();
        } finally {
            STANDING.remove();
        }
    }

    /** How the calls of this thread stand. */
    public static Standing standing() {
        Standing standing = STANDING.get();
        return standing == null ? Standing.IN_A_ROW : standing;
    }

    /** Waits until the call may go; whoever goes has to say when it {@link #arrived}. */
    public void go(String permission, Standing standing) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        synchronized (this) {
            if (standing != Standing.UNLISTED) {
                gone.add(new Gone(round, permission));
            }
            if (standing == Standing.IN_A_ROW) {
                waiting.add(go);
            } else {
                onTheirWay++;
                go.countDown();
            }
        }
        go.await();
    }

    /** One that went has its answer. */
    public synchronized void arrived() {
        onTheirWay--;
    }

    private void conduct() {
        int quiet = 0;
        while (!closed) {
            quiet = still() ? quiet + 1 : 0;
            if (quiet == LOOKS) {
                quiet = 0;
                next();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean still() {
        synchronized (this) {
            if (waiting.isEmpty() || onTheirWay > 0) {
                return false;
            }
        }
        try {
            long working = 0;
            for (Attribute count : machine.getAttributes(
                            new ObjectName("jdk.management:type=VirtualThreadScheduler"), AT_WORK)
                    .asList()) {
                working += ((Number) count.getValue()).longValue();
            }
            return working == 0;
        } catch (JMException e) {
            throw new IllegalStateException("this JDK does not tell what its virtual threads do", e);
        }
    }

    private synchronized void next() {
        onTheirWay += waiting.size();
        waiting.forEach(CountDownLatch::countDown);
        waiting.clear();
        round++;
    }

    /** What went, in the order of its rounds. */
    public synchronized List<Gone> gone() {
        return List.copyOf(gone);
    }

    /** Starts to count anew. */
    public synchronized void forget() {
        gone.clear();
        round = 1;
    }

    @Override
    public void close() {
        closed = true;
        conductor.interrupt();
    }
}
