package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resource Graph for a small part of its language; what it does not know is refused, as is what is no KQL
 * (https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources).
 */
final class ResourceGraph implements ArmRules {
    private static final int MOST = 1000;
    private static final Set<String> CONTAINERS =
            Set.of("microsoft.resources/subscriptions", "microsoft.resources/subscriptions/resourcegroups");

    private final ArmWorld world;
    private final Supplier<Integer> page;
    private final Predicate<String> mayRead;
    private @Nullable List<ObjectNode> stale;

    /**
     * @param mayRead whether its caller may read this type: rows of others are left out without a word
     *     (https://learn.microsoft.com/azure/governance/resource-graph/overview#permissions-in-azure-resource-graph)
     */
    ResourceGraph(ArmWorld world, Supplier<Integer> page, Predicate<String> mayRead) {
        this.world = world;
        this.page = page;
        this.mayRead = mayRead;
    }

    /** From now on it answers from what there is now: it follows writes late (handbook C9). */
    void lag(boolean lags) {
        stale = lags ? world.all().stream().map(ObjectNode::deepCopy).toList() : null;
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        if (!call.path().type().equals("microsoft.resourcegraph/resources")
                || !call.method().equals("POST")) {
            return null;
        }
        JsonNode options = call.body().path("options");
        int from = options.path("$skipToken").asText("").isEmpty()
                ? 0
                : Integer.parseInt(options.path("$skipToken").asText());
        int size = Math.min(page.get(), options.path("$top").asInt(MOST));
        KustoQuery query = KustoQuery.read(call.body().path("query").asText());
        List<ObjectNode> rows = new ArrayList<>();
        for (ObjectNode row : rows(query.table(), call.body().path("subscriptions"))) {
            if (query.takes(row)) {
                rows.add(query.project(row));
            }
        }
        int to = Math.min(rows.size(), from + size);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode data = answer.putArray("data");
        rows.subList(Math.min(from, to), to).forEach(data::add);
        answer.put("totalRecords", rows.size());
        answer.put("count", data.size());
        answer.put("resultTruncated", "false");
        // Handbook C9: only rows with an id are paged.
        if (to < rows.size() && data.get(0).has("id")) {
            answer.put("$skipToken", String.valueOf(to));
        }
        return ArmAnswer.ok(answer);
    }

    private List<ObjectNode> rows(String table, JsonNode subscriptions) {
        List<String> asked = new ArrayList<>();
        subscriptions.forEach(s -> asked.add(s.asText().toLowerCase(Locale.ROOT)));
        List<ObjectNode> rows = new ArrayList<>();
        for (ObjectNode one : stale == null ? world.all() : stale) {
            ArmPath path = ArmPath.of(one.path("id").asText());
            if (isIn(table, path)
                    && mayRead.test(path.type())
                    && (asked.isEmpty() || asked.contains(subscription(path)))) {
                rows.add(row(one, path));
            }
        }
        return rows;
    }

    /** Diagnostic settings are in none of its tables (handbook C2, "no bulk"). */
    private static boolean isIn(String table, ArmPath path) {
        boolean container = CONTAINERS.contains(path.type());
        boolean authorization = path.type().startsWith("microsoft.authorization/");
        return switch (table) {
            case "resources" -> !container && !authorization && !path.type().endsWith("/diagnosticsettings");
            case "resourcecontainers" -> container;
            case "authorizationresources" -> authorization;
            default -> throw KustoQuery.refused("no such table: " + table);
        };
    }

    private static String subscription(ArmPath path) {
        String[] parts = path.text().split("/", -1);
        return parts.length > 2 && parts[1].equals("subscriptions") ? parts[2] : "";
    }

    /** Its columns: https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language */
    private static ObjectNode row(ObjectNode one, ArmPath path) {
        ObjectNode row = one.deepCopy();
        row.remove("etag");
        row.put("type", path.type());
        row.put("subscriptionId", subscription(path));
        if (row.has("displayName")) {
            // A subscription is called there what people call it.
            row.set("name", row.path("displayName"));
        }
        String[] parts = path.text().split("/", -1);
        row.put("resourceGroup", parts.length > 4 && parts[3].equals("resourcegroups") ? parts[4] : "");
        return row;
    }
}
