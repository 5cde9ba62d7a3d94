package io.lamplighter.azure.source;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.events.Failure;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The configured places for new logs, by location: a storage account and an event hub take the logs of their own location
 * only, a workspace those of any, and what belongs to no location goes to any
 * (https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings).
 *
 * <p>Where a place is, is asked once in the life of this process.
 */
@Singleton
public final class ConfiguredSinks {
    private final Settings settings;
    private final EvidenceStores stores;
    private final Destinations destinations;
    private final Map<String, String> locations = new ConcurrentHashMap<>();

    public ConfiguredSinks(Clients clients, Settings settings, EvidenceStores stores) {
        this.settings = settings;
        this.stores = stores;
        this.destinations = new Destinations(clients);
    }

    /** Those for resources of this location. */
    public Sinks at(String location) {
        List<String> left = new ArrayList<>();
        StorageAccounts.Account storage = storage(location, left);
        String rule = settings.eventHubRule();
        if (rule != null && !takes(Sinks.owner(rule), location, left)) {
            rule = null;
        }
        if (storage == null && rule == null && settings.workspace() == null && left.isEmpty()) {
            left.add("there is no place for logs: set %s, %s or %s"
                    .formatted(Settings.EVIDENCE_STORES, Settings.WORKSPACE, Settings.EVENT_HUB_RULE));
        }
        Set<String> all = new LinkedHashSet<>(settings.evidenceStores());
        if (settings.workspace() != null) {
            all.add(settings.workspace());
        }
        if (settings.eventHubRule() != null) {
            all.add(settings.eventHubRule());
        }
        return new Sinks(storage, settings.workspace(), rule, settings.eventHub(), String.join("; ", left), all);
    }

    private StorageAccounts.@Nullable Account storage(String location, List<String> left) {
        if (settings.evidenceStores().isEmpty()) {
            return null;
        }
        EvidenceStores.Store store = stores.in(location);
        if (store.account() == null) {
            left.add(store.missing());
        }
        return store.account();
    }

    private boolean takes(String namespace, String location, List<String> left) {
        if (location.equals(Locations.GLOBAL)) {
            return true;
        }
        String known = locations.get(namespace);
        if (known == null) {
            DestinationSeen seen = found(namespace);
            if (seen.location().isEmpty()) {
                left.add("%s could not be looked at: %s".formatted(namespace, seen.why()));
                return false;
            }
            known = seen.location();
            locations.put(namespace, known);
        }
        if (!known.equals(location)) {
            left.add("%s is in %s and takes no logs of %s".formatted(namespace, known, location));
            return false;
        }
        return true;
    }

    /** What may pass is thrown, since logs would go elsewhere, or nowhere, for no lasting reason. */
    private DestinationSeen found(String namespace) {
        try {
            return destinations.find(namespace);
        } catch (RuntimeException e) {
            Failure failure = new AzureFailures().read(e);
            if (failure.kind().retryable()) {
                throw e;
            }
            return Destinations.unread(failure.why());
        }
    }
}
