package io.lamplighter.events;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The real loop around one source, with a table in memory: what a test of a source asks of it, in one call each.
 *
 * <p>The same scope is the same alert, so that a second {@link #respond} is its second delivery.
 */
public final class SourceLoop {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Reach REACH = new Reach(List.of("*"), List.of("*"), List.of("*"));

    private final LogSource<?, ?> source;
    private final FailureReader failures;
    private final Clock clock = Clock.systemUTC();
    private final MemoryTable table = new MemoryTable(clock);
    private final Set<String> spared = new LinkedHashSet<>();
    private Ledger ledger = table;
    private String name = "contract";

    public SourceLoop(LogSource<?, ?> source, FailureReader failures) {
        this.source = source;
        this.failures = failures;
    }

    /** From now on these ids are tagged hands-off. */
    public SourceLoop sparing(String... ids) {
        spared.addAll(List.of(ids));
        return this;
    }

    /** From now on the same scope is another alert. */
    public SourceLoop ofAlert(String other) {
        name = other;
        return this;
    }

    /** From now on what became of a step is lost, as if the process died right after the call; null ends it. */
    SourceLoop losingSettlings(boolean losing) {
        ledger = losing ? new Forgetful(table) : table;
        return this;
    }

    /** Delivers the alert of this scope. */
    public Finding respond(Mode mode, Scope scope) {
        return respond(source, mode, scope);
    }

    Finding respond(LogSource<?, ?> through, Mode mode, Scope scope) {
        Responder responder = new Responder(
                List.of(through),
                List.of(),
                new OneScope(scope),
                account -> null,
                asked -> Set.copyOf(spared),
                asked -> EvidenceStore.Look.FIT,
                guard(mode),
                table,
                ledger,
                failures,
                Watch.NONE);
        try {
            return switch (responder.respond(
                    alert(name, scope), new Deadline(clock.instant().plus(PATIENCE), clock))) {
                case Response.Done done -> done.finding();
                case Response.Busy busy -> throw new AssertionError("busy until " + busy.until());
                case Response.OwnCall own -> throw new AssertionError("no call of ours: " + own.why());
                case Response.Unrecorded lost -> throw new AssertionError("not stored: " + lost.failure());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The ledger entries of this scope's alert, oldest first. */
    public List<LedgerEntry> entries(Scope scope) {
        return table.entries(alert(name, scope).findingId());
    }

    /** Undoes, or would undo, all that was done for this scope's alert. */
    public Map<LedgerEntry, Restoration> undo(Mode mode, Scope scope) {
        // Later than any delivery could still be at work.
        Clock later = Clock.offset(clock, Responder.LEASE);
        Guard guard = new Guard(Mode.ACT, REACH, Limits.DEFAULT, later);
        return new Undoing(List.of(source), account -> null, table, guard, failures).undo(entries(scope), mode);
    }

    private Guard guard(Mode mode) {
        return new Guard(mode, REACH, Limits.DEFAULT, clock);
    }

    /** What a person would ask who names this scope by hand. */
    private static Alert alert(String name, Scope scope) {
        return new Alert(
                name + "-" + Ids.of(scope.breadth().name(), scope.resources().toString()),
                "manual",
                "Lamplighter:Contract",
                "What is dark here?",
                Severity.HIGH,
                java.time.Instant.parse("2026-11-24T09:30:00Z"),
                scope.account(),
                scope.region(),
                scope.resources(),
                List.of(),
                List.of(),
                new Request(scope.breadth(), List.of(), List.of()));
    }

    private record OneScope(Scope scope) implements Scoper {
        @Override
        public Scoped scope(Alert alert) {
            return new Scoped(List.of(scope), List.of());
        }

        @Override
        public Scoped group(List<ResourceRef> resources) {
            return new Scoped(List.of(), List.of());
        }
    }

    /** A ledger that writes plans and loses settlings. */
    private record Forgetful(Ledger kept) implements Ledger {
        @Override
        public Planning plan(List<LedgerEntry> entries, FindingTable.Lease lease, int dayLimit) {
            return kept.plan(entries, lease, dayLimit);
        }

        @Override
        public void settle(LedgerEntry entry) {}

        @Override
        public boolean claimUndo(LedgerEntry entry) {
            return kept.claimUndo(entry);
        }

        @Override
        public void called(LedgerEntry entry, List<String> requests) {
            kept.called(entry, requests);
        }

        @Override
        public @Nullable String calledFor(String request) {
            return kept.calledFor(request);
        }

        @Override
        public List<LedgerEntry> made(String resourceId) {
            return kept.made(resourceId);
        }

        @Override
        public List<LedgerEntry> entries(String findingId) {
            return kept.entries(findingId);
        }

        @Override
        public @Nullable LedgerEntry entry(String stepId) {
            return kept.entry(stepId);
        }
    }
}
