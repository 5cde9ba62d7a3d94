package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Accounts;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Lamps;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.Limits;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.MemoryTable;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Reach;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper;
import io.lamplighter.events.Severity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A cloud of lamps for the command line: an event is {@code {"id", "lamps": []}}, a request is what the verbs make. */
final class StreetCloud implements Cloud {
    static final String ACCOUNT = "111122223333";
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    final Lamps.Street street = new Lamps.Street();
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final MemoryTable table = new MemoryTable(clock);
    final List<String> entered = new ArrayList<>();
    String broken = "";
    boolean other;

    /** What this cloud's SDK would throw. */
    @SuppressWarnings("serial")
    static final class Refusal extends RuntimeException {
        Refusal(String why) {
            super(why);
        }
    }

    @Override
    public CloudWords words() {
        return new CloudWords("street", "account", "region", "its id", "here", "test.lamps", "one", "one,two", "Here.");
    }

    @Override
    public FailureReader failures() {
        return t -> t instanceof Refusal
                ? new Failure(Failure.Kind.DENIED, String.valueOf(t.getMessage()))
                : new Failure(Failure.Kind.BUG, "unexpected " + t.getClass().getSimpleName());
    }

    @Override
    public Explain explain() {
        return new Explain(StreetCloud::opened, lamps(), a -> scoped(a.resources(), Breadth.TOUCHED));
    }

    private List<LogSource<?, ?>> lamps() {
        return other ? List.of(new Lit("test.lamps"), new Lit("test.neon")) : List.of(new Lit("test.lamps"));
    }

    private final class Lit extends Lamps {
        private final String id;

        Lit(String id) {
            super(street);
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Seen observe(Scope scope) {
            if (scope.resources().stream().anyMatch(r -> r.id().equals(broken))) {
                throw new Refusal("the street is closed");
            }
            return super.observe(scope);
        }
    }

    private static List<Scope> scoped(List<ResourceRef> resources, Breadth breadth) {
        return List.of(new Scope(ACCOUNT, "here", breadth, resources));
    }

    private static List<Intake.Message> opened(JsonNode event) {
        return List.of(new Intake.Message("", List.of(parsed(event))));
    }

    private static Parsed parsed(JsonNode event) {
        if (Json.flag(event, "sample")) {
            return new Parsed.Ignored("a sample");
        }
        if (Json.text(event, "id").isEmpty()) {
            return new Parsed.Rejected("it has no id");
        }
        List<ResourceRef> lamps = new ArrayList<>();
        Json.list(event, "lamps").forEach(l -> lamps.add(lamp(l.asText())));
        Json.list(event, "resources").forEach(l -> lamps.add(lamp(l.asText())));
        boolean harden = Json.text(event, "request").equals("harden");
        return new Parsed.Read(new Alert(
                Json.text(event, "id"),
                "manual",
                "Street/Dark",
                "dark: " + Json.text(event, "reason"),
                Severity.HIGH,
                NOW,
                ACCOUNT,
                "here",
                lamps,
                List.of(),
                List.of(),
                new Request(
                        harden ? Breadth.ALL : Breadth.TOUCHED,
                        Json.list(event, "regions").stream()
                                .map(JsonNode::asText)
                                .toList(),
                        Json.list(event, "sources").stream()
                                .map(JsonNode::asText)
                                .toList())));
    }

    private static ResourceRef lamp(String id) {
        return new ResourceRef(Lamps.KIND, id, ACCOUNT, "here");
    }

    @Override
    public Session enter(String region) {
        if (region.equals("nowhere")) {
            throw new Refusal("no credentials were found");
        }
        entered.add(region);
        return new Walk();
    }

    private final class Walk implements Session, Scoper {
        @Override
        public String account() {
            return ACCOUNT;
        }

        @Override
        public String region() {
            return "here";
        }

        @Override
        public List<String> regions() {
            return List.of("here", "there");
        }

        @Override
        public boolean knows(String region) {
            return !region.equals("fog");
        }

        @Override
        public List<LogSource<?, ?>> sources() {
            return lamps();
        }

        @Override
        public List<Enricher> enrichers() {
            return List.of();
        }

        @Override
        public Scoper scoper() {
            return this;
        }

        @Override
        public Accounts accounts() {
            return a -> null;
        }

        @Override
        public HandsOff handsOff() {
            return s -> Set.of();
        }

        @Override
        public EvidenceStore store() {
            return s -> EvidenceStore.Look.FIT;
        }

        @Override
        public FailureReader failures() {
            return StreetCloud.this.failures();
        }

        @Override
        public Mode mode() {
            return Mode.ACT;
        }

        @Override
        public Reach reach() {
            return new Reach(List.of(ACCOUNT), List.of("*"), List.of("*"));
        }

        @Override
        public Limits limits() {
            return Limits.DEFAULT;
        }

        @Override
        public String resourceId(String given) {
            return given.toLowerCase(Locale.ROOT);
        }

        @Override
        public List<Intake.Message> open(JsonNode delivered) {
            return opened(delivered);
        }

        @Override
        public Scoped scope(Alert alert) {
            return new Scoped(scoped(alert.resources(), alert.request().breadth()), List.of());
        }

        @Override
        public Scoped group(List<ResourceRef> resources) {
            return new Scoped(scoped(resources, Breadth.TOUCHED), List.of());
        }

        @Override
        public FindingTable findings() {
            return table;
        }

        @Override
        public Ledger ledger() {
            return table;
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }
}
