package io.lamplighter.azure.enrich;

import io.lamplighter.events.Details;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags as they are shown: each one line of bounded length, since anybody who may tag chooses them. */
public final class Tags {
    /** What Azure allows: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources */
    private static final int MOST = 50;

    private Tags() {}

    public static Map<String, Object> shown(Map<String, Object> tags) {
        Map<String, Object> shown = new LinkedHashMap<>();
        tags.entrySet().stream()
                .limit(MOST)
                .forEach(t -> shown.put(Details.text(t.getKey()), Details.text(String.valueOf(t.getValue()))));
        return shown;
    }
}
