package io.lamplighter.bench;

import java.time.Duration;
import java.util.Optional;

/** A function in a process of its own. */
public interface ChildFunction extends AutoCloseable {
    /**
     * Sends it an event and waits for the answer.
     *
     * @throws IllegalStateException for an answer that says anything but done: that is no figure
     */
    void answer(String event);

    Process process();

    /** How long the process has been there. */
    Duration age();

    /** From the start of the process until it first asked for an event, where it does ask. */
    Optional<Duration> initialisation();

    /** Ends it and waits until it has written what it writes at its end. */
    void end();

    @Override
    void close();
}
