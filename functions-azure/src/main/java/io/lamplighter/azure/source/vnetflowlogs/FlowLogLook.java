package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.ConfiguredPlaces;
import io.lamplighter.azure.source.DestinationSeen;
import io.lamplighter.azure.source.Destinations;
import io.lamplighter.azure.source.EvidenceStores;
import io.lamplighter.azure.source.StorageAccounts;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at the flow logs that may be the light of some targets, and at where new ones would go. */
final class FlowLogLook {
    private final Settings settings;
    private final EvidenceStores stores;
    private final ConfiguredPlaces places;
    private final Destinations destinations;
    private final Watchers watchers = new Watchers();

    FlowLogLook(Settings settings, EvidenceStores stores, ConfiguredPlaces places, Destinations destinations) {
        this.settings = settings;
        this.stores = stores;
        this.places = places;
        this.destinations = destinations;
    }

    FlowLogFacts facts(FlowLogApi api, Scope scope, List<ResourceRef> targets) {
        if (targets.isEmpty()) {
            return new FlowLogFacts(
                    scope.account(), scope.region(), "", null, "", targets, List.of(), Map.of(), Map.of());
        }
        Set<String> ids = new TreeSet<>();
        for (ResourceRef target : targets) {
            for (Level level : Level.values()) {
                ids.add(level.around(target));
            }
        }
        Watchers.Watched watched = watchers.look(api, scope);
        List<ExistingFlowLog> logs = watched.logs().stream()
                .filter(l -> ids.contains(l.target()) || ids.contains(network(l)) || l.ofSecurityGroup())
                .toList();
        EvidenceStores.Store store = stores.in(scope.region());
        return new FlowLogFacts(
                scope.account(),
                scope.region(),
                watched.watcher() == null ? "" : watched.watcher().text(),
                store.account() == null ? null : shape(scope.region(), store.account()),
                store.missing(),
                targets,
                logs,
                guards(api, targets, logs),
                seen(scope.account(), logs));
    }

    /**
     * Whom the groups guard, asked only where a flow log of the retired kind may be the light: an event need not tell it,
     * and who lies in a subnet does not know the group of that.
     */
    private static Map<String, String> guards(FlowLogApi api, List<ResourceRef> targets, List<ExistingFlowLog> logs) {
        if (logs.stream().noneMatch(l -> l.ofSecurityGroup() && l.inForce())
                || targets.stream().allMatch(t -> Level.of(t) == Level.VIRTUAL_NETWORK)) {
            return Map.of();
        }
        try {
            return api.guards();
        } catch (RuntimeException e) {
            if (new AzureFailures().read(e).kind() != Failure.Kind.DENIED) {
                throw e;
            }
            // A second copy of some flows is better than none of them.
            return Map.of();
        }
    }

    private static String network(ExistingFlowLog log) {
        ArmId target = ArmId.read(log.target());
        ArmId network = target == null ? null : target.up(AzureType.VIRTUAL_NETWORK);
        return network == null ? "" : network.text();
    }

    /** What there is of the storage accounts of flow logs that look good but for this. */
    private Map<String, DestinationSeen> seen(String account, List<ExistingFlowLog> logs) {
        Map<String, DestinationSeen> seen = new TreeMap<>();
        for (ExistingFlowLog log : logs) {
            if (log.flaw(Map.of()) == null) {
                seen.computeIfAbsent(
                        log.store(), store -> destinations.lookFrom(account, settings.evidenceStores(), store));
            }
        }
        return seen;
    }

    private Shape shape(String location, StorageAccounts.Account store) {
        String workspace = settings.trafficAnalytics() == 0 ? null : settings.workspace();
        String flaw = workspace == null ? null : places.flaw(workspace);
        boolean analytics = workspace != null && flaw == null;
        return new Shape(
                location,
                store.id(),
                store.blobs(),
                settings.flowLogDays(),
                analytics ? settings.trafficAnalytics() : 0,
                analytics ? workspace : null,
                flaw == null ? "" : "Traffic Analytics is left out: " + flaw);
    }
}
