package io.lamplighter.aws.faults;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Kills a delivery at one of its calls: from then on no call of it goes out and no answer comes in, on any thread.
 *
 * <p>Calls that were under way are let through, as they would be; who dies waits for them, so that nothing of a dead
 * delivery reaches the cloud after it has ended. The calls that only enrichers make are passed and not counted, since
 * they change nothing and leave the state between two of them the same.
 */
final class Kill implements ExecutionInterceptor {
    private static final Set<String> ENRICHING = Set.of("CloudTrail", "Organizations");

    private final int at;
    private final When when;
    private final Set<ExecutionAttributes> flying = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<ExecutionAttributes, Integer> numbers = Collections.synchronizedMap(new IdentityHashMap<>());
    private int calls;
    private boolean dead;

    /** Whether the call is carried out. */
    enum When {
        BEFORE,
        AFTER
    }

    /** What a dead process would not see either. */
    @SuppressWarnings("serial")
    static final class Killed extends Error {}

    Kill(int at, When when) {
        this.at = at;
        this.when = when;
    }

    static Kill never() {
        return new Kill(Integer.MAX_VALUE, When.AFTER);
    }

    /** Whether it came to it. */
    synchronized boolean killed() {
        return dead;
    }

    /** How many calls were counted. */
    synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (!ENRICHING.contains(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)) && !dead) {
            calls++;
            numbers.put(attributes, calls);
            dead = when == When.BEFORE ? calls >= at : calls > at;
        }
        if (dead) {
            die();
        }
        flying.add(attributes);
    }

    @Override
    public synchronized void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        landed(attributes);
        dead |= numbers.getOrDefault(attributes, 0) >= at;
        if (dead) {
            die();
        }
    }

    @Override
    public synchronized void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        landed(attributes);
    }

    private void landed(ExecutionAttributes attributes) {
        flying.remove(attributes);
        notifyAll();
    }

    private void die() {
        while (!flying.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Killed();
            }
        }
        throw new Killed();
    }
}
