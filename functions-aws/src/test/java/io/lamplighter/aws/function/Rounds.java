package io.lamplighter.aws.function;

import io.lamplighter.aws.source.Calls;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Lets calls go in rounds: a round goes when none is on its way and every virtual thread waits, so that whoever could call
 * by then has called. A call's round is the length of the longest chain of calls before it, itself included, however fast
 * or slow the machine is.
 *
 * <p>All work has to be on virtual threads. What stands beside goes at once and makes no round: an enricher's calls, which
 * are not listed either, and the settling of a step.
 */
final class Rounds implements ExecutionInterceptor, AutoCloseable {
    /** One call, with all its attempts, and the round that it went in. */
    record Gone(int round, String permission) {}

    private static final ExecutionAttribute<Boolean> ON_ITS_WAY = new ExecutionAttribute<>("OnItsWay");
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

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        boolean enriches = calledIn("io.lamplighter.aws.enrich.", "");
        boolean beside = enriches || calledIn("io.lamplighter.aws.table.DynamoLedger", "settle");
        CountDownLatch go = new CountDownLatch(1);
        synchronized (this) {
            if (!enriches) {
                gone.add(new Gone(
                        round,
                        Calls.permission(
                                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))));
            }
            if (beside) {
                onTheirWay++;
                go.countDown();
            } else {
                waiting.add(go);
            }
        }
        attributes.putAttribute(ON_ITS_WAY, true);
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted before its round", e);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        arrived(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        arrived(attributes);
    }

    private static boolean calledIn(String type, String method) {
        return StackWalker.getInstance()
                .walk(s -> s.anyMatch(f ->
                        f.getClassName().startsWith(type) && f.getMethodName().startsWith(method)));
    }

    private synchronized void arrived(ExecutionAttributes attributes) {
        if (Boolean.TRUE.equals(attributes.getAttribute(ON_ITS_WAY))) {
            attributes.putAttribute(ON_ITS_WAY, false);
            onTheirWay--;
        }
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
    synchronized List<Gone> gone() {
        return List.copyOf(gone);
    }

    /** Starts to count anew. */
    synchronized void forget() {
        gone.clear();
        round = 1;
    }

    @Override
    public void close() {
        closed = true;
        conductor.interrupt();
    }
}
