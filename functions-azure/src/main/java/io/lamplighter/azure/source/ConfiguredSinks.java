package io.lamplighter.azure.source;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.Locations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configured places for new logs, by location: a storage account and an event hub take the logs of their own location
 * only, a workspace those of any, and what belongs to no location goes to any
 * (https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings).
 *
 * <p>One that is gone, shut or elsewhere is left out and said, and the others are used: Azure refuses a setting whole for
 * one place of it. Where a place is, is asked once in the life of this process.
 */
@Singleton
public final class ConfiguredSinks {
    private final Settings settings;
    private final EvidenceStores stores;
    private final ConfiguredPlaces places;

    public ConfiguredSinks(Settings settings, EvidenceStores stores, ConfiguredPlaces places) {
        this.settings = settings;
        this.stores = stores;
        this.places = places;
    }

    /** Those for resources of this location. */
    public Sinks at(String location) {
        List<String> left = new ArrayList<>();
        StorageAccounts.Account storage = storage(location, left);
        String workspace = without(settings.workspace(), left);
        String rule = rule(location, left);
        if (storage == null && rule == null && workspace == null && left.isEmpty()) {
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
        return new Sinks(storage, workspace, rule, settings.eventHub(), String.join("; ", left), all);
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

    private @Nullable String without(@Nullable String place, List<String> left) {
        String flaw = place == null ? null : places.flaw(place);
        if (flaw != null) {
            left.add(flaw);
        }
        return flaw == null ? place : null;
    }

    private @Nullable String rule(String location, List<String> left) {
        String rule = settings.eventHubRule();
        if (rule == null) {
            return null;
        }
        String namespace = Sinks.owner(rule);
        if (without(namespace, left) == null) {
            return null;
        }
        String at = places.location(namespace);
        if (!location.equals(Locations.GLOBAL) && !at.equals(location)) {
            left.add("%s is in %s and takes no logs of %s".formatted(namespace, at, location));
            return null;
        }
        return without(rule, left);
    }
}
