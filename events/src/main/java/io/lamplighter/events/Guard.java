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
            return new Ruling.Refuse<>("hands-off", HandsOff.SAYS);
        }
        if (about.store().unfit() != null) {
            return new Ruling.Refuse<>("evidence-store", about.store().unfit());
        }
        if (step.targets().stream().anyMatch(t -> about.store().feeds().contains(t.id()))) {
            return new Ruling.Refuse<>(
                    "loop", "the evidence store logs into it: logged into the store it closes a ring");
        }
        String id = Approved.stepId(about.findingId(), source, step);
        if (about.undone().contains(id)) {
            return new Ruling.Refuse<>(
                    "undone", "this change was undone before; it is not made again for the same alert");
        }
        // A harden is a person's, and as large as the account is: the limit of the day bounds it.
        boolean counted = scope.breadth() == Breadth.TOUCHED && !about.paid().contains(id);
        if (counted && about.budget().getAndDecrement() <= 0) {
            return new Ruling.Refuse<>(
                    "alert-limit",
                    "this alert has used its %d steps: raise the limit, or harden by hand for the rest"
                            .formatted(limits.stepsPerAlert()));
        }
        if (mode == Mode.PROPOSE) {
            return new Ruling.Propose<>(step);
        }
        Instant now = clock.instant().plusNanos(about.turn().getAndIncrement());
        return new Ruling.Approve<>(
                new Approved<>(step, about.findingId(), source, scope, now, now.plus(limits.expiry())));
    }
}
