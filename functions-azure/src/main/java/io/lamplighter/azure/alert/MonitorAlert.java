package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * An alert of Azure Monitor on the Activity log, in the common schema or in the one before it, as an action group posts it.
 *
 * <p>Somebody made the rule and sent it here: what it tells of is an alert whatever the call was. One that weakens logging
 * keeps the id that it has through Event Grid and the Activity log. Shape:
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-payload-samples
 */
@Singleton
public final class MonitorAlert implements AlertParser<JsonNode> {
    static final String ORIGIN = "monitor";
    private static final String COMMON = "azureMonitorCommonAlertSchema";
    private static final String BEFORE = "Microsoft.Insights/activityLogs";
    private static final Set<String> CALLS = Set.of("", "Administrative");

    private final LogPlaces places;
    private final Clock clock;

    /**
     * The rule that passed a record on, and what it tells where the record does not.
     *
     * @param name empty in the schema before the common one
     * @param target the id of what the record is about, as the rule found it, or empty
     */
    record Rule(String name, String target, Severity severity) {
        static final Rule NONE = new Rule("", "", Severity.UNKNOWN);

        String title(String operation) {
            return Words.or(name, "an alert on the Activity log") + ": " + operation;
        }
    }

    public MonitorAlert(LogPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        return event.path("schemaId").isTextual();
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        JsonNode data = event.path("data");
        return List.of(
                switch (Words.first(event, "schemaId")) {
                    case COMMON -> common(data);
                    case BEFORE -> read(Json.at(data, "context.activityLog"), Words.first(data, "status"), Rule.NONE);
                    default -> none(Words.first(event, "schemaId"));
                });
    }

    private Parsed common(JsonNode data) {
        JsonNode essentials = data.path("essentials");
        String service = Words.first(essentials, "monitoringService");
        if (!service.startsWith("Activity Log")) {
            return essentials.isObject() ? none(service) : new Parsed.Rejected("an alert without its essentials");
        }
        List<String> targets = Words.texts(essentials, "alertTargetIDs");
        return read(
                data.path("alertContext"),
                Words.first(essentials, "monitorCondition"),
                new Rule(
                        Words.first(essentials, "alertRule"),
                        targets.isEmpty() ? "" : targets.getFirst(),
                        severity(Words.first(essentials, "severity"))));
    }

    private static Parsed none(String service) {
        return new Parsed.Ignored(
                "an alert of Azure Monitor by \"%s\", which tells of no call".formatted(Words.quote(service)));
    }

    private Parsed read(JsonNode record, String condition, Rule rule) {
        if (!record.isObject()) {
            return new Parsed.Rejected("an alert of Azure Monitor without its record of the Activity log");
        }
        if (condition.equals("Resolved") || condition.equals("Deactivated")) {
            return new Parsed.Ignored("a resolved alert");
        }
        String category = ActivityLogRecord.category(record);
        if (category.equals("Security")) {
            return SecurityRecord.read(record, rule, clock);
        }
        if (!CALLS.contains(category)) {
            return none("Activity Log - " + category);
        }
        ManagementCall call = ActivityLogRecord.call(record, rule.target(), clock);
        Parsed weakens = call.read(places);
        if (!(weakens instanceof Parsed.Ignored) || call.vain()) {
            return weakens;
        }
        if (call.status() == ManagementCall.Status.BEGAN) {
            return new Parsed.Ignored("%s has only begun: how it ended comes in an alert of its own"
                    .formatted(Words.quote(call.operation())));
        }
        return call.alert(ORIGIN, call.operation(), rule.title(call.operation()), rule.severity());
    }

    /** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema */
    private static Severity severity(String word) {
        return switch (word) {
            case "Sev0" -> Severity.CRITICAL;
            case "Sev1" -> Severity.HIGH;
            case "Sev2" -> Severity.MEDIUM;
            case "Sev3" -> Severity.LOW;
            case "Sev4" -> Severity.INFORMATIONAL;
            default -> Severity.UNKNOWN;
        };
    }
}
