package io.lamplighter.azure.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One diagnostic setting.
 *
 * @param name as its owner wrote it
 * @param tree what it says, in one form: Azure answers with more than was sent (what is off, empty retentions, nulls) and
 *     spells ids in any case, so that only this form can be compared
 */
public record Setting(String name, Map<String, Object> tree) {
    static final String STORAGE = "storageAccountId";
    static final String WORKSPACE = "workspaceId";
    static final String EVENT_HUB_RULE = "eventHubAuthorizationRuleId";
    static final String EVENT_HUB = "eventHubName";

    /** Not compared: Azure does not give it back as it was sent, https://github.com/Azure/azure-rest-api-specs/issues/22400 */
    static final String TABLES = "logAnalyticsDestinationType";

    static final String LOGS = "logs";
    static final String CATEGORY = "category";
    static final String GROUP = "categoryGroup";
    static final String ENABLED = "enabled";

    private static final List<String> DESTINATIONS =
            List.of(STORAGE, WORKSPACE, EVENT_HUB_RULE, "serviceBusRuleId", "marketplacePartnerId");

    /** Those whose entries can be on or off. */
    private static final Set<String> SWITCHED = Set.of(LOGS, "metrics");

    private static final String RETENTION = "retentionPolicy";

    public Setting {
        tree = Map.copyOf(tree);
    }

    /** One as Azure lists it. */
    static Setting of(JsonNode resource) {
        return new Setting(Json.text(resource, "name"), tree(resource.path("properties")));
    }

    /** What these properties say, in the one form. */
    static Map<String, Object> tree(JsonNode properties) {
        Map<String, Object> tree = new TreeMap<>();
        properties.properties().forEach(p -> {
            Object value = SWITCHED.contains(p.getKey()) ? on(p.getValue()) : plain(p.getKey(), p.getValue());
            if (value != null) {
                tree.put(p.getKey(), value);
            }
        });
        tree.remove(TABLES);
        return tree;
    }

    private static @Nullable List<Object> on(JsonNode switched) {
        List<Object> on = new ArrayList<>();
        switched.forEach(s -> {
            Object plain = s.path(ENABLED).asBoolean() ? plain("", s) : null;
            if (plain != null) {
                on.add(plain);
            }
        });
        on.sort(Comparator.comparing(Json::write));
        return on.isEmpty() ? null : on;
    }

    private static @Nullable Object plain(String key, JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isTextual()) {
            String text = node.asText();
            return text.isEmpty() ? null : key.endsWith("Id") ? text.toLowerCase(Locale.ROOT) : text;
        }
        if (node.isObject()) {
            // A retention of storage that is off, or none, means the same; Azure takes no other any more.
            if (key.equals(RETENTION) && !node.path(ENABLED).asBoolean()) {
                return null;
            }
            Map<String, Object> inner = new TreeMap<>();
            node.properties().forEach(p -> {
                Object value = plain(p.getKey(), p.getValue());
                if (value != null) {
                    inner.put(p.getKey(), value);
                }
            });
            return inner.isEmpty() ? null : inner;
        }
        if (node.isArray()) {
            List<Object> inner = new ArrayList<>();
            node.forEach(n -> {
                Object value = plain(key, n);
                if (value != null) {
                    inner.add(value);
                }
            });
            return inner.isEmpty() ? null : inner;
        }
        return node.isBoolean() ? node.asBoolean() : node.numberValue();
    }

    /** Where it sends, ids in lower case; empty for a setting that sends nowhere. */
    List<String> destinations() {
        return DESTINATIONS.stream()
                .flatMap(d -> tree.get(d) instanceof String id ? Stream.of(id) : Stream.of())
                .toList();
    }

    /** Whether it is on for this category, by its name or by a group. */
    boolean names(Category category) {
        return logs().anyMatch(log -> {
            String group = text(log, GROUP).toLowerCase(Locale.ROOT);
            return text(log, CATEGORY).equalsIgnoreCase(category.name())
                    || group.equals(Category.ALL)
                    || category.groups().contains(group);
        });
    }

    private Stream<Map<?, ?>> logs() {
        return tree.get(LOGS) instanceof List<?> logs
                ? logs.stream().flatMap(l -> l instanceof Map<?, ?> log ? Stream.of(log) : Stream.of())
                : Stream.of();
    }

    private static String text(Map<?, ?> log, String key) {
        return log.get(key) instanceof String text ? text : "";
    }
}
