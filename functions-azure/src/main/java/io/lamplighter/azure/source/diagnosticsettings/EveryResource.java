package io.lamplighter.azure.source.diagnosticsettings;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.scope.ResourceList;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;

/**
 * Every resource of a subscription in one location, a page of a thousand a call.
 *
 * <p>Not by Resource Graph, which would show only the few types that we may read one by one.
 */
record EveryResource(Clients clients) {
    /** Each of them is two calls more: who has so many hardens by name. */
    private static final int PAGES = 10;

    List<ResourceRef> in(String subscription, String location) {
        ResourceList.Part all = new ResourceList(clients).in(subscription, location, PAGES);
        if (all.more()) {
            throw new KnownFailure(
                    new Failure(
                            Failure.Kind.LIMIT,
                            "there are more resources in %s than can be looked at at once: name them"
                                    .formatted(location)),
                    null);
        }
        return all.resources().stream()
                .filter(r -> r.id().subscription().equals(subscription))
                .map(r -> r.id().at(location, Map.of()))
                .toList();
    }
}
