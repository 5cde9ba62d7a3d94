package io.lamplighter.azure.source.diagnosticsettings;

import com.azure.resourcemanager.resourcegraph.fluent.models.QueryResponseInner;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every resource of a subscription in one location, by Resource Graph, a page of a thousand a call. */
record EveryResource(Clients clients) {
    private static final Pattern LOCATION = Pattern.compile("[a-z0-9]{1,40}");
    private static final int PAGE = 1000;

    List<ResourceRef> in(String subscription, String location) {
        if (!LOCATION.matcher(location).matches()) {
            return List.of();
        }
        List<ResourceRef> all = new ArrayList<>();
        String token = null;
        do {
            QueryResponseInner answer = page(
                    subscription,
                    "resources | where location =~ '%s' | project id, location | order by id asc".formatted(location),
                    token);
            for (JsonNode row : Json.tree(answer.data())) {
                ArmId id = ArmId.read(Json.text(row, "id"));
                if (id != null && id.subscription().equals(subscription)) {
                    all.add(id.at(location, Map.of()));
                }
            }
            token = answer.skipToken();
        } while (token != null && !token.isEmpty());
        return all;
    }

    private QueryResponseInner page(String subscription, String query, @Nullable String token) {
        return clients.resourceGraph()
                .getResourceProviders()
                .resources(new QueryRequest()
                        .withSubscriptions(List.of(subscription))
                        .withQuery(query)
                        .withOptions(new QueryRequestOptions()
                                .withTop(PAGE)
                                .withSkipToken(token)
                                .withResultFormat(ResultFormat.OBJECT_ARRAY)));
    }
}
