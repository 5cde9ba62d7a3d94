package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * An event of Event Grid, in its own schema or in that of CloudEvents 1.0: the calls that weaken logging are alerts.
 *
 * <p>Tells no bodies, so that of a write it is not known what was written. Shape:
 * https://learn.microsoft.com/azure/event-grid/event-schema-subscriptions
 */
@Singleton
public final class EventGridEvent implements AlertParser<JsonNode> {
    private static final String CALL = "Microsoft.Resources.Resource";

    private final LogPlaces places;
    private final Clock clock;

    public EventGridEvent(LogPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        boolean own = event.path("eventType").isTextual() && (event.has("topic") || event.has("subject"));
        return own || (event.has("specversion") && event.path("type").isTextual());
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        String type = Words.first(event, event.has("specversion") ? "type" : "eventType");
        if (type.equals(Handshake.VALIDATION)) {
            return List.of(
                    new Parsed.Ignored("Event Grid asks whether its events are wanted: the trigger answers that"));
        }
        if (!type.startsWith(CALL)) {
            return List.of(new Parsed.Ignored("no alert: \"%s\" of Event Grid".formatted(Words.quote(type))));
        }
        JsonNode data = Texts.tree(data(event));
        return List.of(
                data.isObject()
                        ? call(event, type, data)
                        : new Parsed.Rejected("an event of Event Grid without its data"));
    }

    private static JsonNode data(JsonNode event) {
        JsonNode encoded = event.path("data_base64");
        return encoded.isTextual() ? TextNode.valueOf(Texts.decoded(encoded.asText())) : event.path("data");
    }

    private Parsed call(JsonNode event, String type, JsonNode data) {
        Instant time = Words.time(event, "eventTime", "time");
        return new ManagementCall(
                        Words.first(data, "operationName", "authorization.action"),
                        Words.first(data, "resourceUri", "authorization.scope"),
                        Words.or(
                                Words.first(data, "subscriptionId"),
                                Draft.subscriptionOf(Words.first(event, "topic", "source"))),
                        ManagementCall.Status.of(type.replaceFirst("^.*(?=Success$|Failure$|Cancel$)", "")),
                        "",
                        ManagementCall.body(data),
                        Json.at(data, "claims"),
                        "",
                        Words.texts(Texts.tree(Json.at(data, "httpRequest")), "clientIpAddress"),
                        Words.first(data, "correlationId"),
                        Words.first(event, "id"),
                        time == null ? clock.instant() : time)
                .read(places);
    }
}
