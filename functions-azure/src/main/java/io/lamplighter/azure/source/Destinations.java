package io.lamplighter.azure.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.DestinationSeen.State;
import io.lamplighter.shell.Json;
import java.util.Map;

/**
 * Looks at a place that logs are sent to, by one call: a setting goes on naming a place that is gone, and nothing tells
 * that what is sent there is lost.
 */
final class Destinations {
    private static final Map<String, String> VERSIONS = Map.of(
            AzureType.STORAGE_ACCOUNT, "2023-05-01",
            AzureType.WORKSPACE, "2022-10-01",
            AzureType.EVENT_HUBS, "2024-01-01",
            AzureType.EVENT_HUBS_RULE, "2024-01-01");

    private final ArmJson arm;

    Destinations(Clients clients) {
        this.arm = new ArmJson(clients);
    }

    /** What is there, where a failure to look says nothing about it. */
    DestinationSeen look(String destination) {
        try {
            return find(destination);
        } catch (RuntimeException e) {
            return unread(new AzureFailures().read(e).why());
        }
    }

    /** What is there. */
    DestinationSeen find(String destination) {
        ArmId id = ArmId.read(destination);
        String version = id == null ? null : VERSIONS.get(id.type());
        if (id == null || version == null) {
            return unread("it is of a kind that is not looked at");
        }
        JsonNode there = arm.find(id.text(), version);
        return there == null ? new DestinationSeen(State.GONE, "", "it is gone") : seen(there);
    }

    static DestinationSeen unread(String why) {
        return new DestinationSeen(State.UNREADABLE, "", why);
    }

    private static DestinationSeen seen(JsonNode resource) {
        String location = Locations.of(Json.text(resource, "location"));
        // https://learn.microsoft.com/azure/storage/common/storage-network-security: Azure Monitor is a trusted
        // service.
        boolean shut =
                Json.text(resource, "properties.networkAcls.defaultAction").equalsIgnoreCase("Deny")
                        && !Json.text(resource, "properties.networkAcls.bypass").contains("AzureServices");
        return shut
                ? new DestinationSeen(State.SHUT, location, "its firewall lets no Azure service in")
                : new DestinationSeen(State.THERE, location, "");
    }
}
