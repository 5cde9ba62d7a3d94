package io.lamplighter.events;

/**
 * Why something did not work, as a value.
 *
 * @param why one sentence for a person: what was tried, what the cloud said, what to do
 */
public record Failure(Kind kind, String why) {
    /** What sort of failure, and whether trying again can help. */
    public enum Kind {
        THROTTLED(true),
        UNAVAILABLE(true),
        CONFLICT(true),
        OUT_OF_TIME(true),
        DENIED(false),
        GONE(false),
        LIMIT(false),
        INVALID(false),
        /** Ours: worth a look, not a retry. */
        BUG(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same message later can end better. */
        public boolean retryable() {
            return retryable;
        }
    }
}
