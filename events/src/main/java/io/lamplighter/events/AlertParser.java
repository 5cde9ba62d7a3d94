package io.lamplighter.events;

import java.util.List;

/**
 * Reads one kind of event.
 *
 * @param <E> how the shell hands over an event, a JSON tree
 */
public interface AlertParser<E> {
    /** Whether this parser knows the event's kind: cheap, by its outer fields only. */
    boolean reads(E event);

    /** Reads it: at least one answer, and one for each alert where it holds several; never throws on what an event holds. */
    List<Parsed> parse(E event);
}
