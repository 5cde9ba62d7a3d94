package io.lamplighter.azure.enrich.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Graph;
import io.lamplighter.events.Alert;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a flow log that an alert names was a log of: the log may be gone, and only the call that made it tells.
 *
 * <p>Many providers write the body that was sent, or answered, into the event of a write; it is not documented which, so
 * that it may be missing (https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema).
 */
final class LostLogs {
    private static final Set<String> LOGGED =
            Set.of(AzureType.NETWORK_INTERFACE, AzureType.SUBNET, AzureType.VIRTUAL_NETWORK, AzureType.SECURITY_GROUP);

    private final ArmJson arm;

    LostLogs(ArmJson arm) {
        this.arm = arm;
    }

    /** What one was a log of; null where no event tells. */
    record Lost(ArmId log, @Nullable ArmId target) {}

    /** The flow logs that an alert names, as far as they can be asked for. */
    static List<ArmId> in(Alert alert) {
        return alert.resources().stream()
                .flatMap(r -> Stream.ofNullable(ArmId.read(r.id())))
                .filter(id -> id.type().equals(AzureType.FLOW_LOG) && Graph.takes(id.text()))
                .distinct()
                .toList();
    }

    Lost look(ArmId log, Instant now) {
        ArmId target = arm
                .list(
                        ActivityLog.path(log.subscription()),
                        ActivityLog.VERSION,
                        Map.of("$filter", "%s and resourceUri eq '%s'".formatted(ActivityLog.since(now), log.text())),
                        1)
                .values()
                .stream()
                .filter(e -> !Json.text(e, "status.value").equalsIgnoreCase("Failed"))
                .flatMap(LostLogs::targets)
                .findFirst()
                .orElse(null);
        return new Lost(log, target);
    }

    /** A body can name anything: what no flow log can be about is passed over. */
    private static Stream<ArmId> targets(JsonNode event) {
        return Stream.of("responseBody", "requestbody")
                .map(key -> body(Json.text(event, "properties." + key)))
                .map(body -> ArmId.read(Json.text(body, "properties.targetResourceId")))
                .flatMap(Stream::ofNullable)
                .filter(id -> LOGGED.contains(id.type()));
    }

    private static JsonNode body(String text) {
        try {
            return Json.read(text.isEmpty() ? "{}" : text);
        } catch (IOException e) {
            // It is cut where it is long.
            return Json.tree(Map.of());
        }
    }
}
