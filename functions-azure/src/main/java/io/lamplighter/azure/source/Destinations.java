package io.lamplighter.azure.source;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.DestinationSeen.State;
import io.lamplighter.shell.Json;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Looks at a place that logs are sent to, by one call: a setting goes on naming a place that is gone, and nothing tells
 * that what is sent there is lost.
 */
public final class Destinations {
    private static final Map<String, String> VERSIONS = Map.of(
            AzureType.STORAGE_ACCOUNT, "2023-05-01",
            AzureType.WORKSPACE, "2022-10-01",
            AzureType.EVENT_HUBS, "2024-01-01",
            AzureType.EVENT_HUBS_RULE, "2024-01-01");

    /** Tells of the one who asks: he may see nothing of what lies there. */
    private static final String NO_SUBSCRIPTION = "SubscriptionNotFound";

    private final ArmJson arm;

    public Destinations(Clients clients) {
        this.arm = new ArmJson(clients);
    }

    /**
     * The same for who works in one subscription: what lies in another is looked at only if it is one of our own places,
     * and else its owner's word is taken.
     */
    public DestinationSeen lookFrom(String subscription, Collection<String> own, String destination) {
        ArmId id = ArmId.read(destination);
        return id != null && !id.subscription().equals(subscription) && !own.contains(destination)
                ? unread("it lies in another subscription")
                : look(destination);
    }

    /** What is there, where a failure to look says nothing about it. */
    private DestinationSeen look(String destination) {
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
        ArmJson.Answer answer = arm.call(HttpMethod.GET, id.text(), version, null);
        if (answer.code().equals(NO_SUBSCRIPTION)) {
            return unread(answer.failure().why());
        }
        return answer.gone()
                ? new DestinationSeen(State.GONE, "", "it is gone")
                : seen(answer.orThrow().body());
    }

    static DestinationSeen unread(String why) {
        return new DestinationSeen(State.UNREADABLE, "", why);
    }

    private static DestinationSeen seen(JsonNode resource) {
        String location = Locations.of(Json.text(resource, "location"));
        // Of storage alone the name goes on with the redundancy.
        if (Json.text(resource, "sku.name").toLowerCase(Locale.ROOT).startsWith("premium_")) {
            return new DestinationSeen(State.UNFIT, location, "it is a premium account, which Azure writes no logs to");
        }
        // https://learn.microsoft.com/azure/storage/common/storage-network-security: Azure Monitor and Network Watcher
        // are trusted services.
        boolean shut =
                Json.text(resource, "properties.networkAcls.defaultAction").equalsIgnoreCase("Deny")
                        && !Json.text(resource, "properties.networkAcls.bypass").contains("AzureServices");
        return shut
                ? new DestinationSeen(State.SHUT, location, "its firewall lets no Azure service in")
                : new DestinationSeen(State.THERE, location, "");
    }
}
