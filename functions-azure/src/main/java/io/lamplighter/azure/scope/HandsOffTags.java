package io.lamplighter.azure.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.shell.Json;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@link HandsOff#TAG} of every kind of resource, and of the resource groups and the subscription: who marks one of
 * those means all that is in it.
 *
 * <p>Asked of Azure Resource Manager itself and not of Resource Graph, which is minutes behind: a mark that somebody set
 * before calling us must count. The names of tags are the same in any case, and may hold a colon
 * (https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). A filter with a name and no value
 * matches any value (https://learn.microsoft.com/rest/api/resources/resources/list).
 */
@Singleton
@Grants(
        read = {
            "Microsoft.Resources/subscriptions/read",
            "Microsoft.Resources/subscriptions/resourceGroups/read",
            "Microsoft.Resources/subscriptions/resources/read"
        })
public final class HandsOffTags implements HandsOff {
    private static final String VERSION = "2021-04-01";
    private static final Map<String, String> TAGGED = Map.of("$filter", "tagName eq '" + TAG + "'");

    /** A thousand resources each: more than this are not marked one by one, but by their group. */
    private static final int PAGES = 20;

    private final ArmJson arm;

    public HandsOffTags(Clients clients) {
        this.arm = new ArmJson(clients);
    }

    @Override
    public Set<String> in(Scope scope) {
        String subscription = "/subscriptions/" + scope.account();
        var itself = SideBySide.both(
                () -> tagged(arm.get(subscription, VERSION)),
                () -> SideBySide.both(
                        () -> ids(subscription + "/resources", TAGGED),
                        () -> ids(subscription + "/resourcegroups", TAGGED)));
        if (itself.first()) {
            return everything(subscription);
        }
        Set<String> ids = new LinkedHashSet<>(itself.second().first());
        for (String group : itself.second().second()) {
            ids.addAll(everything(group));
        }
        return ids;
    }

    /** One reading is of the whole subscription. */
    @Override
    public String place(Scope scope) {
        return scope.account();
    }

    private static boolean tagged(JsonNode body) {
        List<String> names = new ArrayList<>();
        Json.at(body, "tags").fieldNames().forEachRemaining(names::add);
        return names.stream().anyMatch(TAG::equalsIgnoreCase);
    }

    private Set<String> everything(String container) {
        Set<String> ids = new LinkedHashSet<>(ids(container + "/resources", Map.of()));
        ids.add(container);
        return ids;
    }

    /** @throws KnownFailure where there are too many to read: a mark that is not seen would be passed over */
    private List<String> ids(String list, Map<String, String> filter) {
        ArmJson.Listed listed = arm.list(list, VERSION, filter, PAGES);
        if (listed.more()) {
            throw new KnownFailure(
                    new Failure(Failure.Kind.LIMIT, "there are too many resources in %s to read".formatted(list)),
                    null);
        }
        return listed.values().stream()
                .map(one -> ArmId.read(Json.text(one, "id")))
                .filter(id -> id != null)
                .map(ArmId::text)
                .toList();
    }
}
