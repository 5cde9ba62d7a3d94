package io.lamplighter.azure.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Reach;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources: by one query of Resource Graph, and one by one where that is denied or does not know one (yet). What may
 * not be read by itself is looked for in the list of all resources, which tells its location and tags and no more.
 *
 * <p>Nothing outside the reach is asked for, whoever names it.
 */
public final class Resources {
    private static final String COLUMNS =
            " | project id, location, resourceGroup, subscriptionId, tags, identity, sku, kind, properties | order by id asc";
    private static final int BATCH = 200;
    private static final int PAGES = 5;

    /** Each costs a call of its own. */
    private static final int MOST_ALONE = 30;

    private final Graph graph;
    private final ArmJson arm;
    private final ResourceList list;
    private final Reach reach;
    private final Duration limit;

    public Resources(Clients clients, Settings settings, Duration limit) {
        this.graph = new Graph(clients);
        this.arm = new ArmJson(clients);
        this.list = new ResourceList(clients);
        this.reach = settings.reachFrom(clients.home().subscription());
        this.limit = limit;
    }

    /**
     * What was found.
     *
     * @param gone what is not there, or not any more
     * @param notes one sentence for each thing that could not be read
     */
    public record Found(List<Resource> resources, List<ArmId> gone, List<String> notes) {
        public Found {
            resources = List.copyOf(resources);
            gone = List.copyOf(gone);
            notes = List.copyOf(notes);
        }

        /** Those of one type. */
        public List<Resource> of(String type) {
            return resources.stream().filter(r -> r.id().type().equals(type)).toList();
        }
    }

    /** The resources of these ids: one query, and one call for each that it did not bring. */
    public Found byId(Collection<ArmId> ids) {
        List<ArmId> inside = ids.stream().distinct().filter(this::reaches).toList();
        List<String> notes = new ArrayList<>();
        Map<String, Resource> found = new LinkedHashMap<>();
        List<ArmId> askable =
                inside.stream().filter(id -> Graph.takes(id.text())).toList();
        List<Question<List<Resource>>> queries = new ArrayList<>();
        for (int from = 0; from < askable.size(); from += BATCH) {
            List<ArmId> batch = askable.subList(from, Math.min(askable.size(), from + BATCH));
            queries.add(new Question<>("Resource Graph", () -> query(batch)));
        }
        Answers<List<Resource>> answers = SideBySide.ask(queries, limit, new AzureFailures());
        answers.values().stream().flatMap(List::stream).forEach(r -> found.put(r.id().text(), r));
        List<ArmId> missing =
                inside.stream().filter(id -> !found.containsKey(id.text())).toList();
        List<ArmId> gone = new ArrayList<>();
        if (!missing.isEmpty()) {
            alone(missing, found, gone, notes);
            // Said where something stays unknown: who was asked in which way is no news else.
            boolean whole = missing.stream().allMatch(id -> found.containsKey(id.text()) || gone.contains(id));
            notes.addAll(whole ? List.of() : answers.failures());
        }
        return new Found(
                List.copyOf(found.values()), gone, notes.stream().distinct().toList());
    }

    private boolean reaches(ArmId id) {
        return reach.reaches(id.subscription());
    }

    private List<Resource> query(List<ArmId> ids) {
        List<String> texts = ids.stream().map(ArmId::text).toList();
        List<String> subscriptions =
                ids.stream().map(ArmId::subscription).distinct().toList();
        return resources(graph.rows("resources | where id in~ " + Graph.list(texts) + COLUMNS, subscriptions, PAGES)
                .values());
    }

    private static List<Resource> resources(List<JsonNode> rows) {
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(Resource.of(row)).stream())
                .toList();
    }

    private void alone(List<ArmId> missing, Map<String, Resource> found, List<ArmId> gone, List<String> notes) {
        Cut<ArmId> cut = Cut.of(missing, MOST_ALONE, "resources were not asked for one by one", ArmId::text);
        notes.addAll(cut.notes());
        List<Question<Alone>> questions = cut.kept().stream()
                .map(id -> new Question<>(id.text(), () -> alone(id)))
                .toList();
        Answers<Alone> answers = SideBySide.ask(questions, limit, new AzureFailures());
        notes.addAll(answers.failures());
        for (Alone one : answers.values()) {
            if (one.resource() == null) {
                if (ApiVersion.of(one.id().type()) == null) {
                    notes.add("%s is not in the list of its subscription's resources: it is gone or too new"
                            .formatted(one.id().text()));
                } else {
                    gone.add(one.id());
                }
            } else {
                found.put(one.id().text(), one.resource());
            }
        }
    }

    private Alone alone(ArmId id) {
        String version = ApiVersion.of(id.type());
        if (version == null) {
            return new Alone(id, list.find(id));
        }
        JsonNode body = arm.find(id.text(), version);
        return new Alone(id, body == null ? null : Resource.of(body));
    }

    /** What one was told for itself; null where it is not there. */
    private record Alone(ArmId id, @Nullable Resource resource) {}

    /**
     * All resources of these types in some subscriptions: one query, or where that is denied one list for each type.
     *
     * @param wanted which of them, such as those of a resource group
     */
    public Found ofType(Collection<String> types, Collection<String> subscriptions, Predicate<Resource> wanted) {
        List<String> inside = subscriptions.stream()
                .distinct()
                .filter(ArmId::subscription)
                .filter(reach::reaches)
                .toList();
        if (inside.isEmpty()) {
            return new Found(List.of(), List.of(), List.of());
        }
        List<String> notes = new ArrayList<>();
        Answers<Graph.Rows> asked = SideBySide.ask(
                List.of(new Question<>(
                        "Resource Graph",
                        () -> graph.rows("resources | where type in~ " + Graph.list(types) + COLUMNS, inside, PAGES))),
                limit,
                new AzureFailures());
        List<Resource> found = new ArrayList<>();
        asked.values().forEach(rows -> {
            found.addAll(resources(rows.values()));
            if (rows.more()) {
                notes.add(cutShort(types));
            }
        });
        if (!asked.failures().isEmpty()) {
            int before = notes.size();
            listed(types, inside, found, notes);
            notes.addAll(notes.size() == before ? List.of() : asked.failures());
        }
        return new Found(found.stream().filter(wanted).toList(), List.of(), notes);
    }

    /** The parts of this type of some resources: one query, or where that is denied one list for each resource. */
    public Found partsOf(Collection<ArmId> wholes, String type) {
        List<ArmId> inside = wholes.stream().distinct().filter(this::reaches).toList();
        if (inside.isEmpty()) {
            return new Found(List.of(), List.of(), List.of());
        }
        List<String> subscriptions =
                inside.stream().map(ArmId::subscription).distinct().toList();
        String query = "resources | where type in~ " + Graph.list(List.of(type)) + COLUMNS;
        Answers<ArmJson.Listed> answers = SideBySide.ask(
                List.of(new Question<>("Resource Graph", () -> {
                    Graph.Rows rows = graph.rows(query, subscriptions, PAGES);
                    return new ArmJson.Listed(rows.values(), rows.more());
                })),
                limit,
                new AzureFailures());
        if (!answers.failures().isEmpty()) {
            String part = type.substring(type.lastIndexOf('/'));
            String version = String.valueOf(ApiVersion.of(type));
            answers = SideBySide.ask(
                    inside.stream()
                            .map(w -> new Question<>(
                                    w.text() + part, () -> arm.list(w.text() + part, version, Map.of(), PAGES)))
                            .toList(),
                    limit,
                    new AzureFailures());
        }
        List<String> notes = new ArrayList<>(answers.failures());
        if (answers.values().stream().anyMatch(ArmJson.Listed::more)) {
            notes.add(cutShort(List.of(type)));
        }
        List<Resource> parts = answers.values().stream()
                .flatMap(l -> resources(l.values()).stream())
                .filter(r -> inside.contains(r.id().parent()))
                .toList();
        return new Found(parts, List.of(), notes);
    }

    private static String cutShort(Collection<String> types) {
        return "not all resources of type %s were looked at: there are too many".formatted(String.join(", ", types));
    }

    private void listed(
            Collection<String> types, List<String> subscriptions, List<Resource> found, List<String> notes) {
        List<Question<ArmJson.Listed>> questions = new ArrayList<>();
        for (String subscription : subscriptions) {
            for (String type : types) {
                String version = ApiVersion.of(type);
                if (version != null) {
                    questions.add(new Question<>(
                            "the list of %s in %s".formatted(type, subscription),
                            () -> arm.list(
                                    "/subscriptions/%s/providers/%s".formatted(subscription, type),
                                    version,
                                    Map.of(),
                                    PAGES)));
                }
            }
        }
        Answers<ArmJson.Listed> lists = SideBySide.ask(questions, limit, new AzureFailures());
        notes.addAll(lists.failures());
        for (ArmJson.Listed list : lists.values()) {
            found.addAll(resources(list.values()));
            if (list.more()) {
                notes.add(cutShort(types));
            }
        }
    }
}
