package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A record of the Activity log, as Event Hubs and storage accounts get it, or as its own REST API and the portal write it:
 * the calls that weaken logging are alerts, and so are Defender for Cloud's in the category Security.
 *
 * <p>Shapes: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
@Singleton
public final class ActivityLogRecord implements AlertParser<JsonNode> {
    /** The categories, and the kinds of call that stood for Administrative before. */
    private static final Set<String> CATEGORIES = Set.of(
            "Administrative",
            "Security",
            "ServiceHealth",
            "ResourceHealth",
            "Alert",
            "Autoscale",
            "Recommendation",
            "Policy",
            "Write",
            "Delete",
            "Action");

    private static final Set<String> CALLS = Set.of("", "Administrative", "Write", "Delete", "Action");

    private final LogPlaces places;
    private final Clock clock;

    public ActivityLogRecord(LogPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        if (!event.has("operationName") || event.has("schemaId")) {
            return false;
        }
        return CATEGORIES.contains(Words.first(event, "category.value", "category"))
                || event.path("operationName").isObject()
                || event.path("eventDataId").isTextual();
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        return List.of(read(event));
    }

    private Parsed read(JsonNode record) {
        String category = category(record);
        if (category.equals("Security")) {
            return SecurityRecord.read(record, MonitorAlert.Rule.NONE, clock);
        }
        return CALLS.contains(category)
                ? call(record, "", clock).read(places)
                : new Parsed.Ignored("a record of the Activity log's category %s, which tells of no call"
                        .formatted(Words.quote(category)));
    }

    /** The record's own category, which some relays keep beside it under another name. */
    static String category(JsonNode record) {
        return Words.first(record, "properties.eventCategory", "category.value", "category", "eventSource");
    }

    /** A field that is a text in one shape and a value with its translation in the other. */
    static String value(JsonNode record, String field) {
        return Words.first(record, field + ".value", field);
    }

    /**
     * The call that it tells of.
     *
     * @param resource what it is made on, where the record does not say
     */
    static ManagementCall call(JsonNode record, String resource, Clock clock) {
        JsonNode properties = Texts.tree(Json.at(record, "properties"));
        JsonNode inner = Texts.tree(Json.at(properties, "eventProperties"));
        JsonNode body = ManagementCall.body(properties);
        String action = Words.first(record, "identity.authorization.action", "authorization.action");
        String scope = Words.first(record, "identity.authorization.scope", "authorization.scope");
        JsonNode claims = Json.at(record, "claims");
        Instant time = Words.time(record, "time", "eventTimestamp", "submissionTimestamp");
        return new ManagementCall(
                Words.or(value(record, "operationName"), action),
                Words.or(Words.first(record, "resourceId"), scope, resource),
                Words.first(record, "subscriptionId"),
                ManagementCall.Status.of(Words.or(Words.first(record, "resultType"), value(record, "status"))),
                error(record, properties),
                body.isObject() ? body : ManagementCall.body(inner),
                claims.isMissingNode() ? Json.at(record, "identity.claims") : claims,
                Words.first(record, "caller"),
                Words.texts(record, "callerIpAddress").isEmpty()
                        ? Words.texts(Texts.tree(Json.at(record, "httpRequest")), "clientIpAddress")
                        : Words.texts(record, "callerIpAddress"),
                Words.first(record, "correlationId"),
                Words.first(record, "eventDataId"),
                time == null ? clock.instant() : time);
    }

    /** {@code Failed.Forbidden} in one shape, {@code Forbidden} in the other, and the reason in a message with a body. */
    private static String error(JsonNode record, JsonNode properties) {
        String signature = Words.or(
                Words.first(record, "resultSignature").replaceFirst("^[A-Za-z]+\\.", ""),
                value(record, "subStatus"),
                Words.first(properties, "statusCode"));
        String message = Json.text(Texts.tree(Json.at(properties, "statusMessage")), "error.code");
        return message.isEmpty() ? signature : (signature + " " + message).strip();
    }
}
