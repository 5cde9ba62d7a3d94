package io.lamplighter.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The smallest log source there is: lamps in a street, each lit by whoever signed for it. */
@Grants(
        read = "street:Look",
        write = {"street:Light", "street:Douse"})
public class Lamps implements LogSource<Lamps.Seen, Lamps.Light> {
    public static final String KIND = "Lamp";

    private final Street street;

    public Lamps(Street street) {
        this.street = street;
    }

    /** The cloud of this source: who lit which lamp; empty is dark. */
    public static final class Street {
        final Map<String, String> lamps = new TreeMap<>();
        final List<SentCall> calls = new ArrayList<>();
        /** Why a look after a write is refused, or null. */
        Failure.@Nullable Kind refusing;

        boolean wrote;

        public synchronized Map<String, String> look() {
            calls.add(new SentCall("street:Look", Map.of()));
            if (refusing != null && wrote) {
                throw new Unseen(refusing);
            }
            return new TreeMap<>(lamps);
        }

        public synchronized void light(List<String> names, String by) {
            calls.add(new SentCall("street:Light", Map.of("Names", names, "By", by)));
            names.forEach(n -> lamps.put(n, by));
            wrote = true;
        }

        public synchronized void douse(List<String> names) {
            calls.add(new SentCall("street:Douse", Map.of("Names", names)));
            names.forEach(n -> lamps.put(n, ""));
        }
    }

    /** A look that was refused. */
    static final class Unseen extends RuntimeException {
        final Failure.Kind kind;

        Unseen(Failure.Kind kind) {
            super("refused as " + kind);
            this.kind = kind;
        }
    }

    public record Seen(List<ResourceRef> asked, Map<String, String> lamps) {}

    public record Light(List<ResourceRef> targets) implements Step {
        @Override
        public String action() {
            return "street:Light";
        }

        @Override
        public Map<String, Object> request() {
            return Map.of("Names", names(targets));
        }

        @Override
        public Map<String, Object> before() {
            return Map.of();
        }

        @Override
        public LogLocation logs() {
            return new LogLocation("street://", "at once", "Who goes there?");
        }
    }

    @Override
    public String id() {
        return "test.lamps";
    }

    @Override
    public Aim aim(Scope scope) {
        return new Aim("lamp", scope.of(KIND), scope.breadth() == Breadth.ALL, "lamps are lit one by one");
    }

    @Override
    public Seen observe(Scope scope) {
        Map<String, String> lamps = street.look();
        List<ResourceRef> all = lamps.keySet().stream()
                .map(name -> new ResourceRef(KIND, name, scope.account(), scope.region()))
                .toList();
        return new Seen(scope.breadth() == Breadth.ALL ? all : scope.of(KIND), lamps);
    }

    @Override
    public Judge<Seen, Light> judge() {
        return Lamps::of;
    }

    private static List<Verdict<Light>> of(Seen seen) {
        List<ResourceRef> dark = seen.asked().stream()
                .filter(r -> seen.lamps().getOrDefault(r.id(), "").isEmpty())
                .toList();
        List<Verdict<Light>> verdicts = new ArrayList<>();
        seen.asked().stream()
                .filter(r -> !dark.contains(r))
                .forEach(r -> verdicts.add(new Verdict.Covered<>(
                        List.of(r), "lit by " + seen.lamps().get(r.id()))));
        if (!dark.isEmpty()) {
            verdicts.add(new Verdict.Missing<>(dark, "dark", new Plan.Steps<>(List.of(new Light(dark)))));
        }
        return verdicts;
    }

    @Override
    public Light narrow(Light step, List<ResourceRef> targets) {
        return new Light(targets);
    }

    @Override
    public Evidence enact(Approved<Light> step) {
        street.light(names(step.step().targets()), step.id());
        try {
            return verify(step.planned());
        } catch (Unseen e) {
            Failure unseen = new Failure(e.kind, "lit and not seen");
            return new Evidence(
                    List.of(),
                    step.step().targets().stream()
                            .map(t -> new Evidence.Unlit(t, unseen))
                            .toList(),
                    Map.of("By", step.id()));
        }
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        Map<String, String> lamps = street.look();
        List<Evidence.Lit> lit = entry.targets().stream()
                .filter(t -> entry.id().equals(lamps.get(t.id())))
                .map(t -> new Evidence.Lit(t, "lit"))
                .toList();
        return new Evidence(lit, List.of(), lit.isEmpty() ? Map.of() : Map.of("By", entry.id()));
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        Map<String, String> lamps = street.look();
        TreeSet<String> now = new TreeSet<>();
        entry.targets().forEach(t -> now.add(lamps.getOrDefault(t.id(), "")));
        if (now.equals(new TreeSet<>(List.of("")))) {
            return new Restoration.NothingLeft("all dark");
        }
        if (!now.equals(new TreeSet<>(List.of(entry.id())))) {
            return new Restoration.Refused("lit by " + now);
        }
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed("would douse " + names(entry.targets()));
        }
        street.douse(names(entry.targets()));
        return new Restoration.Restored("doused");
    }

    private static List<String> names(List<ResourceRef> targets) {
        return targets.stream().map(ResourceRef::id).toList();
    }
}
