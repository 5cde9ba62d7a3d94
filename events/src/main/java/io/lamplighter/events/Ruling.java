package io.lamplighter.events;

/** What the {@link Guard} says to one step. */
public sealed interface Ruling<S extends Step> {
    /** It may be enacted. */
    record Approve<S extends Step>(Approved<S> step) implements Ruling<S> {}

    /** It would be allowed, but we only propose. */
    record Propose<S extends Step>(S step) implements Ruling<S> {}

    /** It may not. */
    record Refuse<S extends Step>(String rule, String why) implements Ruling<S> {}
}
