package io.lamplighter.azure.enrich.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
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
 * Which roles are assigned to some principals, by one list for each subscription and principal.
 *
 * <p>It has what is assigned in the subscription, below it and above it, to the principal and to every group that it is in
 * (https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest, {@code assignedTo}); Resource Graph
 * has of that only what is assigned in the subscription to the principal itself. Not tried on a real tenant: the groups of a
 * service principal.
 */
final class RoleAssignments {
    private static final String VERSION = "2022-04-01";
    private static final int PAGES = 3;
    private static final int MOST_ROLES = 10;
    private static final int MOST_LISTS = 30;

    /** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner",
            "b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor",
            "acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader",
            "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator");

    private final ArmJson arm;
    private final Duration limit;

    RoleAssignments(Clients clients, Duration limit) {
        this.arm = new ArmJson(clients);
        this.limit = limit;
    }

    /**
     * One role on one scope.
     *
     * @param through the group that it is assigned to, empty where it is the principal itself
     */
    record Held(String principal, String role, String scope, String through) {}

    private record Assigned(String principal, JsonNode assignment) {}

    Answers<Held> of(List<String> principals, List<String> subscriptions) {
        Cut<Question<List<Assigned>>> cut =
                Cut.of(questions(principals, subscriptions), MOST_LISTS, "lists were not read", Question::about);
        Answers<List<Assigned>> asked =
                SideBySide.ask(cut.kept(), limit, new AzureFailures()).and(cut.notes());
        List<Assigned> found = asked.values().stream().flatMap(List::stream).toList();
        List<JsonNode> assignments = found.stream().map(Assigned::assignment).toList();
        Answers<Role> roles = roles(assignments);
        Map<String, String> names = new HashMap<>(WELL_KNOWN);
        roles.values().forEach(r -> names.put(r.id(), r.name()));
        List<Held> held = found.stream()
                .map(a -> new Held(
                        a.principal(),
                        names.getOrDefault(role(a.assignment()), "role " + role(a.assignment())),
                        scope(Json.text(a.assignment(), "scope")),
                        group(a)))
                // What is assigned above is in the list of each subscription.
                .distinct()
                .toList();
        return new Answers<>(
                held,
                Stream.concat(asked.failures().stream(), roles.failures().stream())
                        .toList());
    }

    /** The root of the tenant is but a slash. */
    private static String scope(String text) {
        return text.equals("/") ? "the whole tenant" : text;
    }

    private static String group(Assigned one) {
        String holder = Json.text(one.assignment(), "principalId").toLowerCase(Locale.ROOT);
        return holder.equals(one.principal()) ? "" : holder;
    }

    private List<Question<List<Assigned>>> questions(List<String> principals, List<String> subscriptions) {
        List<Question<List<Assigned>>> questions = new ArrayList<>();
        for (String subscription : subscriptions) {
            for (String principal : principals) {
                questions.add(new Question<>(
                        "the role assignments of %s in %s".formatted(principal, subscription),
                        () -> assigned(subscription, principal)));
            }
        }
        return questions;
    }

    private List<Assigned> assigned(String subscription, String principal) {
        ArmJson.Listed listed = arm.list(
                "/subscriptions/%s/providers/Microsoft.Authorization/roleAssignments".formatted(subscription),
                VERSION,
                Map.of("$filter", "assignedTo('%s')".formatted(principal)),
                PAGES);
        return listed.values().stream()
                .map(a -> new Assigned(principal, Json.at(a, "properties")))
                .toList();
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
