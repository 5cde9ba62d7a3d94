package io.lamplighter.azure.enrich;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.Resource;
import io.lamplighter.events.Details;
import io.lamplighter.shell.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tags as they are shown: each one line of bounded length, since anybody who may tag chooses them. */
public final class Tags {
    /** What Azure allows: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources */
    private static final int MOST = 50;

    private Tags() {}

    /** Those of a resource where its body, or that of what it is a part of, is among these; null where it has none. */
    public static @Nullable Map<String, Object> of(ArmId id, List<Resource> read) {
        for (ArmId one = id; one != null; one = one.parent()) {
            for (Resource body : read) {
                Map<String, Object> tags = body.id().equals(one) ? Json.map(Json.at(body.body(), "tags")) : Map.of();
                if (!tags.isEmpty()) {
                    return shown(tags);
                }
            }
        }
        return null;
    }

    public static Map<String, Object> shown(Map<String, Object> tags) {
        Map<String, Object> shown = new LinkedHashMap<>();
        tags.entrySet().stream()
                .limit(MOST)
                .forEach(t -> shown.put(Details.text(t.getKey()), Details.text(String.valueOf(t.getValue()))));
        return shown;
    }
}
