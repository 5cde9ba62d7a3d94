package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.harden;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.read;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AzureScoperTest {
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";
    private static final String REACH = "LAMPLIGHTER_REACH";
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
                    Shop.NETWORK));
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
                        "northeurope [%s, %s, %s]"
                                .formatted(AzureType.BLOB_SERVICE, AzureType.SQL_DATABASE, AzureType.SQL_SERVER),
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

        assertThat(scoped(naming(guard)).scopes()).containsExactly(scope(guard, SUBNET, NIC, ref(VM_TAIL)), nowhere());
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
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
                        + " is not there any more: it can not be told what it was a log of");
    }

    @Test
    void scope_graphDenied_eachIsAskedForByItself() {
        shop.arm().deny(GRAPH);

        Scoped scoped = scoped(naming(ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.scopes()).containsExactly(scope(VM, NIC), nowhere());
        assertThat(scoped.notes()).singleElement().asString().startsWith("Resource Graph could not be read: ");
        assertThat(shop.calls())
                .containsExactly(
                        GRAPH,
                        "Microsoft.Compute/virtualMachines/read",
                        GRAPH,
                        "Microsoft.Network/networkInterfaces/read");
    }

    @Test
    void scope_graphLags_theResourceItselfIsAsked() {
        shop.arm().graphLags(true);
        shop.arm().put(id("Microsoft.KeyVault/vaults/new"), "northeurope", Map.of());

        assertThat(scoped(naming(ref("Microsoft.KeyVault/vaults/new", "", Map.of())))
                        .scopes()
                        .getFirst()
                        .region())
                .isEqualTo("northeurope");
        assertThat(shop.calls()).containsExactly(GRAPH, "Microsoft.KeyVault/vaults/read");
    }

    @Test
    void scope_machineThatIsGone_saidAndKeptWhereTheAlertIs() {
        shop.arm().remove(Shop.VM);

        Scoped scoped = scoped(naming(ref(VM_TAIL)));

        assertThat(scoped.scopes()).containsExactly(scope(ref(VM_TAIL)), nowhere());
        assertThat(scoped.notes()).containsExactly(Shop.VM + " is not there, or not any more");
    }

    @Test
    void scope_everythingDenied_notesAndWhatWasNamed() {
        shop.arm().deny(GRAPH);
        shop.arm().deny("Microsoft.Compute/virtualMachines/read");

        Scoped scoped = scoped(naming(ref(VM_TAIL)));

        assertThat(scoped.scopes()).containsExactly(scope(ref(VM_TAIL)), nowhere());
        assertThat(scoped.notes())
                .hasSize(2)
                .allSatisfy(n -> assertThat(n).contains("could not be read: AuthorizationFailed"));
    }

    @Test
    void scope_graphHangs_aNoteWithinTheLimit() {
        shop.arm().hangNext(GRAPH);

        Scoped scoped = new AzureScoper(shop.clients(), shop.settings(), Duration.ofMillis(300))
                .scope(naming(ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.notes())
                .anySatisfy(n -> assertThat(n).startsWith("Resource Graph could not be read: no answer"));
        assertThat(scoped.scopes().getFirst()).isEqualTo(scope(VM, NIC));
    }

    @Test
    void scope_typeThatIsAskedForInTheGraphAlone_saidWhereItIsNotThere() {
        assertThat(scoped(naming(ref("Microsoft.Logic/workflows/w", "", Map.of())))
                        .notes())
                .containsExactly(id("Microsoft.Logic/workflows/w")
                        + " is not in Resource Graph: it is gone, is too new, or may not be read");
        assertThat(shop.calls()).containsExactly(GRAPH);
    }

    @Test
    void scope_outsideTheReach_notAskedAndReturnedAsNamed() {
        shop.with(REACH, "accounts=99998888-7777-6666-5555-444433332222");

        assertThat(scoped(naming(ref(VM_TAIL))).scopes()).contains(scope(ref(VM_TAIL)));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_locationOutsideTheReach_notAsked() {
        shop.with(REACH, "accounts=*;regions=northeurope");

        assertThat(scoped(naming(ref(VM_TAIL))).scopes()).contains(scope(ref(VM_TAIL)));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_globalOutsideTheReach_notAddedAndSaid() {
        shop.with(REACH, "accounts=*;regions=westeurope");

        Scoped scoped = scoped(naming(ref("Microsoft.KeyVault/vaults/v")));

        assertThat(scoped.scopes()).containsExactly(scope(ref("Microsoft.KeyVault/vaults/v")));
        assertThat(scoped.notes()).singleElement().asString().contains("Activity log", "out of reach");
    }

    @Test
    void scope_idWithAnApostrophe_neverInAQuery() {
        String odd = id("Microsoft.KeyVault/vaults/v') or (1==1");
        shop.arm().put(odd, "northeurope", Map.of());

        Scoped scoped =
                scoped(naming(ref("Microsoft.KeyVault/vaults/v') or (1==1", "", Map.of()), ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.scopes()).extracting(Scope::region).containsExactly("northeurope", "westeurope", "global");
        assertThat(shop.arm().requests())
                .filteredOn(r -> r.permission().equals(GRAPH))
                .allSatisfy(r -> assertThat(r.toString()).doesNotContain("1==1"));
    }

    @Test
    void scope_identity_theTenantToo() {
        assertThat(scoped(by(new Identity("user", "alice@example.com"))).scopes())
                .containsExactly(nowhere(Places.tenant(SUBSCRIPTION)));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_harden_nothingIsAsked() {
        assertThat(scoped(harden(List.of("westeurope"))).scopes())
                .contains(new Scope(SUBSCRIPTION, "westeurope", Breadth.ALL, List.of()));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void group_resourcesFoundLater_lookedUpInTheSameWay() {
        Scoped scoped = new AzureScoper(shop.clients(), shop.settings())
                .group(List.of(ref(VM_TAIL, "", Map.of()), Places.subscription(SUBSCRIPTION)));

        assertThat(scoped.scopes()).containsExactly(scope(VM, NIC), nowhere());
    }

    @Test
    void grants_eachTypeThatIsAskedForByItself_andNoOther() {
        List<String> asked = new ArrayList<>();
        for (String type : AzureType.all()) {
            ResourceRef r = sample(type);
            ArmId ask = Unknowns.ask(r, List.of(r));
            if (ask != null && ApiVersion.of(ask.type()) != null) {
                asked.add(ask.type() + "/read");
            }
        }
        asked.add(GRAPH);

        assertThat(AzureScoper.class.getAnnotation(Grants.class).read())
                .containsExactlyInAnyOrder(asked.stream().distinct().toArray(String[]::new));
    }

    /** A resource of a type, of which it is not told where it lies. */
    private static ResourceRef sample(String type) {
        String[] parts = type.split("/", -1);
        StringBuilder id = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            id.append('/').append(parts[i]).append("/x");
        }
        return ref(id.toString(), "", Map.of());
    }

    private static Map<String, Object> inSubnet(String subnet) {
        return Map.of("ipConfigurations", List.of(Map.of("properties", Map.of("subnet", Map.of("id", subnet)))));
    }
}
