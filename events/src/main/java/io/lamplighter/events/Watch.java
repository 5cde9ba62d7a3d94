package io.lamplighter.events;

/** Hears what happens while it happens: the log line of a function, the progress line of a terminal. */
public interface Watch {
    /** Nobody listens. */
    Watch NONE = new Watch() {};

    /** A source starts to look at a scope. */
    default void looking(String source, Scope scope) {}

    /** A source ended for some targets. */
    default void outcome(Alert alert, Outcome outcome) {}

    /** An enricher ended. */
    default void enriched(Alert alert, Enrichment enrichment) {}
}
