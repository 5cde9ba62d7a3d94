package io.lamplighter.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One source in one scope, from observe to settle; what goes wrong here is an outcome and reaches nobody else.
 *
 * <p>The plans of different verdicts are enacted side by side; the steps of one plan in order, but for a few that share no
 * target. A step that failed for a target keeps the later steps from that target only.
 */
final class Lighting<F extends Record, S extends Step> {
    /** AWS limits configuration writes to a few a second (cloud-logging-facts A16): more at once only throttles. */
    private static final int SIDE_BY_SIDE = 8;

    /** Few enough that all are in one transaction of the ledger, and that what was seen is still fresh. */
    private static final int AT_ONCE = 90;

    private final LogSource<F, S> source;
    private final Scope scope;
    private final Delivery delivery;
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    Lighting(LogSource<F, S> source, Scope scope, Delivery delivery) {
        this.source = source;
        this.scope = scope;
        this.delivery = delivery;
    }

    /** The outcomes so far; what is not among them was not reached. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    List<Outcome> light() throws InterruptedException {
        Delivery.Ahead ahead = delivery.ahead(scope);
        try {
            F facts = source.observe(scope, delivery.deadline());
            Set<ResourceRef> recovered = recover();
            List<List<S>> plans = new ArrayList<>();
            for (Verdict<S> verdict : source.judge().of(facts)) {
                List<S> steps = decide(verdict, recovered);
                if (!steps.isEmpty()) {
                    plans.add(steps);
                }
            }
            if (!plans.isEmpty()) {
                List<List<Approved<S>>> approved = plans.stream()
                        .map(steps -> approve(steps, ahead))
                        .filter(p -> !p.isEmpty())
                        .toList();
                for (List<List<Approved<S>>> batch : Batches.of(approved, AT_ONCE)) {
                    enact(batch);
                }
            }
        } catch (RuntimeException | ExecutionException e) {
            outcomes.add(new Outcome.Failed(source.id(), source.aim(scope).targets(), delivery.read(e)));
        }
        return outcomes();
    }

    /** What of an earlier delivery's steps here is found to be on; it needs no second look. */
    private Set<ResourceRef> recover() throws ExecutionException, InterruptedException {
        Set<ResourceRef> lit = new HashSet<>();
        for (LedgerEntry entry : delivery.leftPlanned(e -> e.source().equals(source.id())
                && e.account().equals(scope.account())
                && e.region().equals(scope.region()))) {
            for (Evidence.Lit one : delivery.recover(source, entry).lit()) {
                lit.add(one.target());
                outcomes.add(new Outcome.AlreadyOn(
                        source.id(), List.of(one.target()), "lit by us in step " + entry.id() + ": " + one.seen()));
            }
        }
        return lit;
    }

    private List<S> decide(Verdict<S> verdict, Set<ResourceRef> recovered) {
        List<ResourceRef> targets = verdict.targets().stream()
                .filter(t -> recovered.stream().noneMatch(t::same))
                .toList();
        if (targets.isEmpty()) {
            return List.of();
        }
        return switch (verdict) {
            case Verdict.Covered<S> covered -> {
                outcomes.add(new Outcome.AlreadyOn(source.id(), targets, covered.evidence()));
                yield List.of();
            }
            case Verdict.Undecidable<S> undecidable -> {
                Failure failure = undecidable.failure();
                outcomes.add(
                        failure == null
                                ? new Outcome.Refused(source.id(), targets, "undecidable", undecidable.why())
                                : new Outcome.Failed(source.id(), targets, failure));
                yield List.of();
            }
            case Verdict.Missing<S> missing ->
                switch (missing.plan()) {
                    case Plan.Blocked<S> blocked -> {
                        outcomes.add(new Outcome.Refused(
                                source.id(), targets, blocked.rule(), missing.why() + "; " + blocked.why()));
                        yield List.of();
                    }
                    case Plan.Steps<S> steps -> steps.steps();
                };
        };
    }

    private List<Approved<S>> approve(List<S> steps, Delivery.Ahead ahead) {
        Case about;
        try {
            about = delivery.about(ahead);
        } catch (ExecutionException e) {
            // Who cannot read the hands-off tags, or see where the logs would go, must not act.
            Failure failure = delivery.read(e);
            Failure why = new Failure(
                    failure.kind(), "what has to be known before a change could not be read: " + failure.why());
            outcomes.add(new Outcome.Failed(source.id(), targets(steps), why));
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        List<Approved<S>> approved = new ArrayList<>();
        for (S step : steps) {
            S spared = spare(step, about);
            if (spared == null) {
                continue;
            }
            switch (delivery.guard().rule(spared, source.id(), scope, about)) {
                case Ruling.Refuse<S> refused -> refuse(List.of(spared), refused.rule(), refused.why());
                case Ruling.Propose<S> proposed -> {
                    S would = proposed.step();
                    outcomes.add(new Outcome.Proposed(
                            source.id(), would.targets(), would.action(), would.request(), would.logs()));
                }
                case Ruling.Approve<S> go -> approved.add(go.step());
            }
        }
        return approved;
    }

    /** The step less the targets that are tagged hands-off, or null if none is left. */
    private @Nullable S spare(S step, Case about) {
        List<ResourceRef> spared = step.targets().stream().filter(about::spares).toList();
        if (spared.isEmpty()) {
            return step;
        }
        Outcome refused = new Outcome.Refused(source.id(), spared, "hands-off", HandsOff.SAYS);
        if (!outcomes.contains(refused)) {
            outcomes.add(refused);
        }
        List<ResourceRef> rest =
                step.targets().stream().filter(t -> !about.spares(t)).toList();
        return rest.isEmpty() ? null : source.narrow(step, rest);
    }

    private void refuse(List<S> steps, String rule, String why) {
        outcomes.add(new Outcome.Refused(source.id(), targets(steps), rule, why));
    }

    private static List<ResourceRef> targets(List<? extends Step> steps) {
        return steps.stream().flatMap(s -> s.targets().stream()).distinct().toList();
    }

    private void enact(List<List<Approved<S>>> plans) throws ExecutionException, InterruptedException {
        List<Approved<S>> all = plans.stream().flatMap(List::stream).toList();
        if (late()) {
            fail(all, new Failure(Failure.Kind.OUT_OF_TIME, "the deadline came before its turn"));
            return;
        }
        switch (delivery.plan(all.stream().map(Approved::planned).toList())) {
            case Ledger.Planning.DayLimit day ->
                refuse(
                        all.stream().map(Approved::step).toList(),
                        "day-limit",
                        "%d more steps would pass the limit of %d for this day: raise it, or come again tomorrow"
                                .formatted(all.size(), day.limit()));
            case Ledger.Planning.LeaseLost lost ->
                fail(all, new Failure(Failure.Kind.CONFLICT, "another delivery of this alert took over"));
            case Ledger.Planning.Recorded recorded -> sideBySide(plans);
        }
    }

    private boolean late() {
        return delivery.deadline().over() || Thread.currentThread().isInterrupted();
    }

    private void sideBySide(List<List<Approved<S>>> plans) throws ExecutionException, InterruptedException {
        if (plans.size() == 1) {
            follow(plans.getFirst());
            return;
        }
        Semaphore places = new Semaphore(SIDE_BY_SIDE);
        List<Callable<Void>> work = new ArrayList<>();
        for (List<Approved<S>> plan : plans) {
            work.add(() -> {
                places.acquire();
                try {
                    follow(plan);
                } finally {
                    places.release();
                }
                return null;
            });
        }
        for (var done : delivery.threads().invokeAll(work)) {
            done.get();
        }
    }

    private void follow(List<Approved<S>> plan) throws ExecutionException, InterruptedException {
        Set<ResourceRef> failed = new HashSet<>();
        for (List<Approved<S>> turn : Turns.of(plan)) {
            Set<ResourceRef> before = Set.copyOf(failed);
            List<Callable<List<ResourceRef>>> work = new ArrayList<>();
            turn.forEach(step -> work.add(() -> next(step, before)));
            for (var done : delivery.threads().invokeAll(work)) {
                failed.addAll(done.get());
            }
        }
    }

    /** The next step of a plan, unless one before it failed or the time is over; the targets for which it failed. */
    private List<ResourceRef> next(Approved<S> step, Set<ResourceRef> failed) {
        List<ResourceRef> targets = step.step().targets();
        if (failed.containsAll(targets)) {
            settleFailed(step, "not tried: a step before it failed");
            return List.of();
        }
        if (late()) {
            Failure late = new Failure(Failure.Kind.OUT_OF_TIME, "the deadline came before its call was made");
            settleFailed(step, late.why());
            fail(List.of(step), late);
            return targets;
        }
        return one(step);
    }

    /** Enacts one step; the targets for which it failed. */
    private List<ResourceRef> one(Approved<S> step) {
        try {
            Evidence evidence = source.enact(step);
            delivery.settle(step.planned(), evidence);
            report(step, evidence);
            return evidence.unlit().stream().map(Evidence.Unlit::target).toList();
        } catch (RuntimeException e) {
            Failure failure = delivery.read(e);
            // It may have been carried out, if only at an attempt whose answer was lost before the last one was
            // throttled: the entry stays planned, and the next look tells.
            if (!failure.kind().retryable()) {
                settleFailed(step, failure.why());
            }
            fail(List.of(step), failure);
            return step.step().targets();
        }
    }

    private void settleFailed(Approved<S> step, String why) {
        delivery.settle(step.planned().settled(LedgerEntry.State.FAILED, why, Map.of(), delivery.now()));
    }

    private void report(Approved<S> step, Evidence evidence) {
        evidence.lit().stream()
                .filter(l -> !l.ours())
                .forEach(l -> outcomes.add(new Outcome.AlreadyOn(source.id(), List.of(l.target()), l.seen())));
        evidence.lit().stream()
                .filter(Evidence.Lit::ours)
                .collect(Collectors.groupingBy(
                        Evidence.Lit::seen,
                        LinkedHashMap::new,
                        Collectors.mapping(Evidence.Lit::target, Collectors.toList())))
                .forEach((seen, lit) -> outcomes.add(new Outcome.TurnedOn(
                        source.id(), lit, step.id(), seen, step.step().logs())));
        outcomes.addAll(evidence.ends(source.id()));
    }

    private void fail(List<Approved<S>> steps, Failure failure) {
        outcomes.add(new Outcome.Failed(
                source.id(), targets(steps.stream().map(Approved::step).toList()), failure));
    }
}
