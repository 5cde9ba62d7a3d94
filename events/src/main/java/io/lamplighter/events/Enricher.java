package io.lamplighter.events;

import java.util.List;

/** One thing that a responder would look up first; each is isolated, so that one that fails hides no other. */
public interface Enricher {
    /** Such as {@code instance} or {@code recent-history}. */
    String id();

    /** Whether there is anything to look up: cheap and pure. */
    boolean applies(Alert alert, List<Scope> scopes);

    /** Looks it up; may throw what the SDK throws. */
    Enrichment enrich(Alert alert, List<Scope> scopes);

    /** Whether it looks at the scopes' resources, and so once more at those that an identity's history adds. */
    default boolean looksAtResources() {
        return false;
    }
}
