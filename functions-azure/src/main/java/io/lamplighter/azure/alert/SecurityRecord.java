package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Reads an alert of Defender for Cloud as the Activity log has it: with less in it than elsewhere, and under the same id.
 *
 * <p>https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#security-alert-category
 */
final class SecurityRecord {
    /** An alert lies in the group of what it is about, whose name and kind it tells in words. */
    private static final Map<String, String> KINDS = Map.of(
            "Virtual Machine", AzureType.VIRTUAL_MACHINE,
            "Kubernetes Service", AzureType.KUBERNETES_CLUSTER);

    private SecurityRecord() {}

    static Parsed read(JsonNode record, Clock clock) {
        JsonNode properties = Texts.tree(Json.at(record, "properties"));
        JsonNode inner = Texts.tree(Json.at(properties, "eventProperties"));
        JsonNode told = inner.isObject() ? inner : properties;
        String operation = ActivityLogRecord.value(record, "operationName");
        if (!operation.toLowerCase(Locale.ROOT).endsWith("/alerts/activate/action")) {
            return new Parsed.Ignored("%s raises no alert of Defender for Cloud".formatted(Words.quote(operation)));
        }
        String title = Words.or(
                Words.first(properties, "eventName"),
                ActivityLogRecord.value(record, "eventName"),
                Words.first(record, "description", "resultDescription"));
        String over = DefenderAlert.over(title, Words.first(record, "description", "resultDescription"), "", told);
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        String alert = Words.first(record, "resourceId");
        ArmId id = ArmId.read(alert);
        Draft draft = new Draft(id == null ? Words.first(record, "subscriptionId") : id.subscription());
        if (id != null && !id.group().isEmpty()) {
            about(draft, id, told);
        }
        draft.user(Words.first(told, "username", "userName"));
        Instant time = Words.time(record, "time", "eventTimestamp", "submissionTimestamp");
        return draft.read(
                id == null ? Words.first(record, "eventDataId") : id.name(),
                DefenderAlert.ORIGIN,
                Words.or(Words.first(told, "alertType"), title),
                title,
                Words.severity(Words.first(told, "severity")),
                time == null ? clock.instant() : time,
                Request.RESPOND);
    }

    private static void about(Draft draft, ArmId alert, JsonNode told) {
        String kind = KINDS.getOrDefault(Words.first(told, "attackedResourceType", "resourceType"), "");
        String name = Words.first(told, "compromisedEntity");
        String group = "/subscriptions/%s/resourcegroups/%s".formatted(alert.subscription(), alert.group());
        boolean known = !kind.isEmpty() && name.matches("[A-Za-z0-9._-]{1,80}");
        draft.arm(
                known
                        ? "%s/providers/%s/%s".formatted(group, kind, name)
                        : Words.or(name.startsWith("/") ? name : "", group));
    }
}
