package io.lamplighter.azure.source;

import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * In what the logs that a diagnostic setting lights differ.
 *
 * @param tables the kinds of resource whose logs are better asked in tables of their own than in the one of all
 * @param large categories whose size surprises, and what makes them large
 * @param place where the logs of a target will be
 */
public record SettingRules(SettingApi api, Set<String> tables, Map<String, String> large, Place place) {
    public SettingRules {
        tables = Set.copyOf(tables);
        large = Map.copyOf(large);
    }

    /** Tells where the logs of a target will be. */
    @FunctionalInterface
    public interface Place {
        LogLocation of(ResourceRef target, Sinks sinks);
    }

    /** A place in the quickest of the sinks to ask: the workspace, then storage, then the event hub. */
    public static LogLocation located(
            ResourceRef target, Sinks sinks, String container, String firstRecord, String workspaceQuestion) {
        String workspace = sinks.workspace();
        if (workspace != null) {
            return new LogLocation(workspace, firstRecord, workspaceQuestion, sinks.left());
        }
        StorageAccounts.Account storage = sinks.storage();
        return storage == null
                ? new LogLocation(
                        String.valueOf(sinks.eventHubRule()),
                        firstRecord,
                        "Read the stream: each message has records, each of them with time, operationName, identity",
                        sinks.left())
                : new LogLocation(
                        // https://learn.microsoft.com/azure/azure-monitor/platform/resource-logs#send-to-azure-storage
                        "%s%s/resourceId=%s/"
                                .formatted(
                                        storage.blobs(), container, target.id().toUpperCase(Locale.ROOT)),
                        firstRecord,
                        "Read the PT1H.json of each hour, one record a line: time, operationName, resultType,"
                                + " callerIpAddress, identity, properties",
                        sinks.left());
    }

    /** A text of KQL: what stands in it cannot end it. */
    public static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
