package io.lamplighter.events;

/**
 * Reads one kind of event.
 *
 * @param <E> how the shell hands over an event, a JSON tree
 */
public interface AlertParser<E> {
    /** Whether this parser knows the event's kind: cheap, by its outer fields only. */
    boolean reads(E event);

    /** Reads it; never throws on what an event holds. */
    Parsed parse(E event);
}
