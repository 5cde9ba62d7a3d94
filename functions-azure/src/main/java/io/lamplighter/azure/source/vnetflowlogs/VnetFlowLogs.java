package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.ConfiguredPlaces;
import io.lamplighter.azure.source.Destinations;
import io.lamplighter.azure.source.EvidenceStores;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Judge;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.shell.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * VNet flow logs, on the narrowest of network interface, subnet and virtual network that was touched.
 *
 * <p>One list for an alert, of all flow logs that the location's network watcher has: Resource Graph would still show one
 * that an attacker deleted a moment ago. Where a network security group still has one, a list of the groups tells whom they
 * guard. Then a PUT with its polls and one look at what it made for each target.
 */
@Singleton
@Grants(
        read = {
            "Microsoft.Insights/diagnosticSettings/read",
            "Microsoft.Network/locations/operations/read",
            "Microsoft.Network/networkSecurityGroups/read",
            "Microsoft.Network/networkWatchers/flowLogs/read",
            "Microsoft.Network/networkWatchers/read",
            "Microsoft.Network/virtualNetworks/read",
            "Microsoft.Storage/storageAccounts/read"
        },
        write = {"Microsoft.Network/networkWatchers/flowLogs/delete", FlowLogStep.ACTION},
        // https://learn.microsoft.com/azure/network-watcher/required-rbac-permissions: of flow logs, then of Traffic
        // Analytics, which does not look into what is granted at a management group.
        behind = {
            "Microsoft.Network/networkWatchers/configureFlowLog/action",
            "Microsoft.Network/networkWatchers/queryFlowLogStatus/action",
            "Microsoft.Network/virtualNetworks/subnets/read",
            "Microsoft.Storage/storageAccounts/listAccountSas/action",
            "Microsoft.Storage/storageAccounts/listKeys/action",
            "Microsoft.Storage/storageAccounts/listServiceSas/action",
            "Microsoft.Insights/dataCollectionEndpoints/delete",
            "Microsoft.Insights/dataCollectionEndpoints/read",
            "Microsoft.Insights/dataCollectionEndpoints/write",
            "Microsoft.Insights/dataCollectionRules/delete",
            "Microsoft.Insights/dataCollectionRules/read",
            "Microsoft.Insights/dataCollectionRules/write",
            "Microsoft.Network/applicationGateways/read",
            "Microsoft.Network/connections/read",
            "Microsoft.Network/expressRouteCircuits/read",
            "Microsoft.Network/loadBalancers/read",
            "Microsoft.Network/localNetworkGateways/read",
            "Microsoft.Network/networkInterfaces/read",
            "Microsoft.Network/publicIPAddresses/read",
            "Microsoft.Network/routeTables/read",
            "Microsoft.Network/virtualNetworkGateways/read",
            "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.OperationalInsights/workspaces/sharedKeys/action"
        })
public final class VnetFlowLogs implements LogSource<FlowLogFacts, FlowLogStep> {
    /** Its id in settings, tables and docs. */
    public static final String ID = "azure.vnet-flow-logs";

    /** Where Azure does not say how long to wait. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Clients clients;
    private final FlowLogLook look;
    private final Duration pause;

    /** Azure refuses a second write below a network watcher while it is at work on one (handbook C10). */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    @Inject
    public VnetFlowLogs(Clients clients, Settings settings, EvidenceStores stores, ConfiguredPlaces places) {
        this(clients, settings, stores, places, PAUSE);
    }

    VnetFlowLogs(Clients clients, Settings settings, EvidenceStores stores, ConfiguredPlaces places, Duration pause) {
        this.clients = clients;
        this.look = new FlowLogLook(settings, stores, places, new Destinations(clients));
        this.pause = pause;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Aim aim(Scope scope) {
        if (scope.region().equals(Locations.GLOBAL)) {
            String why = "whatever is in a virtual network has a location";
            return new Aim(Level.VIRTUAL_NETWORK.word(), List.of(), false, why);
        }
        if (FlowLogTargets.sweep(scope)) {
            return new Aim(Level.VIRTUAL_NETWORK.word(), List.of(), true, "every virtual network here");
        }
        List<ResourceRef> targets = FlowLogTargets.of(scope);
        for (Level level : Level.values()) {
            if (targets.stream().anyMatch(t -> level == Level.of(t))) {
                String why = "the narrowest that was touched: no flow log wider than it has to be";
                return new Aim(level.word(), targets, false, why);
            }
        }
        return new Aim(Level.VIRTUAL_NETWORK.word(), List.of(), false, "nothing in a virtual network was touched");
    }

    @Override
    public Set<String> makes() {
        return Set.of(AzureType.FLOW_LOG);
    }

    @Override
    public FlowLogFacts observe(Scope scope) {
        FlowLogApi api = api(scope.account());
        List<ResourceRef> targets =
                FlowLogTargets.sweep(scope) ? api.networks(scope.region()) : FlowLogTargets.of(scope);
        return look.facts(api, scope, targets);
    }

    @Override
    public Judge<FlowLogFacts, FlowLogStep> judge() {
        return FlowLogJudge::of;
    }

    @Override
    public FlowLogStep narrow(FlowLogStep step, List<ResourceRef> targets) {
        return new FlowLogStep(targets.getFirst(), step.watcher(), step.shape(), step.name());
    }

    @Override
    public Evidence enact(Approved<FlowLogStep> step) {
        ReentrantLock turn = turns.computeIfAbsent(step.step().watcher(), k -> new ReentrantLock());
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KnownFailure(new Failure(Failure.Kind.OUT_OF_TIME, "the deadline came before its turn"), e);
        }
        try {
            return make(step);
        } finally {
            turn.unlock();
        }
    }

    private Evidence make(Approved<FlowLogStep> step) {
        FlowLogApi api = api(step.account());
        ArmId watcher = watcher(step.step().request());
        String name = FlowLogStep.name(step.planned());
        ExistingFlowLog there = step.step().anew() ? api.get(watcher, name) : null;
        if (there != null && !there.stillborn()) {
            return FlowLogEvidence.ofOthers(step.planned(), List.of(there));
        }
        FlowLogApi.Creation creation;
        try {
            creation = api.create(watcher, name, body(step));
        } catch (RuntimeException e) {
            if (!FlowLogEvidence.taken(e)) {
                throw e;
            }
            return FlowLogEvidence.ofOthers(step.planned(), api.all(watcher));
        }
        return followed(step.planned(), watcher, creation).by(creation.requests());
    }

    private static Evidence followed(LedgerEntry entry, ArmId watcher, FlowLogApi.Creation creation) {
        try {
            return FlowLogEvidence.of(entry, creation.follow());
        } catch (RuntimeException e) {
            return FlowLogEvidence.unread(entry, watcher, e);
        }
    }

    private static Map<String, Object> body(Approved<FlowLogStep> step) {
        Map<String, Object> body =
                new LinkedHashMap<>(Json.map(Json.tree(step.step().request()).path("body")));
        body.put("tags", Map.of(Approved.FINDING_TAG, step.findingId(), Approved.STEP_TAG, step.id()));
        return body;
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return FlowLogEvidence.of(entry, api(entry.account()).get(watcher(entry.request()), FlowLogStep.name(entry)));
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        return new FlowLogUndo(api(entry.account()), watcher(entry.request())).undo(entry, mode);
    }

    /** The network watcher that a step's flow log hangs under. */
    private static ArmId watcher(Map<String, Object> request) {
        ArmId watcher = ArmId.read(FlowLogStep.watcher(request));
        if (watcher == null) {
            throw new IllegalArgumentException("no network watcher: " + request.get("id"));
        }
        return watcher;
    }

    private FlowLogApi api(String subscription) {
        return new FlowLogApi(clients.network(subscription), pause);
    }
}
