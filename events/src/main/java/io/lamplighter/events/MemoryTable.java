package io.lamplighter.events;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A central table that lasts as long as the process: for a dry run, which must leave nothing behind, and for tests.
 *
 * <p>It keeps the same rules as the real ones; the contract suite of the table runs against all of them.
 */
public final class MemoryTable implements FindingTable, Ledger {
    private final Clock clock;
    private final Map<String, Held> findings = new HashMap<>();
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final Map<LocalDate, Integer> days = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Map<String, Set<String>> made = new HashMap<>();

    public MemoryTable(Clock clock) {
        this.clock = clock;
    }

    private record Held(
            String token,
            Instant leaseUntil,
            int deliveries,
            @Nullable Finding finding) {}

    @Override
    public synchronized Opening open(Alert alert, Instant leaseUntil) {
        String id = alert.findingId();
        Held held = findings.get(id);
        if (held != null && held.leaseUntil().isAfter(clock.instant())) {
            return new Opening.Busy(held.leaseUntil());
        }
        int deliveries = held == null ? 1 : held.deliveries() + 1;
        String token = UUID.randomUUID().toString();
        findings.put(id, new Held(token, leaseUntil, deliveries, held == null ? null : held.finding()));
        return new Opening.Opened(new Lease(id, token), deliveries, entries(id));
    }

    @Override
    public synchronized boolean store(Finding finding, Lease lease, boolean done) {
        Held held = findings.get(finding.id());
        if (held == null || !held.token().equals(lease.token())) {
            return false;
        }
        Instant until = done ? Instant.EPOCH : held.leaseUntil();
        findings.put(finding.id(), new Held(held.token(), until, held.deliveries(), finding));
        return true;
    }

    @Override
    public synchronized @Nullable Stored find(String findingId) {
        Held held = findings.get(findingId);
        return held == null || held.finding() == null ? null : stored(held.finding());
    }

    @Override
    public synchronized List<Stored> list(String account, Instant since, int limit) {
        return newest(
                f -> f.alert().account().equals(account) && !f.alert().time().isBefore(since), limit);
    }

    @Override
    public synchronized List<Stored> touching(String resourceId, int limit) {
        return newest(f -> f.touched().stream().anyMatch(r -> r.id().equals(resourceId)), limit);
    }

    private List<Stored> newest(Predicate<Finding> wanted, int limit) {
        return findings.values().stream()
                .map(Held::finding)
                .filter(f -> f != null && wanted.test(f))
                .sorted(Comparator.comparing((Finding f) -> f.alert().time()).reversed())
                .limit(limit)
                .map(MemoryTable::stored)
                .toList();
    }

    private static Stored stored(Finding finding) {
        Alert alert = finding.alert();
        return new Stored(
                finding.id(),
                alert.account(),
                alert.region(),
                alert.time(),
                alert.type(),
                alert.severity(),
                OcsfDocument.of(finding));
    }

    @Override
    public synchronized Planning plan(List<LedgerEntry> planned, Lease lease, int dayLimit) {
        Held held = findings.get(lease.findingId());
        if (held == null || !held.token().equals(lease.token())) {
            return new Planning.LeaseLost();
        }
        Map<String, LedgerEntry> steps = new LinkedHashMap<>();
        planned.forEach(e -> steps.putIfAbsent(e.id(), e));
        if (steps.values().stream().anyMatch(e -> {
            LedgerEntry there = entries.get(e.id());
            return there != null && !e.mayReplace(there);
        })) {
            return new Planning.LeaseLost();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        int used = days.getOrDefault(today, 0);
        if (used + steps.size() > dayLimit) {
            return new Planning.DayLimit(dayLimit);
        }
        days.put(today, used + steps.size());
        entries.putAll(steps);
        return new Planning.Recorded();
    }

    @Override
    public synchronized void settle(LedgerEntry entry) {
        LedgerEntry there = entries.get(entry.id());
        if (there == null || !entry.mayReplace(there)) {
            return;
        }
        entries.put(entry.id(), entry);
        if (entry.state() == LedgerEntry.State.ON) {
            entry.made()
                    .forEach(id ->
                            made.computeIfAbsent(id, k -> new LinkedHashSet<>()).add(entry.id()));
        }
    }

    @Override
    public synchronized void called(LedgerEntry entry, List<String> requests) {
        requests.forEach(r -> calls.put(r, entry.id()));
    }

    @Override
    public synchronized @Nullable String calledFor(String request) {
        return calls.get(request);
    }

    @Override
    public synchronized List<LedgerEntry> made(String resourceId) {
        List<LedgerEntry> all = made.getOrDefault(resourceId, Set.of()).stream()
                .map(entries::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id))
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_MADE), all.size());
    }

    @Override
    public synchronized boolean claimUndo(LedgerEntry entry) {
        LedgerEntry there = entries.get(entry.id());
        if (there == null) {
            return false;
        }
        LedgerEntry claimed = there.settled(LedgerEntry.State.UNDOING, there.note(), entry.after(), clock.instant());
        boolean takenOver = there.state() == LedgerEntry.State.UNDOING
                && entry.state() == LedgerEntry.State.UNDOING
                && entry.settledAt().equals(there.settledAt());
        if (!takenOver && !claimed.mayReplace(there)) {
            return false;
        }
        entries.put(entry.id(), claimed);
        return true;
    }

    @Override
    public synchronized List<LedgerEntry> entries(String findingId) {
        return entries.values().stream()
                .filter(e -> e.findingId().equals(findingId))
                .sorted(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id))
                .toList();
    }

    @Override
    public synchronized @Nullable LedgerEntry entry(String stepId) {
        return entries.get(stepId);
    }
}
