package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Intake;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would be made of the events in a file, offline: what was read in them, and what each log source would look
 * at by the named resources alone.
 */
public final class Explain {
    private final Function<JsonNode, List<Intake.Message>> open;
    private final List<LogSource<?, ?>> sources;
    private final Function<Alert, List<Scope>> scoping;

    /**
     * @param open from what a trigger delivers to the events in it
     * @param scoping the scopes of what an alert names, without a lookup
     */
    public Explain(
            Function<JsonNode, List<Intake.Message>> open,
            List<LogSource<?, ?>> sources,
            Function<Alert, List<Scope>> scoping) {
        this.open = open;
        this.sources = List.copyOf(sources);
        this.scoping = scoping;
    }

    /** How an event was read. */
    public enum Result {
        READ,
        IGNORED,
        REJECTED
    }

    /** What one source would look at; several scopes of one level are one. */
    public record Sight(String id, String level, List<String> targets, String why) {
        public Sight {
            targets = List.copyOf(targets);
        }
    }

    /**
     * What was made of one event.
     *
     * @param alert null unless it was read
     * @param why why it was not read; empty if it was
     */
    public record Explanation(
            String file,
            Result result,
            String why,
            @Nullable Alert alert,
            List<Sight> sources) {
        public Explanation {
            sources = List.copyOf(sources);
        }

        /** The documented shape, in its order, to be written as one line of JSON. */
        public Map<String, @Nullable Object> asMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("file", file);
            map.put("result", result.name().toLowerCase(Locale.ROOT));
            map.put("why", why);
            map.put("alert", alert == null ? null : head(alert));
            map.put("resources", alert == null ? List.of() : resources(alert));
            map.put("identities", alert == null ? List.of() : identities(alert));
            map.put("indicators", alert == null ? List.of() : indicators(alert));
            map.put("sources", sources.stream().map(Explain::source).toList());
            return map;
        }
    }

    /** One explanation for each event of a file: one event, a JSON array, or one event a line. */
    public List<Explanation> file(String name, String text) {
        List<Explanation> explanations = new ArrayList<>();
        for (JsonEvents.Event event : JsonEvents.in(text)) {
            switch (event) {
                case JsonEvents.Tree tree ->
                    open.apply(tree.node()).forEach(m -> m.events().forEach(p -> explanations.add(of(name, p))));
                case JsonEvents.Broken broken -> explanations.add(of(name, new Parsed.Rejected(broken.why())));
            }
        }
        return explanations;
    }

    private Explanation of(String file, Parsed parsed) {
        return switch (parsed) {
            case Parsed.Read read -> new Explanation(file, Result.READ, "", read.alert(), sights(read.alert()));
            case Parsed.Ignored ignored -> new Explanation(file, Result.IGNORED, ignored.why(), null, List.of());
            case Parsed.Rejected rejected -> new Explanation(file, Result.REJECTED, rejected.why(), null, List.of());
        };
    }

    private List<Sight> sights(Alert alert) {
        List<Scope> scopes = scoping.apply(alert);
        List<Sight> sights = new ArrayList<>();
        for (LogSource<?, ?> source : sources) {
            if (alert.request().wants(source.id())) {
                sights.addAll(sights(source, scopes.stream().map(source::aim).toList()));
            }
        }
        return sights;
    }

    /** One for each level that applies, or one that says why none does. */
    private static List<Sight> sights(LogSource<?, ?> source, List<Aim> aims) {
        List<Aim> applying = aims.stream().filter(Aim::applies).toList();
        Map<String, List<Aim>> byLevel = new LinkedHashMap<>();
        for (Aim aim : applying.isEmpty() ? aims.stream().limit(1).toList() : applying) {
            byLevel.computeIfAbsent(aim.level(), l -> new ArrayList<>()).add(aim);
        }
        List<Sight> sights = new ArrayList<>();
        byLevel.forEach((level, same) -> {
            Set<String> targets = new LinkedHashSet<>();
            Set<String> whys = new LinkedHashSet<>();
            for (Aim aim : same) {
                aim.targets().stream().map(ResourceRef::id).forEach(targets::add);
                whys.add(aim.why());
            }
            sights.add(new Sight(source.id(), level, List.copyOf(targets), String.join("; ", whys)));
        });
        return sights;
    }

    private static Map<String, String> head(Alert alert) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("id", alert.id());
        head.put("origin", alert.origin());
        head.put("type", alert.type());
        head.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        head.put("time", alert.time().toString());
        head.put("account", alert.account());
        head.put("region", alert.region());
        return head;
    }

    private static List<Map<String, String>> resources(Alert alert) {
        return alert.resources().stream()
                .map(r -> {
                    Map<String, String> map = named("kind", r.kind(), "id", r.id());
                    map.put("account", r.account());
                    map.put("region", r.region());
                    return map;
                })
                .toList();
    }

    private static List<Map<String, String>> identities(Alert alert) {
        return alert.identities().stream()
                .map(i -> named("kind", i.kind(), "id", i.id()))
                .toList();
    }

    private static List<Map<String, String>> indicators(Alert alert) {
        return alert.indicators().stream()
                .map(i -> named("kind", i.kind(), "value", i.value()))
                .toList();
    }

    private static Map<String, Object> source(Sight sight) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", sight.id());
        map.put("level", sight.level());
        map.put("targets", sight.targets());
        map.put("why", sight.why());
        return map;
    }

    private static Map<String, String> named(String key, String value, String otherKey, String otherValue) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }
}
