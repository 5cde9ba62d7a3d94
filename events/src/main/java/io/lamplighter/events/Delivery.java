package io.lamplighter.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of one alert: what its sources share while they work side by side.
 *
 * <p>The finding is opened and the hands-off tags are read while the sources already look; only a change waits for them.
 */
final class Delivery {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Guard guard;
    private final Ledger ledger;
    private final HandsOff handsOff;
    private final EvidenceStore store;
    private final FailureReader failures;
    private final Deadline deadline;
    private final ExecutorService threads;
    private final String findingId;
    private final Future<FindingTable.Opening> opening;
    private final Map<String, Ahead> ahead = new ConcurrentHashMap<>();
    private final Map<String, Future<Set<String>>> tags = new ConcurrentHashMap<>();
    private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Future<?>> settling = new ConcurrentLinkedQueue<>();
    private final Set<String> recovered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger budget;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean charged = new AtomicBoolean();

    Delivery(
            Guard guard,
            Ledger ledger,
            HandsOff handsOff,
            EvidenceStore store,
            FailureReader failures,
            Deadline deadline,
            ExecutorService threads,
            String findingId,
            Future<FindingTable.Opening> opening) {
        this.guard = guard;
        this.ledger = ledger;
        this.handsOff = handsOff;
        this.store = store;
        this.failures = failures;
        this.deadline = deadline;
        this.threads = threads;
        this.findingId = findingId;
        this.opening = opening;
        this.budget = new AtomicInteger(guard.limits().stepsPerAlert());
    }

    Guard guard() {
        return guard;
    }

    Deadline deadline() {
        return deadline;
    }

    ExecutorService threads() {
        return threads;
    }

    Instant now() {
        return guard.clock().instant();
    }

    Failure read(Throwable thrown) {
        return failures.read(thrown instanceof ExecutionException e && e.getCause() != null ? e.getCause() : thrown);
    }

    /** What is read beside the sources' looks, since a change will want it. */
    record Ahead(Future<Set<String>> handsOff, Future<EvidenceStore.Look> store) {}

    /** Starts to read the hands-off tags of a scope and to look at its evidence store, once for all its sources. */
    Ahead ahead(Scope scope) {
        return ahead.computeIfAbsent(
                scope.account() + "/" + scope.region(),
                k -> new Ahead(
                        tags.computeIfAbsent(handsOff.place(scope), t -> threads.submit(() -> handsOff.in(scope))),
                        threads.submit(() -> store.at(scope))));
    }

    /** The finding if this delivery has it, or null if another is at work. */
    FindingTable.Opening.@Nullable Opened opened() throws ExecutionException, InterruptedException {
        if (!(opening.get() instanceof FindingTable.Opening.Opened mine)) {
            return null;
        }
        if (charged.compareAndSet(false, true)) {
            budget.addAndGet(-mine.earlier().size());
        }
        return mine;
    }

    private List<LedgerEntry> earlier() throws ExecutionException, InterruptedException {
        FindingTable.Opening.Opened mine = opened();
        return mine == null ? List.of() : mine.earlier();
    }

    /** Steps of earlier deliveries that a crash left between the ledger and the settling, each handed out once. */
    List<LedgerEntry> leftPlanned(Predicate<LedgerEntry> wanted) throws ExecutionException, InterruptedException {
        return earlier().stream()
                .filter(e -> e.state() == LedgerEntry.State.PLANNED)
                .filter(wanted)
                .filter(e -> recovered.add(e.id()))
                .toList();
    }

    /** A step that a crash left planned is looked for in the cloud: only what is there is settled as on. */
    Evidence recover(LogSource<?, ?> source, LedgerEntry entry) {
        Evidence evidence = source.verify(entry);
        if (evidence.after().isEmpty()) {
            settleNow(entry.settled(LedgerEntry.State.FAILED, "a crash came before its call", Map.of(), now()));
        } else {
            settle(entry, evidence);
        }
        return evidence;
    }

    /** What the Guard has to know; waits for the opening, the tags and the look at the store. */
    Case about(Ahead known) throws ExecutionException, InterruptedException {
        Set<String> undone = earlier().stream()
                .filter(e -> e.state() == LedgerEntry.State.UNDONE || e.state() == LedgerEntry.State.UNDOING)
                .map(LedgerEntry::id)
                .collect(Collectors.toSet());
        Set<String> paid = earlier().stream().map(LedgerEntry::id).collect(Collectors.toSet());
        return new Case(findingId, known.handsOff().get(), known.store().get(), undone, paid, budget, turn);
    }

    Ledger.Planning plan(List<LedgerEntry> planned) throws ExecutionException, InterruptedException {
        FindingTable.Opening.Opened mine = opened();
        if (mine == null) {
            return new Ledger.Planning.LeaseLost();
        }
        Ledger.Planning planning =
                ledger.plan(planned, mine.lease(), guard.limits().stepsPerDay());
        if (planning instanceof Ledger.Planning.Recorded) {
            planned.forEach(e -> entries.put(e.id(), e));
        }
        return planning;
    }

    /** Settles as what was read back says: what was left there is on, though the read may have failed for a target. */
    void settle(LedgerEntry entry, Evidence evidence) {
        boolean on = !evidence.after().isEmpty();
        String note = Stream.concat(
                        evidence.lit().stream().map(l -> on ? l.seen() : "not needed: " + l.seen()),
                        evidence.unlit().stream().map(u -> u.failure().why()))
                .distinct()
                .collect(Collectors.joining("; "));
        settle(entry.settled(on ? LedgerEntry.State.ON : LedgerEntry.State.FAILED, note, evidence.after(), now()));
        if (on && !evidence.requests().isEmpty()) {
            settling.add(threads.submit(() -> ledger.called(entry, evidence.requests())));
        }
    }

    /** Settles beside what comes next: a settling that is lost leaves the entry planned, and the next look tells. */
    void settle(LedgerEntry entry) {
        entries.put(entry.id(), entry);
        settling.add(threads.submit(() -> ledger.settle(entry)));
    }

    /** Settles before anything else: what is planned again under the same id must not be overtaken by it. */
    void settleNow(LedgerEntry entry) {
        entries.put(entry.id(), entry);
        ledger.settle(entry);
    }

    /** The entries of this delivery, and those of earlier ones that it did not touch. */
    List<LedgerEntry> entries() throws ExecutionException, InterruptedException {
        List<LedgerEntry> all = new ArrayList<>(entries.values());
        earlier().stream().filter(e -> !entries.containsKey(e.id())).forEach(all::add);
        all.sort(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id));
        return all;
    }

    /** Waits for every settling, past the deadline only for a moment; those that failed, as failures. */
    List<Failure> settled() throws InterruptedException {
        List<Failure> failed = new ArrayList<>();
        long patience = Math.max(deadline.left().toMillis(), MOMENT.toMillis());
        for (Future<?> one : settling) {
            try {
                one.get(patience, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                failed.add(new Failure(Failure.Kind.OUT_OF_TIME, "the ledger did not answer in time"));
            } catch (ExecutionException e) {
                failed.add(read(e));
            }
        }
        return failed;
    }
}
