package io.lamplighter.events;

import java.util.List;

/** The decision of a log source: a pure function, so that it can be tested as a table. */
@FunctionalInterface
public interface Judge<F extends Record, S extends Step> {
    /** What the facts mean; every target that was aimed at is in exactly one verdict. */
    List<Verdict<S>> of(F facts);
}
