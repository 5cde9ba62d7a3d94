package io.lamplighter.azure.source;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.StorageAccounts.Account;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where new logs of one location go: any mix, at least one for anything to be lit. Ids are in lower case.
 *
 * @param eventHub null for one hub for each category
 * @param left what is configured and cannot be used in this location, and why; empty where all can
 * @param all every place that is configured, for any location: none of them is ever logged itself
 */
public record Sinks(
        @Nullable Account storage,
        @Nullable String workspace,
        @Nullable String eventHubRule,
        @Nullable String eventHub,
        String left,
        Set<String> all) {
    public Sinks {
        all = Set.copyOf(all);
    }

    /** The ids in use. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        properties().forEach((name, value) -> {
            if (!name.equals(Setting.EVENT_HUB)) {
                ids.add(String.valueOf(value));
            }
        });
        return ids;
    }

    /** The destinations as a setting names them. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new TreeMap<>();
        put(properties, Setting.STORAGE, storage == null ? null : storage.id());
        put(properties, Setting.WORKSPACE, workspace);
        put(properties, Setting.EVENT_HUB_RULE, eventHubRule);
        put(properties, Setting.EVENT_HUB, eventHubRule == null ? null : eventHub);
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** Whether a resource is a configured place for logs, or lies in one. */
    public boolean hold(String resource) {
        return holding(resource) != null;
    }

    /** The configured place that the resource is or lies in, or null. */
    @Nullable String holding(String resource) {
        return all.stream()
                .filter(sink -> lies(resource, owner(sink)))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    static boolean lies(String resource, String owner) {
        return resource.equals(owner) || resource.startsWith(owner + "/");
    }

    /** The resource that the logs go to: of an authorization rule its namespace. */
    static String owner(String destination) {
        ArmId id = ArmId.read(destination);
        ArmId namespace = id == null ? null : id.up(AzureType.EVENT_HUBS);
        return namespace == null ? destination : namespace.text();
    }
}
