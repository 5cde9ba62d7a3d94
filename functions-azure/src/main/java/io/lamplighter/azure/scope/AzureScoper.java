package io.lamplighter.azure.scope;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Learned;
import io.lamplighter.events.Reach;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From an alert to scopes, with a lookup only where the event names too little.
 *
 * <p>What a lookup brings may need another (a machine names its network interfaces, and not the subnets of those), so they
 * go in rounds of one query each; nothing is asked twice, and nothing outside the reach: what is named there is returned as
 * it was named, for the loop to refuse.
 */
@Singleton
@Grants(
        read = {
            "Microsoft.Cdn/profiles/read",
            "Microsoft.Compute/virtualMachineScaleSets/read",
            "Microsoft.Compute/virtualMachines/read",
            "Microsoft.ContainerService/managedClusters/read",
            "Microsoft.EventHub/namespaces/read",
            "Microsoft.KeyVault/vaults/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/read",
            "Microsoft.Network/applicationGateways/read",
            "Microsoft.Network/frontDoors/read",
            "Microsoft.Network/loadBalancers/read",
            "Microsoft.Network/networkInterfaces/read",
            "Microsoft.Network/networkSecurityGroups/read",
            "Microsoft.Network/networkWatchers/flowLogs/read",
            "Microsoft.Network/networkWatchers/read",
            "Microsoft.Network/publicIPAddresses/read",
            "Microsoft.Network/virtualNetworks/read",
            "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.ResourceGraph/resources/read",
            "Microsoft.Resources/subscriptions/resources/read",
            "Microsoft.Sql/servers/databases/read",
            "Microsoft.Sql/servers/read",
            "Microsoft.Storage/storageAccounts/read",
            "Microsoft.Web/hostingEnvironments/read",
            "Microsoft.Web/sites/read",
            "Microsoft.Web/sites/slots/read"
        })
public final class AzureScoper implements Scoper {
    private static final int ROUNDS = 4;

    /** Each is some calls later on. */
    private static final int MOST_DATABASES = 30;

    private static final Duration ROUND_LIMIT = Duration.ofSeconds(15);

    private final Resources resources;
    private final Reach reach;
    private final String own;

    @Inject
    public AzureScoper(Clients clients, Settings settings) {
        this(clients, settings, ROUND_LIMIT);
    }

    AzureScoper(Clients clients, Settings settings, Duration limit) {
        this.resources = new Resources(clients, settings, limit);
        this.own = clients.home().subscription();
        this.reach = settings.reachFrom(own);
    }

    @Override
    public Scoped scope(Alert alert) {
        Named named = Named.in(alert.resources());
        List<String> notes = new ArrayList<>(named.notes());
        List<ResourceRef> known = NamedScopes.settle(learn(named.resources(), notes), alert.region(), notes);
        return inReach(NamedScopes.of(alert, named, known, notes, own));
    }

    @Override
    public Scoped group(List<ResourceRef> found) {
        Named named = Named.in(found);
        List<String> notes = new ArrayList<>(named.notes());
        List<ResourceRef> all = new ArrayList<>(NamedScopes.settle(learn(named.resources(), notes), "", notes));
        named.subscriptions().forEach(s -> all.add(Places.subscription(s)));
        if (named.tenant()) {
            all.add(Places.tenant(own));
        }
        return new Scoped(NamedScopes.group(all, Breadth.TOUCHED), notes);
    }

    /** Nobody named what belongs to no location: it is refused only where it was asked for. */
    private Scoped inReach(Scoped scoped) {
        List<Scope> inside = new ArrayList<>(scoped.scopes());
        List<String> notes = new ArrayList<>(scoped.notes());
        for (Scope scope : scoped.scopes()) {
            boolean added = scope.region().equals(Locations.GLOBAL)
                    && scope.resources().stream()
                            .allMatch(r -> r.kind().equals(AzureType.SUBSCRIPTION)
                                    || r.kind().equals(AzureType.TENANT));
            if (added && inside.size() > 1 && !reach.holds(scope)) {
                inside.remove(scope);
                notes.add("what belongs to no location of subscription %s, its Activity log above all, is out of reach"
                        .formatted(scope.account()));
            }
        }
        return new Scoped(inside, notes);
    }

    private List<ResourceRef> learn(List<ResourceRef> named, List<String> notes) {
        List<ResourceRef> known = named;
        Set<String> asked = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<ArmId, List<ResourceRef>> questions = questions(known, asked);
            List<ResourceRef> clusters = nodesUnknown(known, asked);
            List<ResourceRef> servers = databasesUnknown(known, asked);
            if (questions.isEmpty() && clusters.isEmpty() && servers.isEmpty()) {
                break;
            }
            List<ResourceRef> more = new ArrayList<>(known);
            if (!questions.isEmpty()) {
                more.addAll(answers(questions, notes));
            }
            if (!clusters.isEmpty()) {
                more.addAll(nodeNetworks(clusters, notes));
            }
            if (!servers.isEmpty()) {
                more.addAll(databases(servers, notes));
            }
            known = Learned.merge(Learned.withoutTwins(more));
        }
        return known;
    }

    private Map<ArmId, List<ResourceRef>> questions(List<ResourceRef> known, Set<String> asked) {
        Map<ArmId, List<ResourceRef>> questions = new LinkedHashMap<>();
        for (ResourceRef r : known) {
            ArmId ask = Unknowns.ask(r, known);
            if (ask != null && inside(r) && asked.add(r.id())) {
                questions.computeIfAbsent(ask, k -> new ArrayList<>()).add(r);
            }
        }
        return questions;
    }

    private boolean inside(ResourceRef r) {
        return r.region().isEmpty()
                ? reach.reaches(r.account())
                : reach.holds(new Scope(r.account(), r.region(), Breadth.TOUCHED, List.of()));
    }

    private List<ResourceRef> answers(Map<ArmId, List<ResourceRef>> questions, List<String> notes) {
        Resources.Found found = resources.byId(questions.keySet());
        List<ResourceRef> learned = new ArrayList<>();
        // In the order of what was named, not of the answer, so that every delivery tells the same.
        questions.forEach((id, about) -> {
            for (Resource body : found.resources()) {
                if (body.id().equals(id)) {
                    for (ResourceRef one : about) {
                        Learned lies = Surroundings.of(one, body);
                        learned.addAll(lies.resources());
                        notes.addAll(lies.notes());
                    }
                }
            }
        });
        found.gone().forEach(id -> notes.add(gone(id)));
        notes.addAll(found.notes());
        return learned;
    }

    private static String gone(ArmId id) {
        return id.type().equals(AzureType.FLOW_LOG)
                ? "%s is not there any more: only the Activity log may tell what it was a log of".formatted(id.text())
                : "%s is not there, or not any more".formatted(id.text());
    }

    /** The SQL servers that are named without a database: what was done there was done in any of them. */
    private List<ResourceRef> databasesUnknown(List<ResourceRef> known, Set<String> asked) {
        return known.stream()
                .filter(r -> r.kind().equals(AzureType.SQL_SERVER) && inside(r))
                .filter(s -> known.stream()
                        .noneMatch(d -> d.kind().equals(AzureType.SQL_DATABASE)
                                && d.id().startsWith(s.id() + "/")
                                && !d.id().endsWith("/master")))
                .filter(s -> asked.add("databases of " + s.id()))
                .toList();
    }

    private List<ResourceRef> databases(List<ResourceRef> servers, List<String> notes) {
        List<ArmId> ids = servers.stream()
                .flatMap(s -> Stream.ofNullable(ArmId.read(s.id())))
                .toList();
        Resources.Found found = resources.partsOf(ids, AzureType.SQL_DATABASE);
        notes.addAll(found.notes());
        Cut<Resource> cut = Cut.of(found.resources(), MOST_DATABASES, "databases were left out", d -> d.id().text());
        notes.addAll(cut.notes());
        return cut.kept().stream()
                .map(d -> d.id().at(d.location(), Map.of(AzureType.SQL_SERVER, server(d.id()))))
                .toList();
    }

    private static String server(ArmId database) {
        ArmId server = database.up(AzureType.SQL_SERVER);
        return server == null ? "" : server.text();
    }

    /** The clusters of which it is only known in which resource group Azure made their nodes' network. */
    private static List<ResourceRef> nodesUnknown(List<ResourceRef> known, Set<String> asked) {
        return known.stream()
                .filter(r -> r.kind().equals(AzureType.KUBERNETES_CLUSTER))
                .filter(r -> r.within().containsKey(AzureType.RESOURCE_GROUP)
                        && !r.within().containsKey(AzureType.VIRTUAL_NETWORK))
                .filter(r -> asked.add("nodes of " + r.id()))
                .toList();
    }

    private List<ResourceRef> nodeNetworks(List<ResourceRef> clusters, List<String> notes) {
        Set<String> subscriptions = new LinkedHashSet<>();
        clusters.forEach(c -> subscriptions.add(c.account()));
        Resources.Found networks = resources.ofType(List.of(AzureType.VIRTUAL_NETWORK), subscriptions, r -> true);
        notes.addAll(networks.notes());
        List<ResourceRef> learned = new ArrayList<>();
        for (ResourceRef cluster : clusters) {
            String group = cluster.within().getOrDefault(AzureType.RESOURCE_GROUP, "");
            List<Resource> own = networks.resources().stream()
                    .filter(n -> n.id().text().startsWith(group + "/"))
                    .toList();
            own.forEach(n -> {
                learned.add(n.id().at(n.location(), Map.of()));
                learned.add(Learned.within(cluster, Map.of(AzureType.VIRTUAL_NETWORK, n.id().text())));
            });
            if (own.isEmpty()) {
                notes.add("the network of the nodes of %s was not found".formatted(cluster.id()));
            }
        }
        return learned;
    }
}
