package io.lamplighter.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        OurWork ourWork = new OurWork(sources, accounts, ledger);
        try {
            String own = ourWork.called(alert);
            if (own != null) {
                return new Response.OwnCall(findingId, own);
            }
        } catch (RuntimeException e) {
            return new Response.Unrecorded(findingId, failures.read(e));
        }
        Future<OurWork.PutOut> putOut = threads.submit(() -> ourWork.putOut(alert));
        Future<FindingTable.Opening> opening = threads.submit(() -> table.open(alert, leaseUntil(deadline)));
        Delivery delivery =
                new Delivery(guard, ledger, handsOff, store, failures, deadline, threads, findingId, opening);
        Round round = new Round(alert, delivery, sources, enrichers, accounts, watch);

        try {
            round.note(unknownSources(alert));
            Scoper.Scoped named = scoper.scope(alert);
            Scoper.Scoped scoped = putOut.get().joined(named, scoper);
            round.note(scoped.notes());
            Map<Enricher, Future<Enrichment>> looking = round.enrich(scoped.scopes(), e -> true);
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
                round.note(more.notes());
                Map<Enricher, Future<Enrichment>> again = round.enrich(more.scopes(), Enricher::looksAtResources);
                round.light(more.scopes());
                round.enriched(again);
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

    /** A person's word that names nothing would else end as done, with nothing done. */
    private List<String> unknownSources(Alert alert) {
        List<String> known = sources.stream().map(LogSource::id).toList();
        return alert.request().sources().stream()
                .filter(id -> !known.contains(id))
                .map(id -> "there is no log source %s here; there are: %s".formatted(id, String.join(", ", known)))
                .toList();
    }

    private Instant leaseUntil(Deadline deadline) {
        Instant own = deadline.at().plus(GRACE);
        Instant most = guard.clock().instant().plus(LEASE);
        return own.isBefore(most) ? own : most;
    }
}
