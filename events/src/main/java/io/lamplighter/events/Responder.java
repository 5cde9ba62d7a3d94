package io.lamplighter.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one loop, from an alert to its finding in the table.
 *
 * <p>Every source, enricher and scope runs on a thread of its own under the deadline; each ends as a value, and only
 * what all of them said is reported. Safe to run twice at once for the same alert: one of the two gets {@link
 * Response.Busy}.
 */
public final class Responder {
    /** How long a delivery that died keeps others out, over its own deadline. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** At most this long: a person may be at work for an hour, and what is broken off must not wait for that. */
    static final Duration LEASE = Duration.ofMinutes(6);

    private final List<LogSource<?, ?>> sources;
    private final List<Enricher> enrichers;
    private final Scoper scoper;
    private final Accounts accounts;
    private final HandsOff handsOff;
    private final EvidenceStore store;
    private final Guard guard;
    private final FindingTable table;
    private final Ledger ledger;
    private final FailureReader failures;
    private final Watch watch;

    public Responder(
            List<LogSource<?, ?>> sources,
            List<Enricher> enrichers,
            Scoper scoper,
            Accounts accounts,
            HandsOff handsOff,
            EvidenceStore store,
            Guard guard,
            FindingTable table,
            Ledger ledger,
            FailureReader failures,
            Watch watch) {
        this.sources = List.copyOf(sources);
        this.enrichers = List.copyOf(enrichers);
        this.scoper = scoper;
        this.accounts = accounts;
        this.handsOff = handsOff;
        this.store = store;
        this.guard = guard;
        this.table = table;
        this.ledger = ledger;
        this.failures = failures;
        this.watch = watch;
    }

    /**
     * Responds to one alert.
     *
     * @throws InterruptedException if the caller is told to stop
     */
    public Response respond(Alert alert, Deadline deadline) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return respond(alert, deadline, threads);
        } finally {
            // Not close(): that would wait for a call that hangs.
            threads.shutdownNow();
        }
    }

    private Response respond(Alert alert, Deadline deadline, ExecutorService threads) throws InterruptedException {
        String findingId = alert.findingId();
        OurWork ourWork = new OurWork(sources, ledger);
        try {
            String undone = ourWork.undoneBy(alert);
            if (undone != null) {
                return new Response.OwnUndo(findingId, undone);
            }
        } catch (RuntimeException e) {
            return new Response.Unrecorded(findingId, failures.read(e));
        }
        Future<OurWork.PutOut> putOut = threads.submit(() -> ourWork.putOut(alert));
        Future<FindingTable.Opening> opening = threads.submit(() -> table.open(alert, leaseUntil(deadline)));
        Delivery delivery =
                new Delivery(guard, ledger, handsOff, store, failures, deadline, threads, findingId, opening);
        Round round = new Round(alert, delivery);

        try {
            Scoper.Scoped named = scoper.scope(alert);
            Scoper.Scoped scoped = putOut.get().joined(named, scoper);
            round.notes.addAll(scoped.notes());
            Map<Enricher, Future<Enrichment>> looking = round.enrich(scoped.scopes());
            round.light(scoped.scopes());
            List<ResourceRef> late = round.enriched(looking);
            FindingTable.Opening opened = opening.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
            if (opened instanceof FindingTable.Opening.Busy busy) {
                return new Response.Busy(findingId, busy.until());
            }
            FindingTable.Opening.Opened mine = (FindingTable.Opening.Opened) opened;
            if (!late.isEmpty()) {
                // What is known so far is kept beside the round that the identity's history asks for.
                Finding sofar = round.finding(mine);
                Future<Boolean> keeping = threads.submit(() -> table.store(sofar, mine.lease(), false));
                Scoper.Scoped more = scoper.group(late);
                round.notes.addAll(more.notes());
                round.light(more.scopes());
                keeping.get();
            }
            round.recoverTheRest();
            Finding finding = round.finding(mine);
            boolean kept = table.store(finding, mine.lease(), true);
            List<Failure> unsettled = delivery.settled();
            return new Response.Done(finding, !kept || !unsettled.isEmpty() || finding.worthRetry());
        } catch (TimeoutException e) {
            return new Response.Unrecorded(
                    findingId, new Failure(Failure.Kind.OUT_OF_TIME, "the table did not answer before the deadline"));
        } catch (ExecutionException | RuntimeException e) {
            return new Response.Unrecorded(findingId, delivery.read(e));
        }
    }

    private Instant leaseUntil(Deadline deadline) {
        Instant own = deadline.at().plus(GRACE);
        Instant most = guard.clock().instant().plus(LEASE);
        return own.isBefore(most) ? own : most;
    }

    /** The rounds of one delivery, and what they have brought so far. */
    private final class Round {
        private final Alert alert;
        private final Delivery delivery;
        private final List<Scope> scopes = new ArrayList<>();
        private final List<Enrichment> enrichments = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Round(Alert alert, Delivery delivery) {
            this.alert = alert;
            this.delivery = delivery;
        }

        Map<Enricher, Future<Enrichment>> enrich(List<Scope> around) {
            List<Scope> inside =
                    around.stream().filter(s -> guard.forbids(s) == null).toList();
            Map<Enricher, Future<Enrichment>> looking = new LinkedHashMap<>();
            for (Enricher enricher : enrichers) {
                if (enricher.applies(alert, inside)) {
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
                enrichments.add(enrichment);
                watch.enriched(alert, enrichment);
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
                            notes.add("step %s was left planned and could not be looked at: %s"
                                    .formatted(entry.id(), why));
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
