package io.lamplighter.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rounds of one delivery, and what they have brought so far. */
final class Round {
    private final Alert alert;
    private final Delivery delivery;
    private final List<LogSource<?, ?>> sources;
    private final List<Enricher> enrichers;
    private final Accounts accounts;
    private final Watch watch;
    private final Guard guard;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Enrichment> enrichments = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Round(
            Alert alert,
            Delivery delivery,
            List<LogSource<?, ?>> sources,
            List<Enricher> enrichers,
            Accounts accounts,
            Watch watch) {
        this.alert = alert;
        this.delivery = delivery;
        this.sources = sources;
        this.enrichers = enrichers;
        this.accounts = accounts;
        this.watch = watch;
        this.guard = delivery.guard();
    }

    void note(List<String> more) {
        notes.addAll(more);
    }

    Map<Enricher, Future<Enrichment>> enrich(List<Scope> around, Predicate<Enricher> wanted) {
        List<Scope> inside =
                around.stream().filter(s -> guard.forbids(s) == null).toList();
        Map<Enricher, Future<Enrichment>> looking = new LinkedHashMap<>();
        for (Enricher enricher : enrichers) {
            if (wanted.test(enricher) && enricher.applies(alert, inside)) {
                looking.put(enricher, delivery.threads().submit(() -> enricher.enrich(alert, inside)));
            }
        }
        return looking;
    }

    /** Collects the enrichments; the resources that they add to the scope. */
    List<ResourceRef> enriched(Map<Enricher, Future<Enrichment>> looking) throws InterruptedException {
        List<ResourceRef> late = new ArrayList<>();
        for (Map.Entry<Enricher, Future<Enrichment>> one : looking.entrySet()) {
            String id = one.getKey().id();
            Enrichment enrichment = await(one.getValue(), f -> new Enrichment.Unreadable(id, f.why()));
            boolean saidBefore = enrichment instanceof Enrichment.Nothing
                    && enrichments.stream().anyMatch(e -> e.id().equals(id));
            if (!saidBefore) {
                enrichments.add(enrichment);
                watch.enriched(alert, enrichment);
            }
            if (enrichment instanceof Enrichment.Found found) {
                notes.addAll(found.notes());
                found.touched().stream()
                        .filter(t -> scopes.stream()
                                .flatMap(s -> s.resources().stream())
                                .noneMatch(t::same))
                        .filter(t -> late.stream().noneMatch(t::same))
                        .forEach(late::add);
            }
        }
        return late;
    }

    void light(List<Scope> around) throws InterruptedException {
        scopes.addAll(around);
        Map<String, Future<@Nullable Failure>> doors = new LinkedHashMap<>();
        for (Scope scope : around) {
            String account = scope.account();
            if (guard.forbids(scope) == null && !doors.containsKey(account)) {
                doors.put(account, delivery.threads().submit(() -> accounts.enter(account)));
            }
        }
        List<Work> work = new ArrayList<>();
        for (Scope scope : around) {
            String forbidden = guard.forbids(scope);
            if (forbidden != null) {
                add(new Outcome.Refused("scope", scope.resources(), "reach", forbidden));
                continue;
            }
            for (LogSource<?, ?> source : sources) {
                Aim aim = source.aim(scope);
                if (aim.applies()
                        && alert.request().wants(source.id())
                        && guard.reach().holds(source.id())) {
                    Lighting<?, ?> lighting = new Lighting<>(source, scope, delivery);
                    Callable<List<Outcome>> task = task(lighting, doors.get(scope.account()));
                    work.add(new Work(
                            source.id(), aim, lighting, delivery.threads().submit(task)));
                    watch.looking(source.id(), scope);
                }
            }
        }
        for (Work one : work) {
            await(one.outcomes(), one::brokenOff).forEach(this::add);
        }
    }

    private Callable<List<Outcome>> task(Lighting<?, ?> lighting, @Nullable Future<@Nullable Failure> door) {
        return () -> {
            Failure shut = door == null ? null : door.get();
            if (shut != null) {
                return List.of(new Outcome.Failed("account", List.of(), shut));
            }
            return lighting.light();
        };
    }

    private void add(Outcome outcome) {
        // A door that is shut is said once, however many sources stood before it.
        if (!outcomes.contains(outcome)) {
            outcomes.add(outcome);
            watch.outcome(alert, outcome);
        }
    }

    private <T> T await(Future<T> future, Function<Failure, T> otherwise) throws InterruptedException {
        try {
            return future.get(delivery.deadline().left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Read before the interrupt, which can make the thread say more.
            T late = otherwise.apply(new Failure(Failure.Kind.OUT_OF_TIME, "it was not done before the deadline"));
            future.cancel(true);
            return late;
        } catch (ExecutionException e) {
            return otherwise.apply(delivery.read(e));
        }
    }

    /** What a crash left planned where no source looked this time, since what it names is gone or elsewhere. */
    void recoverTheRest() throws ExecutionException, InterruptedException {
        for (LedgerEntry entry : delivery.leftPlanned(e -> true)) {
            for (LogSource<?, ?> source : sources) {
                if (source.id().equals(entry.source())) {
                    Callable<String> recovering = () -> {
                        delivery.recover(source, entry);
                        return "";
                    };
                    String why = await(delivery.threads().submit(recovering), Failure::why);
                    if (!why.isEmpty()) {
                        notes.add("step %s was left planned and could not be looked at: %s".formatted(entry.id(), why));
                    }
                }
            }
        }
    }

    Finding finding(FindingTable.Opening.Opened opened) throws ExecutionException, InterruptedException {
        return new Finding(
                alert.findingId(),
                alert,
                opened.deliveries(),
                scopes,
                enrichments,
                outcomes,
                delivery.entries(),
                notes,
                delivery.now());
    }

    private record Work(String source, Aim aim, Lighting<?, ?> lighting, Future<List<Outcome>> outcomes) {
        /** What had ended when the time was up, and the rest as failed. */
        List<Outcome> brokenOff(Failure failure) {
            List<Outcome> all = new ArrayList<>(lighting.outcomes());
            List<ResourceRef> left = aim.targets().stream()
                    .filter(t -> all.stream().flatMap(o -> o.targets().stream()).noneMatch(t::same))
                    .toList();
            if (aim.everything() || !left.isEmpty()) {
                all.add(new Outcome.Failed(source, left, failure));
            }
            return all;
        }
    }
}
