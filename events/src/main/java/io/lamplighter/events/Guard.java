package io.lamplighter.events;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets steps through, or does not: the only maker of {@link Approved} steps.
 *
 * <p>It decides from values alone, so that what it would do can be tested as a table. The limit of steps per day is kept
 * by the {@link Ledger}, since it counts over all functions at once.
 */
public record Guard(Mode mode, Reach reach, Limits limits, Clock clock) {
    /** Why nothing may be read or changed in this scope, or null. */
    @Nullable String forbids(Scope scope) {
        return reach.holds(scope)
                ? null
                : "account %s in %s is outside the configured reach: add it to the reach setting if it is yours"
                        .formatted(scope.account(), scope.region());
    }

    <S extends Step> Ruling<S> rule(S step, String source, Scope scope, Case about) {
        if (!reach.holds(scope)
                || step.targets().stream().anyMatch(t -> !t.account().equals(scope.account()))
                || step.targets().stream().anyMatch(t -> !t.region().equals(scope.region()))) {
            return new Ruling.Refuse<>("reach", "the step reaches outside the configured accounts and regions");
        }
        if (!reach.holds(source)) {
            return new Ruling.Refuse<>("reach", source + " is outside the configured reach");
        }
        if (step.targets().stream().anyMatch(about::spares)) {
            return new Ruling.Refuse<>("hands-off", "its owner tagged it " + HandsOff.TAG);
        }
        if (about.undone().contains(Approved.stepId(about.findingId(), source, step))) {
            return new Ruling.Refuse<>(
                    "undone", "this change was undone before; it is not made again for the same alert");
        }
        if (mode == Mode.PROPOSE) {
            return new Ruling.Propose<>(step);
        }
        int left = about.budget().getAndDecrement();
        if (left <= 0) {
            return new Ruling.Refuse<>(
                    "alert-limit",
                    "this alert has used its %d steps; run harden by hand for the rest"
                            .formatted(limits.stepsPerAlert()));
        }
        // Steps of one moment still have an order: an undo goes through them backwards.
        Instant now = clock.instant().plusNanos(limits.stepsPerAlert() - left);
        return new Ruling.Approve<>(
                new Approved<>(step, about.findingId(), source, scope, now, now.plus(limits.expiry())));
    }
}
