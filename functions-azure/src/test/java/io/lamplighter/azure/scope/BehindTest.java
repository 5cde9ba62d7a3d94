package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.LOCATION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.enrich.Who;
import io.lamplighter.events.Alert;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scoper.Scoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is behind what was named: whom it acts as, where it runs, what it leads to. */
class BehindTest {
    private static final String SITE = "Microsoft.Web/sites/shop";
    private static final String OTHER = "bbbbcccc-1111-2222-3333-444455556666";
    private static final String GIVEN = id("Microsoft.ManagedIdentity/userAssignedIdentities/deployer");

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Scoped scoped(String tail) {
        return new AzureScoper(shop.clients(), shop.settings()).scope(naming(ref(tail)));
    }

    private List<String> actingAs(String tail) {
        Alert alert = naming(ref(tail));
        return Who.in(alert, scoped(tail).scopes()).stream().map(Who::id).toList();
    }

    private void site(Map<String, ?> properties, Map<String, ?> identity) {
        shop.arm().put(id(SITE), Map.of("location", LOCATION, "properties", properties, "identity", identity));
    }

    // Whom it acts as.

    @Test
    void scope_siteThatActsAsSeveral_allOfThem() {
        site(
                Map.of("virtualNetworkSubnetId", Shop.SUBNET),
                Map.of(
                        "principalId",
                        Shop.PRINCIPAL,
                        "userAssignedIdentities",
                        Map.of(GIVEN, Map.of("principalId", OTHER))));

        assertThat(actingAs(SITE)).containsExactly(Shop.PRINCIPAL, OTHER);
    }

    @Test
    void scope_siteInNoNetwork_whomItActsAsAllTheSame() {
        site(Map.of(), Map.of("principalId", Shop.PRINCIPAL));

        assertThat(actingAs(SITE)).containsExactly(Shop.PRINCIPAL);
    }

    @Test
    void scope_machineWithMoreIdentitiesThanAreLookedAt_saidWhich() {
        Map<String, Object> given = new HashMap<>();
        IntStream.range(0, 12)
                .forEach(i -> given.put(
                        "%s%d".formatted(GIVEN, i),
                        Map.of("principalId", "bbbbcccc-1111-2222-3333-%012d".formatted(i))));
        shop.arm()
                .put(
                        Shop.VM,
                        Map.of(
                                "location",
                                LOCATION,
                                "identity",
                                Map.of("userAssignedIdentities", given),
                                "properties",
                                Map.of()));

        assertThat(scoped("Microsoft.Compute/virtualMachines/web").notes())
                .anySatisfy(n -> assertThat(n)
                        .startsWith("2 more identities that " + Shop.VM + " acts as were not looked at: bbbbcccc"));
    }

    @Test
    void scope_identityThatIsNamedByItsResourceId_itsPrincipal() {
        shop.arm().put(GIVEN, LOCATION, Map.of("principalId", OTHER, "clientId", Shop.PRINCIPAL));

        assertThat(actingAs("Microsoft.ManagedIdentity/userAssignedIdentities/deployer"))
                .containsExactly(OTHER);
    }

    // Where it runs.

    @Test
    void scope_siteInAnAppServiceEnvironment_theSubnetOfThat() {
        String environment = "Microsoft.Web/hostingEnvironments/ase";
        site(Map.of("hostingEnvironmentProfile", Map.of("id", id(environment))), Map.of());
        shop.arm().put(id(environment), LOCATION, Map.of("virtualNetwork", Map.of("id", Shop.SUBNET)));

        Scoped scoped = scoped(SITE);

        assertThat(scoped.scopes().getFirst().of(AzureType.SUBNET))
                .extracting(ResourceRef::id)
                .containsExactly(Shop.SUBNET);
        assertThat(scoped.notes()).isEmpty();
    }

    @Test
    void scope_siteInNoNetwork_said() {
        site(Map.of(), Map.of());

        assertThat(scoped(SITE).notes())
                .containsExactly(id(SITE) + " is in no virtual network: flow logs would not show it");
    }

    // What it leads to.

    private void balanced(String... backends) {
        String balancer = id("Microsoft.Network/loadBalancers/lb");
        shop.arm()
                .put(
                        Shop.ADDRESS,
                        LOCATION,
                        Map.of("ipConfiguration", Map.of("id", balancer + "/frontendIPConfigurations/f")))
                .put(
                        balancer,
                        LOCATION,
                        Map.of(
                                "backendAddressPools",
                                List.of(Map.of(
                                        "properties",
                                        Map.of(
                                                "backendIPConfigurations",
                                                List.of(backends).stream()
                                                        .map(b -> Map.of("id", b + "/ipConfigurations/c"))
                                                        .toList())))));
    }

    @Test
    void scope_publicAddressOfALoadBalancer_theMachinesBehindIt() {
        balanced(Shop.NIC);

        assertThat(scoped("Microsoft.Network/publicIPAddresses/web-ip")
                        .scopes()
                        .getFirst()
                        .resources())
                .extracting(ResourceRef::id)
                .contains(Shop.NIC, Shop.VM, id("Microsoft.Network/loadBalancers/lb"));
    }

    @Test
    void scope_loadBalancerBeforeAScaleSet_theSet() {
        String set = id("Microsoft.Compute/virtualMachineScaleSets/pool");
        shop.arm().put(set, LOCATION, Map.of());
        balanced(set + "/virtualMachines/0/networkInterfaces/n", set + "/virtualMachines/1/networkInterfaces/n");

        assertThat(scoped("Microsoft.Network/loadBalancers/lb")
                        .scopes()
                        .getFirst()
                        .of(AzureType.SCALE_SET))
                .hasSize(1);
    }

    @Test
    void scope_loadBalancerBeforeMany_cutAndSaid() {
        balanced(IntStream.range(0, 25)
                .mapToObj(i -> id("Microsoft.Network/networkInterfaces/n" + i))
                .toArray(String[]::new));

        assertThat(scoped("Microsoft.Network/loadBalancers/lb").notes())
                .anySatisfy(n -> assertThat(n).startsWith("5 more backends of"));
    }
}
