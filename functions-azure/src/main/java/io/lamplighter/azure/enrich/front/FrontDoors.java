package io.lamplighter.azure.enrich.front;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import io.lamplighter.shell.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which Front Doors send to a backend: their origins are no resources that Resource Graph has for sure, so that each one's
 * groups and origins are listed (https://learn.microsoft.com/rest/api/frontdoor/azurefrontdoorstandardpremium).
 */
final class FrontDoors {
    private static final String VERSION = "2024-02-01";

    private final ArmJson arm;
    private final Duration limit;

    FrontDoors(Clients clients, Duration limit) {
        this.arm = new ArmJson(clients);
        this.limit = limit;
    }

    Answers<ArmId> before(List<ArmId> profiles, Backend backend) {
        Answers<Optional<ArmId>> asked = SideBySide.ask(
                profiles.stream()
                        .map(p -> new Question<>(
                                "what %s sends to".formatted(p.text()),
                                () -> sendsTo(p, backend) ? Optional.of(p) : Optional.<ArmId>empty()))
                        .toList(),
                limit,
                new AzureFailures());
        return new Answers<>(asked.values().stream().flatMap(Optional::stream).toList(), asked.failures());
    }

    private boolean sendsTo(ArmId profile, Backend backend) {
        for (JsonNode group :
                arm.list(profile.text() + "/originGroups", VERSION, Map.of(), 1).values()) {
            ArmId id = ArmId.read(Json.text(group, "id"));
            if (id != null
                    && arm.list(id.text() + "/origins", VERSION, Map.of(), 1).values().stream()
                            .anyMatch(o -> backend.is(Json.text(o, "properties.hostName")))) {
                return true;
            }
        }
        return false;
    }
}
