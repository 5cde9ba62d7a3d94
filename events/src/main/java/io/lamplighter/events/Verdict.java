package io.lamplighter.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the facts mean for some targets. */
public sealed interface Verdict<S extends Step> {
    /** The targets that this is about. */
    List<ResourceRef> targets();

    /** Lit, by us or by others; the evidence names by what. */
    record Covered<S extends Step>(List<ResourceRef> targets, String evidence) implements Verdict<S> {
        public Covered {
            targets = List.copyOf(targets);
        }
    }

    /** Dark, or lit in a way that would not tell what happened. */
    record Missing<S extends Step>(List<ResourceRef> targets, String why, Plan<S> plan) implements Verdict<S> {
        public Missing {
            targets = List.copyOf(targets);
        }
    }

    /**
     * Not to be told from what could be read; never acted on.
     *
     * @param failure what kept it from being read, which a retry may mend; null where it was read and does not tell
     */
    record Undecidable<S extends Step>(
            List<ResourceRef> targets, String why, @Nullable Failure failure) implements Verdict<S> {
        public Undecidable {
            targets = List.copyOf(targets);
        }

        public Undecidable(List<ResourceRef> targets, String why) {
            this(targets, why, null);
        }

        public Undecidable(List<ResourceRef> targets, Failure failure) {
            this(targets, failure.why(), failure);
        }
    }
}
