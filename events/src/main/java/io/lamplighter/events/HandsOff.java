package io.lamplighter.events;

import java.util.Set;

/** Reads which resources an owner has marked as not to be touched. */
@FunctionalInterface
public interface HandsOff {
    /** The tag; any value counts. */
    String TAG = "lamplighter:hands-off";

    /** Why a tagged resource is left alone; who tagged it is not known. */
    String SAYS = "it is tagged " + TAG;

    /** The ids in this scope's account and region that carry {@link #TAG}. */
    Set<String> in(Scope scope);

    /** Names what one reading covers: scopes of the same place are read once for an alert. */
    default String place(Scope scope) {
        return scope.account() + "/" + scope.region();
    }
}
