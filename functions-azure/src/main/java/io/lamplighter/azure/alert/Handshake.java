package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The answers by which a web address tells Event Grid that it wants its events; pure, so that the trigger only sends them.
 *
 * <p>https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema and
 * https://github.com/cloudevents/spec/blob/v1.0/http-webhook.md#4-abuse-protection
 */
public final class Handshake {
    static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";

    /** The code is echoed: nothing that is no code may come back in our answer. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,128}");

    private static final Pattern ORIGIN = Pattern.compile("\\*|[A-Za-z0-9.-]{1,253}(?::\\d{1,5})?");

    private Handshake() {}

    /** The body of the answer to a validation event of Event Grid's own schema; empty if this is none. */
    public static Map<String, String> ofEventGrid(JsonNode delivered) {
        JsonNode event = delivered.isArray() && delivered.size() == 1 ? delivered.path(0) : delivered;
        String code = Words.first(event, "data.validationCode");
        return Json.text(event, "eventType").equals(VALIDATION)
                        && CODE.matcher(code).matches()
                ? Map.of("validationResponse", code)
                : Map.of();
    }

    /**
     * The headers of the answer to the OPTIONS request of CloudEvents; empty if the origin cannot be one.
     *
     * @param origin the request's {@code WebHook-Request-Origin}
     */
    public static Map<String, String> ofCloudEvents(String origin) {
        return ORIGIN.matcher(origin).matches()
                ? Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*")
                : Map.of();
    }
}
