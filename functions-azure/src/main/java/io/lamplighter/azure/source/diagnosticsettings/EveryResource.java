package io.lamplighter.azure.source.diagnosticsettings;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.Graph;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every resource of a subscription in one location, by Resource Graph, a page of a thousand a call. */
record EveryResource(Clients clients) {
    /** Each of them is two calls more: who has so many hardens by name. */
    private static final int PAGES = 10;

    List<ResourceRef> in(String subscription, String location) {
        Graph.Rows rows = new Graph(clients)
                .rows(
                        "resources | where location in~ %s | project id, location | order by id asc"
                                .formatted(Graph.list(List.of(location))),
                        List.of(subscription),
                        PAGES);
        if (rows.more()) {
            throw new KnownFailure(
                    new Failure(
                            Failure.Kind.LIMIT,
                            "there are more resources in %s than can be looked at at once: name them"
                                    .formatted(location)),
                    null);
        }
        return rows.values().stream()
                .flatMap(row -> Optional.ofNullable(ArmId.read(Json.text(row, "id"))).stream())
                .filter(id -> id.subscription().equals(subscription))
                .map(id -> id.at(location, Map.of()))
                .toList();
    }
}
