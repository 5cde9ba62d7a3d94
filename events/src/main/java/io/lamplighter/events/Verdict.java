package io.lamplighter.events;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * Dark, or lit in a way that would not tell what happened.
     *
     * @param whys what is so of single targets, where not the same is so of all
     */
    record Missing<S extends Step>(List<ResourceRef> targets, String why, Plan<S> plan, Map<ResourceRef, String> whys)
            implements Verdict<S> {
        public Missing {
            targets = List.copyOf(targets);
            whys = Map.copyOf(whys);
        }

        public Missing(List<ResourceRef> targets, String why, Plan<S> plan) {
            this(targets, why, plan, Map.of());
        }

        /** The same for targets that one plan lights and that are dark for reasons of their own. */
        public Missing(Map<ResourceRef, String> whys, Plan<S> plan) {
            this(
                    List.copyOf(whys.keySet()),
                    String.join("; ", new LinkedHashSet<>(whys.values())),
                    plan,
                    Set.copyOf(whys.values()).size() > 1 ? whys : Map.of());
        }

        /** Why this target is dark. */
        public String why(ResourceRef target) {
            return whys.getOrDefault(target, why);
        }
    }

    /**
     * Not to be told from what could be read; never acted on.
     *
     * @param failure the read that failed, so that it is tried again where that can help; null where all was read
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
