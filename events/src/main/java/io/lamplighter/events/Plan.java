package io.lamplighter.events;

import java.util.List;

/** What would light the missing log: ordered steps, or the rule that forbids any. */
public sealed interface Plan<S extends Step> {
    /** Steps to enact in this order; when one fails, those after it are not tried. */
    record Steps<S extends Step>(List<S> steps) implements Plan<S> {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /** The only way would be to replace what others made, to make a loop, or to break a quota. */
    record Blocked<S extends Step>(String rule, String why) implements Plan<S> {}
}
