package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * The alert that a record tells of.
     *
     * @param rule of Azure Monitor, whose relay of a record leaves out its resource, its name and its description
     */
    static Parsed read(JsonNode record, MonitorAlert.Rule rule, Clock clock) {
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
        String description = Words.first(record, "description", "resultDescription");
        String over = Words.or(DefenderAlert.over(told), DefenderAlert.rehearsed(title, description, "", told));
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        String place = Words.or(Words.first(record, "resourceId"), rule.target());
        ArmId id = ArmId.read(place);
        Draft draft = new Draft(Words.or(Draft.subscriptionOf(place), Words.first(record, "subscriptionId")));
        about(draft, place, id, told);
        draft.user(Words.first(told, "username", "userName"));
        Instant time = Words.time(record, "time", "eventTimestamp", "submissionTimestamp");
        Severity severity = Words.severity(Words.first(told, "severity"));
        return draft.read(
                id != null && alert(id)
                        ? id.name()
                        : Words.first(record, "correlationId", "eventDataId").toLowerCase(Locale.ROOT),
                DefenderAlert.ORIGIN,
                Words.or(Words.first(told, "alertType"), title, operation),
                Words.or(title, rule.title(operation)),
                severity == Severity.UNKNOWN ? rule.severity() : severity,
                time == null ? clock.instant() : time,
                Request.RESPOND);
    }

    /** Of anything else an id's last name is the same for every alert about it. */
    private static boolean alert(ArmId id) {
        return id.type().toLowerCase(Locale.ROOT).endsWith("/alerts");
    }

    /** Of what lies in no group a kind and a name make no id: then the subscription is looked at. */
    private static void about(Draft draft, String place, @Nullable ArmId id, JsonNode told) {
        String name = Words.first(told, "compromisedEntity");
        boolean itself = id != null
                && !alert(id)
                && !id.type().equals(AzureType.RESOURCE_GROUP)
                && !id.type().equals(AzureType.SUBSCRIPTION);
        if (itself ? draft.arm(place) : name.startsWith("/") && draft.arm(name)) {
            return;
        }
        String subscription = Draft.subscriptionOf(place);
        String within = subscription.isEmpty() ? "" : "/subscriptions/" + subscription;
        if (id == null || id.group().isEmpty()) {
            draft.arm(within);
            return;
        }
        String kind = KINDS.getOrDefault(Words.first(told, "attackedResourceType", "resourceType"), "");
        String group = within + "/resourcegroups/" + id.group();
        boolean known = !kind.isEmpty() && name.matches("[A-Za-z0-9._-]{1,80}");
        draft.arm(known ? "%s/providers/%s/%s".formatted(group, kind, name) : group);
    }
}
