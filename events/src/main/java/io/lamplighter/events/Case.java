package io.lamplighter.events;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the {@link Guard} has to know of the alert at hand.
 *
 * @param findingId the finding that the steps are for
 * @param handsOff ids that their owner marked as not to be touched
 * @param store what is known of where the new logs would go
 * @param undone ids of steps that a person or the expiry has undone: they stay undone
 * @param paid ids of steps that earlier deliveries have taken from the budget
 * @param budget how many steps this alert may still make, shared by all its sources
 * @param turn how many steps were let through: steps of one moment still have an order, which an undo goes backwards
 */
record Case(
        String findingId,
        Set<String> handsOff,
        EvidenceStore.Look store,
        Set<String> undone,
        Set<String> paid,
        AtomicInteger budget,
        AtomicInteger turn) {
    Case {
        handsOff = Set.copyOf(handsOff);
        undone = Set.copyOf(undone);
        paid = Set.copyOf(paid);
    }

    boolean spares(ResourceRef target) {
        return handsOff.stream().anyMatch(target::liesIn);
    }
}
