package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.read;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scoper.Scoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AzureScoperTest {
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";
    private static final String VM_TAIL = "Microsoft.Compute/virtualMachines/web";
    private static final String NIC_TAIL = "Microsoft.Network/networkInterfaces/web-nic";
    private static final Map<String, String> IN_FRONT =
            Map.of(AzureType.SUBNET, Shop.SUBNET, AzureType.VIRTUAL_NETWORK, Shop.NETWORK);
    private static final ResourceRef VM = ref(VM_TAIL, Map.of(AzureType.MANAGED_IDENTITY, Shop.PRINCIPAL));
    private static final ResourceRef NIC = ref(
            NIC_TAIL,
            Map.of(
                    AzureType.VIRTUAL_MACHINE,
                    Shop.VM,
                    AzureType.SUBNET,
                    Shop.SUBNET,
                    AzureType.VIRTUAL_NETWORK,
                    Shop.NETWORK,
                    AzureType.SECURITY_GROUP,
                    Shop.GUARD));
    private static final ResourceRef SUBNET =
            ref("Microsoft.Network/virtualNetworks/hub/subnets/front", Map.of(AzureType.VIRTUAL_NETWORK, Shop.NETWORK));

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Scoped scoped(Alert alert) {
        return new AzureScoper(shop.clients(), shop.settings()).scope(alert);
    }

    @Test
    void scope_machineWithoutALocation_itsInterfaceSubnetAndNetworkByOneQueryEach() {
        Scoped scoped = scoped(naming(ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.scopes()).containsExactly(scope(VM, NIC), nowhere());
        assertThat(scoped.notes()).isEmpty();
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
    }

    @Test
    void scope_twentyMachines_stillOneQueryForEachHop() {
        List<ResourceRef> named = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String nic = id("Microsoft.Network/networkInterfaces/nic" + i);
            shop.arm()
                    .put(
                            id("Microsoft.Compute/virtualMachines/vm" + i),
                            Alerts.LOCATION,
                            Map.of("networkProfile", Map.of("networkInterfaces", List.of(Map.of("id", nic)))))
                    .put(nic, Alerts.LOCATION, inSubnet(Shop.SUBNET));
            named.add(ref("Microsoft.Compute/virtualMachines/vm" + i, "", Map.of()));
        }

        assertThat(scoped(naming(named.toArray(ResourceRef[]::new)))
                        .scopes()
                        .getFirst()
                        .of(AzureType.NETWORK_INTERFACE))
                .hasSize(20)
                .allSatisfy(n -> assertThat(n.within()).containsAllEntriesOf(IN_FRONT));
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
    }

    @Test
    void scope_moreRowsThanAPageHolds_allPagesAreRead() {
        shop.arm().pageSize(1);

        assertThat(scoped(naming(
                                ref(VM_TAIL, "", Map.of()), ref("Microsoft.Network/virtualNetworks/hub", "", Map.of())))
                        .scopes())
                .containsExactly(scope(VM, NIC, ref("Microsoft.Network/virtualNetworks/hub")), nowhere());
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH, GRAPH);
    }

    @Test
    void scope_interfaceThatTheEventPlaces_nothingIsAsked() {
        ResourceRef placed = ref(NIC_TAIL, IN_FRONT);

        assertThat(scoped(naming(placed)).scopes()).containsExactly(scope(placed), nowhere());
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_subnetVaultAndStoreWithLocations_nothingIsAsked() {
        ResourceRef vault = ref("Microsoft.KeyVault/vaults/v");
        ResourceRef store = ref("Microsoft.Storage/storageAccounts/acc");

        assertThat(scoped(naming(ref("Microsoft.Network/virtualNetworks/hub/subnets/front"), vault, store))
                        .scopes())
                .containsExactly(scope(SUBNET, vault, store), nowhere());
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_partsWithoutALocation_theLocationOfWhatTheyAreIn() {
        shop.arm().put(id("Microsoft.Storage/storageAccounts/acc"), "northeurope", Map.of());
        shop.arm().put(id("Microsoft.Sql/servers/s"), "northeurope", Map.of());

        assertThat(scoped(naming(
                                ref(
                                        "Microsoft.Storage/storageAccounts/acc/blobServices/default/containers/c",
                                        "",
                                        Map.of()),
                                ref("Microsoft.Sql/servers/s/databases/d", "", Map.of()),
                                ref("Microsoft.Network/virtualNetworks/hub/subnets/front", "", Map.of())))
                        .scopes())
                .extracting(s -> s.region() + " "
                        + s.resources().stream().map(ResourceRef::kind).toList())
                .containsExactly(
                        "northeurope [%s, %s, %s, %s]"
                                .formatted(
                                        AzureType.BLOB_SERVICE,
                                        AzureType.SQL_DATABASE,
                                        AzureType.SQL_SERVER,
                                        AzureType.SQL_DATABASE),
                        "westeurope [%s]".formatted(AzureType.SUBNET),
                        "global [%s]".formatted(AzureType.SUBSCRIPTION));
        assertThat(shop.calls()).containsExactly(GRAPH);
    }

    @Test
    void scope_interface_itsMachineBesideIt() {
        assertThat(scoped(naming(ref(NIC_TAIL))).scopes()).containsExactly(scope(NIC, ref(VM_TAIL)), nowhere());
        assertThat(shop.calls()).containsExactly(GRAPH);
    }

    @Test
    void scope_scaleSetAndAMachineOfIt_theSubnetOfItsProfile() {
        Map<String, Object> profile = Map.of(
                "virtualMachineProfile",
                Map.of(
                        "networkProfile",
                        Map.of(
                                "networkInterfaceConfigurations",
                                List.of(Map.of("properties", inSubnet(Shop.SUBNET))))));
        shop.arm().put(id("Microsoft.Compute/virtualMachineScaleSets/pool"), Alerts.LOCATION, profile);
        ResourceRef machine = ref("Microsoft.Compute/virtualMachineScaleSets/pool/virtualMachines/3", "", Map.of());

        List<ResourceRef> found = scoped(naming(machine)).scopes().getFirst().resources();

        assertThat(found).hasSize(2).contains(SUBNET);
        assertThat(found.getFirst().within()).containsAllEntriesOf(IN_FRONT);
    }

    @Test
    void scope_clusterInAChosenSubnet_thatSubnet() {
        cluster(Map.of("agentPoolProfiles", List.of(Map.of("vnetSubnetID", Shop.SUBNET))));

        assertThat(scoped(naming(ref("Microsoft.ContainerService/managedClusters/k")))
                        .scopes()
                        .getFirst()
                        .resources())
                .containsExactly(ref("Microsoft.ContainerService/managedClusters/k", IN_FRONT), SUBNET);
        assertThat(shop.calls()).containsExactly(GRAPH);
    }

    @Test
    void scope_clusterInANetworkOfAzures_theNetworkInItsNodesGroup() {
        cluster(Map.of("nodeResourceGroup", "MC_shop_k", "agentPoolProfiles", List.of(Map.of("name", "a"))));
        String nodes = "/subscriptions/" + SUBSCRIPTION
                + "/resourceGroups/MC_shop_k/providers/Microsoft.Network/virtualNetworks/aks-vnet-1";
        shop.arm().put(nodes, Alerts.LOCATION, Map.of());

        assertThat(scoped(naming(ref("Microsoft.ContainerService/managedClusters/k")))
                        .scopes()
                        .getFirst()
                        .of(AzureType.VIRTUAL_NETWORK))
                .containsExactly(read(nodes).at(Alerts.LOCATION, Map.of()));
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
    }

    @Test
    void scope_clusterWhoseNodesNetworkIsNotThere_said() {
        cluster(Map.of("nodeResourceGroup", "MC_shop_k"));

        assertThat(scoped(naming(ref("Microsoft.ContainerService/managedClusters/k")))
                        .notes())
                .containsExactly("the network of the nodes of %s was not found"
                        .formatted(id("Microsoft.ContainerService/managedClusters/k")));
    }

    private void cluster(Map<String, ?> properties) {
        shop.arm().put(id("Microsoft.ContainerService/managedClusters/k"), Alerts.LOCATION, properties);
    }

    @Test
    void scope_siteInANetwork_itsSubnet() {
        shop.arm().put(id("Microsoft.Web/sites/s"), "West Europe", Map.of("virtualNetworkSubnetId", Shop.SUBNET));

        assertThat(scoped(naming(ref("Microsoft.Web/sites/s", "", Map.of()))).scopes())
                .containsExactly(scope(ref("Microsoft.Web/sites/s", IN_FRONT), SUBNET), nowhere());
    }

    @Test
    void scope_siteInNoNetwork_said() {
        shop.arm().put(id("Microsoft.Web/sites/s"), Alerts.LOCATION, Map.of());

        assertThat(scoped(naming(ref("Microsoft.Web/sites/s"))).notes())
                .containsExactly(
                        id("Microsoft.Web/sites/s") + " is in no virtual network: flow logs would not show it");
    }

    @Test
    void scope_securityGroup_whatItGuards() {
        shop.arm()
                .put(
                        Shop.GUARD,
                        Alerts.LOCATION,
                        Map.of(
                                "subnets",
                                List.of(Map.of("id", Shop.SUBNET)),
                                "networkInterfaces",
                                List.of(Map.of("id", Shop.NIC))));
        ResourceRef guard = ref("Microsoft.Network/networkSecurityGroups/web-nsg");

        ResourceRef guarded = ref(
                "Microsoft.Network/virtualNetworks/hub/subnets/front",
                Map.of(AzureType.VIRTUAL_NETWORK, Shop.NETWORK, AzureType.SECURITY_GROUP, Shop.GUARD));

        assertThat(scoped(naming(guard)).scopes()).containsExactly(scope(guard, guarded, NIC, ref(VM_TAIL)), nowhere());
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
    }

    @Test
    void scope_flowLogOfASecurityGroup_whatTheGroupGuards() {
        String log = "Microsoft.Network/networkWatchers/w/flowLogs/f";
        shop.arm()
                .put(id(log), Alerts.LOCATION, Map.of("targetResourceId", Shop.GUARD))
                .put(Shop.GUARD, Alerts.LOCATION, Map.of("networkInterfaces", List.of(Map.of("id", Shop.NIC))));

        assertThat(scoped(naming(ref(log))).scopes().getFirst().of(AzureType.NETWORK_INTERFACE))
                .containsExactly(NIC);
    }

    @Test
    void scope_publicAddress_theInterfaceThatHasIt() {
        assertThat(scoped(naming(ref("Microsoft.Network/publicIPAddresses/web-ip")))
                        .scopes()
                        .getFirst()
                        .of(AzureType.NETWORK_INTERFACE))
                .containsExactly(NIC);
    }

    @Test
    void scope_flowLogThatIsStillThere_whatItIsALogOf() {
        String log = "Microsoft.Network/networkWatchers/w/flowLogs/f";
        shop.arm().put(id(log), Alerts.LOCATION, Map.of("targetResourceId", Shop.SUBNET));

        assertThat(scoped(naming(ref(log))).scopes()).containsExactly(scope(SUBNET), nowhere());
    }

    @Test
    void scope_flowLogThatIsGone_said() {
        assertThat(scoped(naming(ref("Microsoft.Network/networkWatchers/w/flowLogs/f")))
                        .notes())
                .containsExactly(id("Microsoft.Network/networkWatchers/w/flowLogs/f")
                        + " is not there any more: only the Activity log may tell what it was a log of");
    }

    private static Map<String, Object> inSubnet(String subnet) {
        return Map.of("ipConfigurations", List.of(Map.of("properties", Map.of("subnet", Map.of("id", subnet)))));
    }
}
