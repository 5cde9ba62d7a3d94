package io.lamplighter.events;

import io.lamplighter.reliability.HandClock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A street of lanterns for tests of the loop: one log source over a map, with calls that can be counted, held up and
 * killed at every boundary.
 */
final class Street {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-west-1";
    static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    final Map<String, String> lit = new ConcurrentHashMap<>();
    final List<String> writes = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    /** What the ledger was asked about our own work. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final HandClock clock = new HandClock(START);
    /** Called with a name at every boundary, before and after each effect. */
    volatile Consumer<String> boundary = name -> {};

    volatile Set<String> handsOff = Set.of();
    volatile EvidenceStore.Look store = EvidenceStore.Look.FIT;

    static ResourceRef lamp(String id) {
        return new ResourceRef("lamp", id, ACCOUNT, REGION);
    }

    static Alert alert(String id, ResourceRef... lamps) {
        return new Alert(
                id,
                "manual",
                "Test:Lamp/Dark",
                "dark",
                Severity.HIGH,
                START,
                ACCOUNT,
                REGION,
                List.of(lamps),
                List.of(),
                List.of(),
                Request.RESPOND);
    }

    void pass(String name) {
        boundary.accept(name);
    }

    Guard guard(Mode mode) {
        return new Guard(mode, new Reach(List.of(ACCOUNT), List.of("eu-*"), List.of("*")), Limits.DEFAULT, clock);
    }

    Deadline deadline() {
        return new Deadline(Instant.now().plusSeconds(20), Clock.systemUTC());
    }

    Responder responder(Mode mode, MemoryTable table, LogSource<?, ?>... sources) {
        return responder(guard(mode), table, List.of(), sources);
    }

    Responder responder(Guard guard, MemoryTable table, List<Enricher> enrichers, LogSource<?, ?>... sources) {
        Watched watched = new Watched(table, this);
        return new Responder(
                List.of(sources),
                enrichers,
                new ByPlace(),
                account -> null,
                scope -> handsOff,
                scope -> {
                    pass("look at the store");
                    return store;
                },
                guard,
                watched,
                watched,
                Street::failure,
                Watch.NONE);
    }

    static Failure failure(Throwable thrown) {
        return thrown instanceof Refusal refusal
                ? refusal.failure
                : new Failure(
                        Failure.Kind.BUG, "unexpected " + thrown.getClass().getSimpleName());
    }

    /** What a cloud's SDK would throw. */
    @SuppressWarnings("serial")
    static final class Refusal extends RuntimeException {
        final Failure failure;

        Refusal(Failure.Kind kind, String why) {
            super(why);
            this.failure = new Failure(kind, why);
        }
    }

    static final class ByPlace implements Scoper {
        @Override
        public Scoped scope(Alert alert) {
            return group(alert.resources());
        }

        @Override
        public Scoped group(List<ResourceRef> resources) {
            Map<String, List<ResourceRef>> places = new java.util.LinkedHashMap<>();
            resources.forEach(r -> places.computeIfAbsent(r.account() + " " + r.region(), k -> new ArrayList<>())
                    .add(r));
            List<Scope> scopes = places.values().stream()
                    .map(rs -> new Scope(rs.getFirst().account(), rs.getFirst().region(), Breadth.TOUCHED, rs))
                    .toList();
            return new Scoped(scopes, List.of());
        }
    }

    record Light(List<ResourceRef> targets) implements Step {
        @Override
        public String action() {
            return "street:Light";
        }

        @Override
        public Map<String, Object> request() {
            return Map.of("Lamps", targets.stream().map(ResourceRef::id).toList());
        }

        @Override
        public Map<String, Object> before() {
            return Map.of();
        }

        @Override
        public LogLocation logs() {
            return new LogLocation("street://", "at once", "who was there?");
        }
    }

    record Seen(List<ResourceRef> lamps, Map<String, String> lit) {}

    /** Lights lamps; each lamp is a plan of its own. */
    static class Lantern implements LogSource<Seen, Light> {
        final Street street;
        private final String id;

        Lantern(Street street, String id) {
            this.street = street;
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Aim aim(Scope scope) {
            return new Aim("lamp", scope.of("lamp"), false, "every lamp that is named");
        }

        @Override
        public Seen observe(Scope scope) {
            street.calls.incrementAndGet();
            street.pass("observe");
            return new Seen(scope.of("lamp"), Map.copyOf(street.lit));
        }

        @Override
        public Judge<Seen, Light> judge() {
            return Lantern::judge;
        }

        private static List<Verdict<Light>> judge(Seen seen) {
            return seen.lamps().stream().map(l -> one(seen, l)).toList();
        }

        private static Verdict<Light> one(Seen seen, ResourceRef lamp) {
            String by = seen.lit().get(lamp.id());
            return by == null
                    ? new Verdict.Missing<>(List.of(lamp), "dark", new Plan.Steps<>(List.of(new Light(List.of(lamp)))))
                    : new Verdict.Covered<>(List.of(lamp), "lit by " + by);
        }

        @Override
        public Light narrow(Light step, List<ResourceRef> targets) {
            return new Light(targets);
        }

        @Override
        public Evidence enact(Approved<Light> step) {
            street.calls.incrementAndGet();
            street.pass("before enact");
            for (ResourceRef lamp : step.step().targets()) {
                if (street.lit.putIfAbsent(lamp.id(), step.id()) == null) {
                    street.writes.add(lamp.id());
                }
            }
            street.pass("after enact");
            return verify(step.planned());
        }

        @Override
        public Evidence verify(LedgerEntry entry) {
            street.calls.incrementAndGet();
            street.pass("verify");
            List<Evidence.Lit> on = entry.targets().stream()
                    .filter(t -> entry.id().equals(street.lit.get(t.id())))
                    .map(t -> new Evidence.Lit(t, "it shines"))
                    .toList();
            return new Evidence(on, List.of(), on.isEmpty() ? Map.of() : Map.of("by", entry.id()));
        }

        @Override
        public Restoration undo(LedgerEntry entry, Mode mode) {
            street.pass("before undo");
            for (ResourceRef lamp : entry.targets()) {
                String by = street.lit.get(lamp.id());
                if (by == null) {
                    return new Restoration.NothingLeft("dark already");
                }
                if (!by.equals(entry.id())) {
                    return new Restoration.Refused("lit by " + by);
                }
                if (mode == Mode.ACT) {
                    street.lit.remove(lamp.id());
                }
            }
            street.pass("after undo");
            return mode == Mode.ACT ? new Restoration.Restored("dark again") : new Restoration.Proposed("put out");
        }
    }

    /** The memory table with boundaries around each call. */
    record Watched(MemoryTable table, Street street) implements FindingTable, Ledger {
        @Override
        public Opening open(Alert alert, Instant leaseUntil) {
            street.pass("before open");
            Opening opening = table.open(alert, leaseUntil);
            street.pass("after open");
            return opening;
        }

        @Override
        public boolean store(Finding finding, Lease lease, boolean done) {
            street.pass("before store");
            boolean stored = table.store(finding, lease, done);
            street.pass("after store");
            return stored;
        }

        @Override
        public @Nullable Stored find(String findingId) {
            return table.find(findingId);
        }

        @Override
        public List<Stored> list(String account, Instant since, int limit) {
            return table.list(account, since, limit);
        }

        @Override
        public List<Stored> touching(String resourceId, int limit) {
            return table.touching(resourceId, limit);
        }

        @Override
        public Planning plan(List<LedgerEntry> entries, Lease lease, int dayLimit) {
            street.pass("before plan");
            Planning planning = table.plan(entries, lease, dayLimit);
            street.pass("after plan");
            return planning;
        }

        @Override
        public void settle(LedgerEntry entry) {
            street.pass("before settle");
            table.settle(entry);
            street.pass("after settle");
        }

        @Override
        public boolean claimUndo(LedgerEntry entry) {
            street.pass("before claim");
            boolean claimed = table.claimUndo(entry);
            street.pass("after claim");
            return claimed;
        }

        @Override
        public void called(LedgerEntry entry, List<String> requests) {
            street.pass("before called");
            table.called(entry, requests);
            street.pass("after called");
        }

        @Override
        public @Nullable String calledFor(String request) {
            street.pass("before calledFor");
            street.asked.add(request);
            return table.calledFor(request);
        }

        @Override
        public List<LedgerEntry> made(String resourceId) {
            street.asked.add(resourceId);
            return table.made(resourceId);
        }

        @Override
        public List<LedgerEntry> entries(String findingId) {
            return table.entries(findingId);
        }

        @Override
        public @Nullable LedgerEntry entry(String stepId) {
            return table.entry(stepId);
        }
    }
}
