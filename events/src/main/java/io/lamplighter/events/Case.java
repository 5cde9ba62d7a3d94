package io.lamplighter.events;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the {@link Guard} has to know of the alert at hand.
 *
 * @param findingId the finding that the steps are for
 * @param handsOff ids that their owner marked as not to be touched
 * @param undone ids of steps that a person or the expiry has undone: they stay undone
 * @param budget how many steps this alert may still make, shared by all its sources
 */
record Case(String findingId, Set<String> handsOff, Set<String> undone, AtomicInteger budget) {
    Case {
        handsOff = Set.copyOf(handsOff);
        undone = Set.copyOf(undone);
    }

    Case sparing(Set<String> ids) {
        return new Case(findingId, ids, undone, budget);
    }

    boolean spares(ResourceRef target) {
        return handsOff.stream().anyMatch(target::liesIn);
    }
}
