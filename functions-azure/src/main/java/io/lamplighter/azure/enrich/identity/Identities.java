package io.lamplighter.azure.enrich.identity;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.enrich.Touched;
import io.lamplighter.azure.enrich.Who;
import io.lamplighter.azure.enrich.identity.RoleAssignments.Held;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide.Answers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who acted, as Azure Resource Manager tells it: the roles that are assigned to it.
 *
 * <p>Names and sign-ins are Entra ID's and are read by Microsoft Graph, which needs rights over the whole directory: it is
 * not asked, and that is said.
 */
@Singleton
@Grants(read = {"Microsoft.Authorization/roleAssignments/read", "Microsoft.Authorization/roleDefinitions/read"})
public final class Identities implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST = 20;
    private static final int MOST_SHOWN = 3;

    /** Neither is among role assignments: https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest */
    private static final String UNSEEN =
            "roles of Entra ID, roles that it may activate, and what Azure Lighthouse delegates are not seen";

    private final Clients clients;

    public Identities(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "identity";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !scopes.isEmpty() && !Who.in(alert, scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<Who> all = Who.in(alert, scopes);
        // An alert may name any number of them, and each is a call.
        Cut<Who> cut = Cut.of(
                all.stream().filter(Who::hasObjectId).toList(), MOST, "identities were not looked up", Who::sentence);
        List<Who> known = cut.kept();
        List<String> notes = new ArrayList<>(cut.notes());
        Cut<Who> unknown = Cut.of(
                all.stream().filter(w -> !w.hasObjectId()).toList(),
                MOST,
                "identities are known by their names alone",
                Who::sentence);
        unknown.kept()
                .forEach(w -> notes.add(
                        "the roles of %s were not looked up: that needs its object id, which Microsoft Graph has"
                                .formatted(w.sentence())));
        notes.addAll(unknown.notes());
        Answers<Held> held = known.isEmpty()
                ? new Answers<>(List.of(), List.of())
                : new RoleAssignments(clients, LIMIT)
                        .of(known.stream().map(Who::id).toList(), Touched.subscriptions(scopes));
        return Gathered.of(
                id(),
                new Answers<>(List.of(told(known, held.values())), held.failures()).and(notes),
                "identities",
                "no role is assigned to it here, above or below, by itself or through a group; " + UNSEEN,
                found -> found.stream().map(Identities::line).collect(Collectors.joining("; ")) + "; " + UNSEEN);
    }

    /** Nobody, if none has a role. */
    private static List<Map<String, Object>> told(List<Who> known, List<Held> held) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Who who : held.isEmpty() ? List.<Who>of() : known) {
            List<Map<String, Object>> roles = held.stream()
                    .filter(h -> h.principal().equals(who.id()))
                    .map(h -> new Details()
                            .put("role", h.role())
                            .put("scope", h.scope())
                            .put("through", h.through().isEmpty() ? null : h.through())
                            .map())
                    .toList();
            told.add(new Details()
                    .put("kind", who.kind())
                    .put("name", who.id())
                    .put("roles", roles)
                    .map());
        }
        return told;
    }

    private static String line(Map<String, Object> one) {
        List<?> roles = one.get("roles") instanceof List<?> many ? many : List.of();
        String first = roles.stream()
                .limit(MOST_SHOWN)
                .map(r -> r instanceof Map<?, ?> role ? held(role) : "")
                .collect(Collectors.joining(", "));
        return "%s is %s%s"
                .formatted(
                        one.get("name"),
                        roles.isEmpty() ? "assigned no role" : first,
                        roles.size() > MOST_SHOWN ? " and %d more roles".formatted(roles.size() - MOST_SHOWN) : "");
    }

    private static String held(Map<?, ?> role) {
        return "%s on %s%s"
                .formatted(
                        role.get("role"),
                        role.get("scope"),
                        role.containsKey("through") ? " through group " + role.get("through") : "");
    }
}
