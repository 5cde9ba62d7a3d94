package io.lamplighter.events;

/**
 * Where a log will be, and what to ask it.
 *
 * @param uri the place, {@code s3://bucket/prefix/}
 * @param firstRecord how long until the first record is there, in words, from the cloud's own documentation
 * @param ask a question for this log, a query where there is one language for it
 * @param left the configured places that it does not go to, each with why; empty where it goes to all
 */
public record LogLocation(String uri, String firstRecord, String ask, String left) {
    /** One that goes to all that is configured. */
    public LogLocation(String uri, String firstRecord, String ask) {
        this(uri, firstRecord, ask, "");
    }
}
