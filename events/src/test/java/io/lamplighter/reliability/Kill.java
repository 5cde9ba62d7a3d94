package io.lamplighter.reliability;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Kills a delivery at one of its calls: from then on no call of it goes out and no answer comes in, on any thread. A cloud
 * puts it between its clients and the wire.
 *
 * <p>Calls that were under way are let through, as they would be; who dies waits for them, so that nothing of a dead
 * delivery reaches the cloud after it has ended.
 */
public final class Kill {
    private final int at;
    private final When when;
    private final Set<Call> flying = Collections.newSetFromMap(new IdentityHashMap<>());
    private int calls;
    private boolean dead;

    /** Whether the call is carried out. */
    public enum When {
        BEFORE,
        AFTER
    }

    /** What a dead process would not see either. */
    @SuppressWarnings("serial")
    public static final class Killed extends Error {}

    /** One attempt that is under way. */
    public static final class Call {
        private final int number;

        private Call(int number) {
            this.number = number;
        }
    }

    /**
     * @param at the call, counted from 1
     */
    public Kill(int at, When when) {
        this.at = at;
        this.when = when;
    }

    public static Kill never() {
        return new Kill(Integer.MAX_VALUE, When.AFTER);
    }

    /** Whether it came to it. */
    public synchronized boolean killed() {
        return dead;
    }

    /** How many calls were counted. */
    public synchronized int calls() {
        return calls;
    }

    /**
     * A call is about to go out.
     *
     * @param counted whether it can be the one: a look that changes nothing and is followed by no change need not be
     * @throws Killed if it does not go out
     */
    public synchronized Call goes(boolean counted) {
        int number = 0;
        if (counted && !dead) {
            calls++;
            number = calls;
            dead = when == When.BEFORE ? calls >= at : calls > at;
        }
        if (dead) {
            die();
        }
        Call call = new Call(number);
        flying.add(call);
        return call;
    }

    /**
     * Its answer came.
     *
     * @throws Killed if nobody is there any more to hear it
     */
    public synchronized void answered(Call call) {
        landed(call);
        dead |= call.number >= at;
        if (dead) {
            die();
        }
    }

    /** It is over, whatever came of it. */
    public synchronized void landed(Call call) {
        flying.remove(call);
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
