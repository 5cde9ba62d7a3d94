package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An incident of Sentinel, as its playbooks get it and post it on, or as its REST API gives it: one alert, whatever alerts it
 * holds.
 *
 * <p>One that holds nothing but one alert of Defender for Cloud keeps that alert's id, since the same one also comes straight
 * from there. Shapes: https://learn.microsoft.com/azure/sentinel/automation/playbook-triggers-actions and
 * https://learn.microsoft.com/rest/api/securityinsights/incidents
 */
@Singleton
public final class SentinelIncident implements AlertParser<JsonNode> {
    static final String ORIGIN = "sentinel";
    private static final String TYPE = "microsoft.securityinsights/incidents";

    private final Clock clock;

    public SentinelIncident(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        return event.path("objectSchemaType").asText("").equals("Incident") || bare(event);
    }

    private static boolean bare(JsonNode event) {
        return Words.first(event, "type").toLowerCase(Locale.ROOT).equals(TYPE);
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        JsonNode incident = bare(event) ? event : Json.at(event, "object");
        JsonNode properties = Json.at(incident, "properties");
        return List.of(
                properties.isObject()
                        ? incident(event, incident, properties)
                        : new Parsed.Rejected("an incident without its properties"));
    }

    private Parsed incident(JsonNode event, JsonNode incident, JsonNode properties) {
        if (Words.first(properties, "status").equals("Closed")) {
            return new Parsed.Ignored("a closed incident");
        }
        List<JsonNode> alerts = Json.list(properties, "alerts");
        String title = Words.first(properties, "title");
        String over = DefenderAlert.over(title, Words.first(properties, "description"), "", properties);
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        JsonNode only = alerts.size() == 1 ? alerts.getFirst() : MissingNode.getInstance();
        boolean defender = DefenderAlert.ofCloud(Words.first(only, "properties.productName"));
        String first = defender ? Words.first(only, "properties.providerAlertId") : "";
        String subscription = subscription(event, incident, alerts);
        Draft draft = Draft.ofTenant(subscription);
        for (JsonNode alert : alerts) {
            for (JsonNode identifier : Json.list(Json.at(alert, "properties"), "resourceIdentifiers")) {
                draft.arm(Words.first(identifier, "azureResourceId", "resourceId"));
            }
            draft.arm(Words.first(alert, "properties.compromisedEntity"));
            Entities.add(draft, Json.at(alert, "properties.entities"));
        }
        Entities.add(draft, Json.at(properties, "relatedEntities"));
        if (subscription.isEmpty() && draft.empty()) {
            return new Parsed.Ignored(
                    "an incident that names no subscription of Azure, and nobody of Entra ID: nothing there to look at");
        }
        Instant time = Words.time(properties, "lastModifiedTimeUtc", "createdTimeUtc", "lastActivityTimeUtc");
        return draft.read(
                Words.or(first, Words.first(incident, "name")).toLowerCase(Locale.ROOT),
                first.isEmpty() ? ORIGIN : DefenderAlert.ORIGIN,
                first.isEmpty() ? "Sentinel/Incident" : Words.first(only, "properties.alertType"),
                title,
                Words.severity(Words.first(properties, "severity")),
                time == null ? clock.instant() : time,
                Request.RESPOND);
    }

    /** Of one alert of Defender's where it has it from, else where the workspace is. */
    private static String subscription(JsonNode event, JsonNode incident, List<JsonNode> alerts) {
        if (alerts.size() == 1) {
            for (JsonNode identifier : Json.list(Json.at(alerts.getFirst(), "properties"), "resourceIdentifiers")) {
                String subscription = Draft.subscriptionOf(Words.first(identifier, "azureResourceId", "resourceId"));
                if (!subscription.isEmpty()) {
                    return subscription;
                }
            }
        }
        return Words.or(
                Draft.subscriptionOf(Words.first(incident, "id")), Words.first(event, "workspaceInfo.subscriptionId"));
    }
}
