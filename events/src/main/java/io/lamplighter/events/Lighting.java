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
import java.util.concurrent.Future;
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

    private final LogSource<F, S> source;
    private final Scope scope;
    private final Delivery delivery;
    private final Future<Set<String>> handsOff;
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    Lighting(LogSource<F, S> source, Scope scope, Delivery delivery) {
        this.source = source;
        this.scope = scope;
        this.delivery = delivery;
        this.handsOff = delivery.handsOff(scope);
    }

    List<Outcome> light() throws InterruptedException {
        try {
            F facts = source.observe(scope);
            Set<ResourceRef> recovered = recover();
            List<List<S>> plans = new ArrayList<>();
            for (Verdict<S> verdict : source.judge().of(facts)) {
                List<S> steps = decide(verdict, recovered);
                if (!steps.isEmpty()) {
                    plans.add(steps);
                }
            }
            if (!plans.isEmpty()) {
                enact(plans.stream()
                        .map(this::approve)
                        .filter(p -> !p.isEmpty())
                        .toList());
            }
        } catch (RuntimeException | ExecutionException e) {
            outcomes.add(new Outcome.Failed(source.id(), source.aim(scope).targets(), delivery.read(e)));
        }
        return List.copyOf(outcomes);
    }

    /** A step that a crash left planned is looked for in the cloud: only what is there is settled as on. */
    private Set<ResourceRef> recover() throws ExecutionException, InterruptedException {
        Set<ResourceRef> lit = new HashSet<>();
        for (LedgerEntry entry : delivery.leftPlanned(source.id(), scope)) {
            Evidence evidence = source.verify(entry);
            if (evidence.after().isEmpty()) {
                delivery.settleNow(entry.settled(
                        LedgerEntry.State.FAILED, "a crash came before its call", Map.of(), delivery.now()));
                continue;
            }
            settle(entry, evidence);
            for (Evidence.Lit one : evidence.lit()) {
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
                outcomes.add(new Outcome.Refused(source.id(), targets, "undecidable", undecidable.why()));
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

    private List<Approved<S>> approve(List<S> steps) {
        Case about;
        try {
            about = delivery.about(handsOff);
        } catch (ExecutionException e) {
            // Who cannot read the marks must not act on what may carry one.
            refuse(
                    steps,
                    "hands-off",
                    "whether %s marks it could not be read: %s"
                            .formatted(HandsOff.TAG, delivery.read(e).why()));
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
        Outcome refused = new Outcome.Refused(source.id(), spared, "hands-off", "its owner tagged it " + HandsOff.TAG);
        if (!outcomes.contains(refused)) {
            outcomes.add(refused);
        }
        List<ResourceRef> rest =
                step.targets().stream().filter(t -> !about.spares(t)).toList();
        return rest.isEmpty() ? null : source.narrow(step, rest);
    }

    private void refuse(List<S> steps, String rule, String why) {
        outcomes.add(new Outcome.Refused(
                source.id(),
                steps.stream().flatMap(s -> s.targets().stream()).distinct().toList(),
                rule,
                why));
    }

    private void enact(List<List<Approved<S>>> plans) throws ExecutionException, InterruptedException {
        List<Approved<S>> all = plans.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return;
        }
        switch (delivery.plan(all.stream().map(Approved::planned).toList())) {
            case Ledger.Planning.DayLimit day ->
                refuse(
                        all.stream().map(Approved::step).toList(),
                        "day-limit",
                        "the %d steps of this day are used up".formatted(day.limit()));
            case Ledger.Planning.LeaseLost lost ->
                fail(all, new Failure(Failure.Kind.CONFLICT, "another delivery of this alert took over"));
            case Ledger.Planning.Recorded recorded -> sideBySide(plans);
        }
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
        if (delivery.deadline().over() || Thread.currentThread().isInterrupted()) {
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
            settle(step.planned(), evidence);
            report(step, evidence);
            return evidence.unlit().stream().map(Evidence.Unlit::target).toList();
        } catch (RuntimeException e) {
            Failure failure = delivery.read(e);
            // A call that broke off may have been carried out: the entry stays planned, and the next look tells.
            if (failure.kind() != Failure.Kind.UNAVAILABLE && failure.kind() != Failure.Kind.OUT_OF_TIME) {
                settleFailed(step, failure.why());
            }
            fail(List.of(step), failure);
            return step.step().targets();
        }
    }

    private void settleFailed(Approved<S> step, String why) {
        delivery.settle(step.planned().settled(LedgerEntry.State.FAILED, why, Map.of(), delivery.now()));
    }

    private void settle(LedgerEntry entry, Evidence evidence) {
        boolean on = !evidence.after().isEmpty();
        String note = on
                ? evidence.lit().stream().map(Evidence.Lit::seen).distinct().collect(Collectors.joining("; "))
                : evidence.unlit().stream()
                        .map(u -> u.failure().why())
                        .distinct()
                        .collect(Collectors.joining("; "));
        delivery.settle(entry.settled(
                on ? LedgerEntry.State.ON : LedgerEntry.State.FAILED, note, evidence.after(), delivery.now()));
    }

    private void report(Approved<S> step, Evidence evidence) {
        evidence.lit().stream()
                .collect(Collectors.groupingBy(
                        Evidence.Lit::seen,
                        LinkedHashMap::new,
                        Collectors.mapping(Evidence.Lit::target, Collectors.toList())))
                .forEach((seen, lit) -> outcomes.add(new Outcome.TurnedOn(
                        source.id(), lit, step.id(), seen, step.step().logs())));
        evidence.unlit().stream()
                .collect(Collectors.groupingBy(
                        Evidence.Unlit::failure,
                        LinkedHashMap::new,
                        Collectors.mapping(Evidence.Unlit::target, Collectors.toList())))
                .forEach((failure, unlit) -> outcomes.add(new Outcome.Failed(source.id(), unlit, failure)));
    }

    private void fail(List<Approved<S>> steps, Failure failure) {
        outcomes.add(new Outcome.Failed(
                source.id(),
                steps.stream()
                        .flatMap(s -> s.step().targets().stream())
                        .distinct()
                        .toList(),
                failure));
    }
}
