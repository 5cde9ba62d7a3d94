package io.lamplighter.azure.scope;

import io.lamplighter.events.Cut;
import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's body tells of where it lies: pure.
 *
 * <p>A virtual network has what is in it in its own location and subscription
 * (https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq), so that these are the resource's own.
 */
final class Surroundings {
    private static final int MOST_BACKENDS = 20;

    private Surroundings() {}

    /**
     * What was learned.
     *
     * @param about with or without its region
     * @param body its own, or that of what it is a part of
     */
    static Learned of(ResourceRef about, Resource body) {
        ResourceRef placed = about.region().isEmpty()
                ? new ResourceRef(about.kind(), about.id(), about.account(), body.location(), about.within())
                : about;
        return switch (about.kind()) {
            case AzureType.VIRTUAL_MACHINE -> machine(placed, body);
            case AzureType.SCALE_SET, AzureType.SCALE_SET_VM -> scaleSet(placed, body);
            case AzureType.NETWORK_INTERFACE -> networkInterface(placed, body);
            case AzureType.KUBERNETES_CLUSTER -> cluster(placed, body);
            case AzureType.WEB_SITE, AzureType.SITE_SLOT -> site(placed, body);
            case AzureType.SECURITY_GROUP -> securityGroup(placed, body);
            case AzureType.PUBLIC_ADDRESS -> publicAddress(placed, body);
            case AzureType.LOAD_BALANCER -> loadBalancer(placed, body);
            case AzureType.HOSTING_ENVIRONMENT -> environment(placed, body);
            case AzureType.USER_ASSIGNED_IDENTITY -> identity(placed, body);
            case AzureType.FLOW_LOG -> flowLog(placed, body);
            default -> new Learned(List.of(placed), List.of());
        };
    }

    private static Learned machine(ResourceRef vm, Resource body) {
        List<ResourceRef> learned = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        learned.add(Learned.within(vm, Principals.of(body, notes)));
        for (ArmId nic : body.ids("properties.networkProfile.networkInterfaces", "id", AzureType.NETWORK_INTERFACE)) {
            learned.add(nic.at(vm.region(), Map.of(AzureType.VIRTUAL_MACHINE, vm.id())));
        }
        if (learned.size() == 1) {
            notes.add("%s has no network interface".formatted(vm.id()));
        }
        return new Learned(learned, notes);
    }

    /** The interfaces of its instances are none that a flow log can be put on, so that their subnets stand for them. */
    private static Learned scaleSet(ResourceRef set, Resource body) {
        List<ArmId> subnets =
                body.list("properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations").stream()
                        .flatMap(nic -> Json.list(nic, "properties.ipConfigurations").stream())
                        .flatMap(ip -> Resource.id(ip, "properties.subnet.id", AzureType.SUBNET))
                        .distinct()
                        .toList();
        List<String> notes = new ArrayList<>();
        ResourceRef acting = Learned.within(set, Principals.of(body, notes));
        if (subnets.isEmpty()) {
            notes.add("%s has no network profile of its own: respond to a machine of it".formatted(set.id()));
            return new Learned(List.of(acting), notes);
        }
        return inSubnets(acting, subnets, notes);
    }

    private static Learned inSubnets(ResourceRef about, List<ArmId> subnets, List<String> notes) {
        List<ResourceRef> learned = new ArrayList<>();
        ArmId first = subnets.getFirst();
        learned.add(Learned.within(
                about, Map.of(AzureType.SUBNET, first.text(), AzureType.VIRTUAL_NETWORK, network(first))));
        subnets.forEach(s -> learned.add(subnet(s, about.region())));
        return new Learned(learned, notes);
    }

    private static ResourceRef subnet(ArmId subnet, String region) {
        return subnet.at(region, Map.of(AzureType.VIRTUAL_NETWORK, network(subnet)));
    }

    private static String network(ArmId subnet) {
        ArmId network = subnet.up(AzureType.VIRTUAL_NETWORK);
        return network == null ? "" : network.text();
    }

    private static Learned networkInterface(ResourceRef nic, Resource body) {
        List<ArmId> subnets = body.ids("properties.ipConfigurations", "properties.subnet.id", AzureType.SUBNET);
        Map<String, @Nullable String> within = new HashMap<>();
        if (!subnets.isEmpty()) {
            within.put(AzureType.SUBNET, subnets.getFirst().text());
            within.put(AzureType.VIRTUAL_NETWORK, network(subnets.getFirst()));
        }
        // All that it sends and receives passes there, so that a flow log of the group shows it.
        within.put(AzureType.SECURITY_GROUP, guard(body));
        List<ResourceRef> learned = new ArrayList<>();
        ArmId vm = body.id("properties.virtualMachine.id");
        if (vm != null && vm.type().equals(AzureType.VIRTUAL_MACHINE)) {
            within.put(AzureType.VIRTUAL_MACHINE, vm.text());
            // Named beside the interface, so that who looks at machines sees it; its other interfaces stay out.
            learned.add(vm.at(nic.region(), Map.of()));
        }
        learned.addFirst(Learned.within(nic, within));
        return new Learned(learned, List.of());
    }

    private static @Nullable String guard(Resource nic) {
        ArmId group = nic.id("properties.networkSecurityGroup.id");
        return group != null && group.type().equals(AzureType.SECURITY_GROUP) ? group.text() : null;
    }

    /** Its nodes' subnets where somebody chose them, else the network that Azure made in the nodes' own resource group. */
    private static Learned cluster(ResourceRef cluster, Resource body) {
        List<ArmId> subnets = body.list("properties.agentPoolProfiles").stream()
                .flatMap(pool -> Stream.of("vnetSubnetID", "podSubnetID")
                        .flatMap(key -> Resource.id(pool, key, AzureType.SUBNET)))
                .distinct()
                .toList();
        if (!subnets.isEmpty()) {
            return inSubnets(cluster, subnets, List.of());
        }
        ArmId group = ArmId.read("/subscriptions/%s/resourcegroups/%s"
                .formatted(cluster.account(), body.text("properties.nodeResourceGroup")));
        return group == null
                ? new Learned(List.of(cluster), List.of("%s does not tell where its nodes are".formatted(cluster.id())))
                : new Learned(
                        List.of(Learned.within(cluster, Map.of(AzureType.RESOURCE_GROUP, group.text()))), List.of());
    }

    private static Learned site(ResourceRef site, Resource body) {
        List<String> notes = new ArrayList<>();
        ResourceRef acting = Learned.within(site, Principals.of(body, notes));
        ArmId subnet = body.id("properties.virtualNetworkSubnetId");
        if (subnet != null && subnet.type().equals(AzureType.SUBNET)) {
            return inSubnets(acting, List.of(subnet), notes);
        }
        ArmId environment = body.id("properties.hostingEnvironmentProfile.id");
        if (environment != null && environment.type().equals(AzureType.HOSTING_ENVIRONMENT)) {
            // All that its sites send and receive passes its subnet, which it tells itself.
            return new Learned(
                    List.of(
                            Learned.within(acting, Map.of(AzureType.HOSTING_ENVIRONMENT, environment.text())),
                            environment.at(site.region(), Map.of())),
                    notes);
        }
        notes.add("%s is in no virtual network: flow logs would not show it".formatted(site.id()));
        return new Learned(List.of(acting), notes);
    }

    /** https://learn.microsoft.com/rest/api/appservice/app-service-environments/get: the id of its subnet. */
    private static Learned environment(ResourceRef environment, Resource body) {
        List<ArmId> subnets = Resource.id(body.body(), "properties.virtualNetwork.id", AzureType.SUBNET)
                .toList();
        return subnets.isEmpty()
                ? new Learned(
                        List.of(environment),
                        List.of("%s does not tell in which subnet it is".formatted(environment.id())))
                : inSubnets(environment, subnets, List.of());
    }

    private static Learned securityGroup(ResourceRef group, Resource body) {
        List<ResourceRef> learned = new ArrayList<>(List.of(group));
        Map<String, @Nullable String> guarded = Map.of(AzureType.SECURITY_GROUP, group.id());
        body.ids("properties.subnets", "id", AzureType.SUBNET)
                .forEach(s -> learned.add(Learned.within(subnet(s, group.region()), guarded)));
        body.ids("properties.networkInterfaces", "id", AzureType.NETWORK_INTERFACE)
                .forEach(n -> learned.add(Learned.within(n.at(group.region(), Map.of()), guarded)));
        return new Learned(
                learned, learned.size() == 1 ? List.of("%s guards nothing".formatted(group.id())) : List.of());
    }

    /** It is an interface's, or a balancer's, behind which are the machines that are reached by it. */
    private static Learned publicAddress(ResourceRef address, Resource body) {
        List<ResourceRef> learned = new ArrayList<>(List.of(address));
        Stream.of(AzureType.NETWORK_INTERFACE, AzureType.LOAD_BALANCER)
                .flatMap(type -> Resource.id(body.body(), "properties.ipConfiguration.id", type))
                .forEach(user -> learned.add(user.at(address.region(), Map.of())));
        return new Learned(learned, List.of());
    }

    /** Of a scale set's instance the set, since a flow log can not be put on its interface. */
    private static Learned loadBalancer(ResourceRef balancer, Resource body) {
        List<ArmId> backends = body.list("properties.backendAddressPools").stream()
                .flatMap(pool -> Json.list(pool, "properties.backendIPConfigurations").stream())
                .flatMap(c -> Stream.of(AzureType.SCALE_SET, AzureType.NETWORK_INTERFACE)
                        .flatMap(type -> Resource.id(c, "id", type)))
                .distinct()
                .toList();
        Cut<ArmId> cut =
                Cut.of(backends, MOST_BACKENDS, "backends of %s were left out".formatted(balancer.id()), ArmId::text);
        List<ResourceRef> learned = new ArrayList<>(List.of(balancer));
        cut.kept().forEach(b -> learned.add(b.at(balancer.region(), Map.of())));
        return new Learned(learned, cut.notes());
    }

    private static Learned identity(ResourceRef identity, Resource body) {
        List<String> notes = new ArrayList<>();
        return new Learned(List.of(Learned.within(identity, Principals.itself(body, notes))), notes);
    }

    private static Learned flowLog(ResourceRef log, Resource body) {
        ArmId target = body.id("properties.targetResourceId");
        if (target == null) {
            return new Learned(List.of(log), List.of());
        }
        ResourceRef logged = target.type().equals(AzureType.SUBNET)
                ? subnet(target, log.region())
                : target.at(log.region(), Map.of());
        return new Learned(List.of(log, logged), List.of());
    }
}
