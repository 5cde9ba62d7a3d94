package io.lamplighter.events;

import java.util.List;

/**
 * What a log source would look at in a scope, known before any call is made.
 *
 * @param level the narrowest level that does it: {@code network-interface}, {@code subnet}, {@code vpc},
 *     {@code bucket}
 * @param targets what it would look at; empty with {@code everything} false means that the source does not apply
 * @param everything all of this level in the scope, asked for by a harden
 * @param why one sentence for a person
 */
public record Aim(String level, List<ResourceRef> targets, boolean everything, String why) {
    public Aim {
        targets = List.copyOf(targets);
    }

    /** Whether there is anything to look at. */
    public boolean applies() {
        return everything || !targets.isEmpty();
    }
}
