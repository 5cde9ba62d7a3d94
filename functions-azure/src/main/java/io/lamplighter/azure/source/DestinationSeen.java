package io.lamplighter.azure.source;

/**
 * What was seen of a place that a diagnostic setting sends to.
 *
 * @param location where it is; empty where that was not to be told
 * @param why one sentence where it is not simply there
 */
public record DestinationSeen(State state, String location, String why) {
    /** Whether logs can arrive. */
    public enum State {
        THERE,
        GONE,
        /** It lets no Azure service in, and what is sent is lost without a word. */
        SHUT,
        /** It could not be looked at, which says nothing about it. */
        UNREADABLE
    }

    /** Whether nothing arrives, as far as can be told. */
    boolean dead() {
        return state == State.GONE || state == State.SHUT;
    }
}
