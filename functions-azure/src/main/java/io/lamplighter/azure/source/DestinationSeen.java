package io.lamplighter.azure.source;

/**
 * What was seen of a place that a diagnostic setting or a flow log sends to.
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
        /** Azure writes no logs into one of its kind. */
        UNFIT,
        /** It could not be looked at, which says nothing about it. */
        UNREADABLE
    }

    /** Whether nothing arrives, as far as can be told. */
    public boolean dead() {
        return switch (state) {
            case GONE, SHUT, UNFIT -> true;
            case THERE, UNREADABLE -> false;
        };
    }

    /** The place as a sentence names it: with why it could not be looked at, where that is so. */
    public String named(String place) {
        return state == State.UNREADABLE ? "%s, which could not be checked: %s".formatted(place, why) : place;
    }
}
