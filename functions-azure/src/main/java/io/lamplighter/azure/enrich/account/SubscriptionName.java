package io.lamplighter.azure.enrich.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.enrich.Tags;
import io.lamplighter.azure.enrich.Touched;
import io.lamplighter.azure.scope.Graph;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import io.lamplighter.shell.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the subscriptions are called and under which management groups they are: one query, or where that is denied one
 * call each, which tells no groups (https://learn.microsoft.com/azure/governance/management-groups/resource-graph-samples).
 */
@Singleton
@Grants(read = {"Microsoft.ResourceGraph/resources/read", "Microsoft.Resources/subscriptions/read"})
public final class SubscriptionName implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String VERSION = "2022-12-01";
    private static final int MOST = 10;

    private final Graph graph;
    private final ArmJson arm;

    public SubscriptionName(Clients clients) {
        this.graph = new Graph(clients);
        this.arm = new ArmJson(clients);
    }

    @Override
    public String id() {
        return "account";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !Touched.subscriptions(scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Cut<String> cut =
                Cut.of(Touched.subscriptions(scopes), MOST, "subscriptions were not asked for their names", s -> s);
        Answers<List<Map<String, Object>>> asked = SideBySide.ask(
                List.of(new Question<>("the names of the subscriptions in Resource Graph", () -> query(cut.kept()))),
                LIMIT,
                new AzureFailures());
        if (asked.values().stream().allMatch(List::isEmpty)) {
            List<String> said = asked.failures();
            asked = SideBySide.ask(
                    cut.kept().stream()
                            .map(s -> new Question<>("the name of subscription " + s, () -> alone(s)))
                            .toList(),
                    LIMIT,
                    new AzureFailures());
            asked = asked.and(said);
        }
        return Gathered.of(
                id(),
                asked.and(cut.notes()),
                "accounts",
                "the subscription has no name that we see",
                found -> found.stream().map(SubscriptionName::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        String groups = one.get("groups") instanceof List<?> path
                ? ", under " + path.stream().map(String::valueOf).collect(Collectors.joining(" / "))
                : "";
        return "%s is %s%s".formatted(one.get("id"), one.getOrDefault("name", "of no name"), groups);
    }

    private List<Map<String, Object>> query(List<String> subscriptions) {
        return graph
                .rows(
                        "resourcecontainers | where type =~ 'microsoft.resources/subscriptions'"
                                + " | project id, subscriptionId, name, tags, properties | order by id asc",
                        subscriptions,
                        1)
                .values()
                .stream()
                .map(row -> {
                    List<String> groups = new ArrayList<>();
                    Json.list(row, "properties.managementGroupAncestorsChain")
                            .forEach(g -> groups.add(Json.text(g, "displayName")));
                    // The graph begins with the nearest.
                    Collections.reverse(groups);
                    return details(
                            row, Json.text(row, "subscriptionId"), Json.text(row, "name"), "properties.state", groups);
                })
                .toList();
    }

    private List<Map<String, Object>> alone(String subscription) {
        JsonNode body = arm.get("/subscriptions/" + subscription, VERSION);
        return List.of(details(body, subscription, Json.text(body, "displayName"), "state", List.of()));
    }

    private static Map<String, Object> details(
            JsonNode body, String id, String name, String state, List<String> groups) {
        Map<String, Object> tags = Json.map(Json.at(body, "tags"));
        return new Details()
                .put("id", id)
                .put("name", name.isEmpty() ? null : name)
                .put("state", Json.text(body, state).isEmpty() ? null : Json.text(body, state))
                .put("groups", groups)
                .put("tags", tags.isEmpty() ? null : Tags.shown(tags))
                .map();
    }
}
