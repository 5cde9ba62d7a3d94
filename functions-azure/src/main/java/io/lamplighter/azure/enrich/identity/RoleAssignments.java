package io.lamplighter.azure.enrich.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.Graph;
import io.lamplighter.events.Cut;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import io.lamplighter.shell.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which roles are assigned to some principals: one query over all subscriptions, or where that is denied one list for each
 * subscription and principal (https://learn.microsoft.com/rest/api/authorization/role-assignments/list-for-subscription).
 */
final class RoleAssignments {
    private static final String VERSION = "2022-04-01";
    private static final int PAGES = 3;
    private static final int MOST_ROLES = 10;

    /** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner",
            "b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor",
            "acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader",
            "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator");

    private final Graph graph;
    private final ArmJson arm;
    private final Duration limit;

    RoleAssignments(Clients clients, Duration limit) {
        this.graph = new Graph(clients);
        this.arm = new ArmJson(clients);
        this.limit = limit;
    }

    /** One role on one scope. */
    record Held(String principal, String role, String scope) {}

    Answers<Held> of(List<String> principals, List<String> subscriptions) {
        Answers<List<JsonNode>> asked = SideBySide.ask(
                List.of(new Question<>("role assignments in Resource Graph", () -> query(principals, subscriptions))),
                limit,
                new AzureFailures());
        if (!asked.failures().isEmpty()) {
            asked = SideBySide.ask(lists(principals, subscriptions), limit, new AzureFailures());
        }
        List<JsonNode> assignments = asked.values().stream()
                .flatMap(List::stream)
                .map(a -> Json.at(a, "properties"))
                .filter(p -> principals.contains(Json.text(p, "principalId").toLowerCase(Locale.ROOT)))
                .toList();
        Answers<Role> roles = roles(assignments);
        Map<String, String> names = new HashMap<>(WELL_KNOWN);
        roles.values().forEach(r -> names.put(r.id(), r.name()));
        List<Held> held = assignments.stream()
                .map(p -> new Held(
                        Json.text(p, "principalId").toLowerCase(Locale.ROOT),
                        names.getOrDefault(role(p), "role " + role(p)),
                        Json.text(p, "scope")))
                .distinct()
                .toList();
        return new Answers<>(
                held,
                Stream.concat(asked.failures().stream(), roles.failures().stream())
                        .toList());
    }

    private List<JsonNode> query(List<String> principals, List<String> subscriptions) {
        return graph.rows(
                        "authorizationresources | where type =~ 'microsoft.authorization/roleassignments'"
                                + " and properties.principalId in~ " + Graph.list(principals)
                                + " | project id, properties | order by id asc",
                        subscriptions,
                        PAGES)
                .values();
    }

    private List<Question<List<JsonNode>>> lists(List<String> principals, List<String> subscriptions) {
        List<Question<List<JsonNode>>> questions = new ArrayList<>();
        for (String subscription : subscriptions) {
            for (String principal : principals) {
                questions.add(new Question<>(
                        "the role assignments of %s in %s".formatted(principal, subscription),
                        () -> arm.list(
                                        "/subscriptions/%s/providers/Microsoft.Authorization/roleAssignments"
                                                .formatted(subscription),
                                        VERSION,
                                        Map.of("$filter", "principalId eq '%s'".formatted(principal)),
                                        PAGES)
                                .values()));
            }
        }
        return questions;
    }

    private record Role(String id, String name) {}

    private static String role(JsonNode assignment) {
        String id = Json.text(assignment, "roleDefinitionId").toLowerCase(Locale.ROOT);
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private Answers<Role> roles(List<JsonNode> assignments) {
        List<ArmId> unknown = assignments.stream()
                .filter(p -> !WELL_KNOWN.containsKey(role(p)))
                .flatMap(p -> Stream.ofNullable(ArmId.read(Json.text(p, "roleDefinitionId"))))
                .distinct()
                .toList();
        Cut<ArmId> cut = Cut.of(unknown, MOST_ROLES, "roles were not asked for their names", ArmId::name);
        return SideBySide.ask(
                        cut.kept().stream()
                                .map(id -> new Question<>(
                                        "the name of role " + id.name(),
                                        () -> new Role(
                                                id.name(),
                                                Json.text(arm.get(id.text(), VERSION), "properties.roleName"))))
                                .toList(),
                        limit,
                        new AzureFailures())
                .and(cut.notes());
    }
}
