package io.lamplighter.azure.enrich.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Details;
import io.lamplighter.shell.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event of the Activity log, read: who called what, from where, on what.
 *
 * <p>https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema: what is called, started and ended has an
 * event for each, of one correlation id.
 *
 * @param id the operation's, the same for its start and its end
 * @param operation {@code Microsoft.Network/networkSecurityGroups/write}
 * @param status {@code Started}, {@code Succeeded}, {@code Failed}, …
 * @param callers every name that its token gives its caller, lower case
 * @param resource null where none can be read
 */
record PastEvent(
        String id,
        Instant time,
        String operation,
        String status,
        String address,
        Set<String> callers,
        @Nullable ArmId resource) {
    private static final String ENTRA = "http://schemas.microsoft.com/identity/claims/";
    private static final String XML = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    PastEvent {
        callers = Set.copyOf(callers);
    }

    /** Reads one; null if it has no time, which every event has. */
    static @Nullable PastEvent of(JsonNode event) {
        Instant time;
        try {
            time = Instant.parse(Json.text(event, "eventTimestamp"));
        } catch (DateTimeParseException e) {
            return null;
        }
        String operation = Json.text(event, "operationName.value");
        JsonNode claims = event.path("claims");
        Set<String> callers = Stream.of(
                        Json.text(event, "caller"),
                        claims.path(ENTRA + "objectidentifier").asText(""),
                        claims.path(XML + "upn").asText(""),
                        claims.path("appid").asText(""))
                .map(c -> c.toLowerCase(Locale.ROOT))
                .filter(c -> !c.isEmpty())
                .collect(Collectors.toSet());
        String address = Json.text(event, "httpRequest.clientIpAddress");
        return new PastEvent(
                Details.text(Json.text(event, "operationId") + " " + operation),
                time,
                Details.text(operation),
                Details.text(Json.text(event, "status.value")),
                Details.text(address.isEmpty() ? claims.path("ipaddr").asText("") : address),
                callers,
                ArmId.read(Json.text(event, "resourceId")));
    }

    boolean failed() {
        return status.equalsIgnoreCase("Failed");
    }

    /** Whether it is by one of these, each an object id or a user's name. */
    boolean by(Set<String> who) {
        return callers.stream().anyMatch(who::contains);
    }
}
