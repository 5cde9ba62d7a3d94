package io.lamplighter.events;

/** What became of one event: read, not for us, or not to be trusted. */
public sealed interface Parsed {
    /** An alert to respond to. */
    record Read(Alert alert) implements Parsed {}

    /** Well-formed, and nothing to do: the reason is for the log, the message is done with. */
    record Ignored(String why) implements Parsed {}

    /** Broken or impossible: the message belongs in the dead-letter queue, where a person sees it. */
    record Rejected(String why) implements Parsed {}
}
