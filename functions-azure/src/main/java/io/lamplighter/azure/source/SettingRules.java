package io.lamplighter.azure.source;

import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * In what the logs that a diagnostic setting lights differ.
 *
 * @param tables the kinds of resource whose logs are better asked in tables of their own than in the one of all
 * @param large categories whose size surprises, and what makes them large
 * @param licences categories that Azure sends with a licence alone, and which
 * @param place where the logs of a target will be
 */
public record SettingRules(
        SettingApi api, Set<String> tables, Map<String, String> large, Map<String, String> licences, Place place) {
    public SettingRules {
        tables = Set.copyOf(tables);
        large = Map.copyOf(large);
        licences = Map.copyOf(licences);
    }

    /** Where no licence is needed. */
    public SettingRules(SettingApi api, Set<String> tables, Map<String, String> large, Place place) {
        this(api, tables, large, Map.of(), place);
    }

    /** Which of these categories need a licence, and which one; empty where none does. */
    String licences(Collection<String> categories) {
        Map<String, List<String>> needed = new TreeMap<>();
        categories.stream()
                .sorted()
                .filter(licences::containsKey)
                .forEach(c -> needed.computeIfAbsent(licences.get(c), l -> new ArrayList<>())
                        .add(c));
        return needed.isEmpty()
                ? ""
                : needed.entrySet().stream()
                        .map(e -> "%s with %s".formatted(String.join(", ", e.getValue()), e.getKey()))
                        .collect(Collectors.joining(
                                "; ", "Entra sends some with a licence alone, which no call tells of: ", ""));
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
