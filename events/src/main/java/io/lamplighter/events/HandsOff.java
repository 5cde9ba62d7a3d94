package io.lamplighter.events;

import java.util.Set;

/** Reads which resources an owner has marked as not to be touched. */
@FunctionalInterface
public interface HandsOff {
    /** The tag; any value counts. */
    String TAG = "lamplighter:hands-off";

    /** The ids in this scope's account and region that carry {@link #TAG}. */
    Set<String> in(Scope scope);
}
