package io.lamplighter.azure.enrich.exposure;

import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";
    private static final String SUBNET_GUARD = id("Microsoft.Network/networkSecurityGroups/subnet-nsg");
    private static final ResourceRef NIC = ref(
            "Microsoft.Network/networkInterfaces/web-nic",
            Map.of(AzureType.SUBNET, Shop.SUBNET, AzureType.VIRTUAL_NETWORK, Shop.NETWORK));

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment look(ResourceRef... touched) {
        return new Exposure(shop.clients(), shop.settings()).enrich(naming(touched), List.of(scope(touched)));
    }

    private void guard(String group, String ports) {
        shop.arm()
                .put(
                        group,
                        "westeurope",
                        Map.of(
                                "securityRules",
                                List.of(Map.of(
                                        "properties",
                                        Map.of(
                                                "priority",
                                                100,
                                                "direction",
                                                "Inbound",
                                                "access",
                                                "Allow",
                                                "protocol",
                                                "Tcp",
                                                "sourceAddressPrefix",
                                                "Internet",
                                                "destinationAddressPrefix",
                                                "*",
                                                "destinationPortRange",
                                                ports)))));
    }

    private void guardSubnet() {
        shop.arm()
                .put(
                        Shop.NETWORK,
                        "westeurope",
                        Map.of(
                                "subnets",
                                List.of(Map.of(
                                        "id",
                                        Shop.SUBNET,
                                        "properties",
                                        Map.of("networkSecurityGroup", Map.of("id", SUBNET_GUARD))))));
    }

    @Test
    void enrich_interfaceWithAnOpenGroup_itsPortsByTwoQueries() {
        guard(Shop.GUARD, "22");

        Found found = (Found) look(NIC);

        assertThat(found.summary()).isEqualTo("web-nic opens [tcp 22] to the world");
        assertThat(found.details().toString()).contains("publicAddress=true", Shop.GUARD);
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
    }

    @Test
    void enrich_subnetsGroupClosesWhatTheInterfacesOpens_nothing() {
        guard(Shop.GUARD, "22");
        guard(SUBNET_GUARD, "443");
        guardSubnet();

        assertThat(look(NIC))
                .isEqualTo(new Enrichment.Nothing("exposure", "no network security group here is open to the world"));
    }

    @Test
    void enrich_bothGroupsOpen_whatBothLetThrough() {
        guard(Shop.GUARD, "20-500");
        guard(SUBNET_GUARD, "443-600");
        guardSubnet();

        assertThat(((Found) look(NIC)).summary()).isEqualTo("web-nic opens [tcp 443-500] to the world");
    }

    @Test
    void enrich_groupThatCanNotBeRead_notCalledClosed() {
        shop.arm().deny("Microsoft.Network/networkSecurityGroups/read");

        assertThat(look(NIC))
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class,
                        u -> assertThat(u.why()).contains(Shop.GUARD, "AuthorizationFailed"));
    }

    @Test
    void enrich_interfaceGone_notCalledClosed() {
        shop.arm().remove(Shop.NIC);

        assertThat(look(NIC))
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class,
                        u -> assertThat(u.why()).contains(Shop.NIC + " is not there any more"));
    }

    @Test
    void enrich_noGroupAndAPublicAddress_saidWhatThatMeans() {
        Map<String, Object> unguarded = Map.of(
                "ipConfigurations",
                List.of(Map.of(
                        "properties",
                        Map.of(
                                "subnet", Map.of("id", Shop.SUBNET),
                                "publicIPAddress", Map.of("id", Shop.ADDRESS)))));
        shop.arm().put(Shop.NIC, "westeurope", unguarded);

        assertThat(((Found) look(NIC)).summary()).contains("no network security group", "basic");
    }

    @Test
    void enrich_noGroupAndNoPublicAddress_nothing() {
        shop.arm().put(Shop.NIC, "westeurope", Map.of());

        assertThat(look(NIC)).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void enrich_subnetOfACluster_itsOwnGroup() {
        guard(SUBNET_GUARD, "443");
        guardSubnet();

        assertThat(((Found) look(ref(
                                "Microsoft.Network/virtualNetworks/hub/subnets/front",
                                Map.of(AzureType.VIRTUAL_NETWORK, Shop.NETWORK))))
                        .summary())
                .isEqualTo("front opens [tcp 443] to the world");
    }

    @Test
    void enrich_groupThatTheEventNames_lookedAtByItself() {
        guard(Shop.GUARD, "3389");

        assertThat(((Found) look(ref("Microsoft.Network/networkSecurityGroups/web-nsg"))).summary())
                .isEqualTo("web-nsg opens [tcp 3389] to the world");
        assertThat(shop.calls()).containsExactly(GRAPH);
    }
}
