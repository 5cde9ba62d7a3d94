package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as EventBridge delivers it, or a bare one, whose envelope is empty.
 *
 * <p>Shape: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
record Envelope(
        boolean bare,
        JsonNode detail,
        String source,
        String detailType,
        String account,
        String region,
        String id,
        @Nullable Instant time) {

    static Envelope of(JsonNode event) {
        boolean wrapped = event.has("detail-type") || (event.has("source") && event.has("detail"));
        return wrapped
                ? new Envelope(
                        false,
                        event.path("detail"),
                        text(event, "source"),
                        text(event, "detail-type"),
                        text(event, "account"),
                        text(event, "region"),
                        text(event, "id"),
                        Words.time(event, "time"))
                : new Envelope(true, event, "", "", "", "", "", null);
    }

    private static String text(JsonNode event, String field) {
        return Json.text(event, field).strip();
    }

    /** Whether it is from this sender; one that was cut out of its envelope may have lost the name. */
    boolean from(String sender) {
        return source.isEmpty() || source.equals(sender);
    }

    /** The first of these times of the detail, or the envelope's, or else now. */
    Instant time(Clock clock, JsonNode node, String... paths) {
        Instant found = Words.time(node, paths);
        if (found != null) {
            return found;
        }
        return time == null ? clock.instant() : time;
    }
}
