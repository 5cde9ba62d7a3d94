package io.lamplighter.azure.enrich.front;

import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontTest {
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";
    private static final String SETTINGS = "Microsoft.Insights/diagnosticSettings/read";
    private static final ResourceRef SITE = ref("Microsoft.Web/sites/shop");
    private static final ResourceRef NIC = ref("Microsoft.Network/networkInterfaces/web-nic");
    private static final String GATEWAY = id("Microsoft.Network/applicationGateways/gate");
    private static final String PROFILE = id("Microsoft.Cdn/profiles/door");

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment look(ResourceRef... touched) {
        return new Front(shop.clients(), shop.settings()).enrich(naming(touched), List.of(scope(touched)));
    }

    private void gateway(Map<String, ?> address) {
        shop.arm()
                .put(
                        GATEWAY,
                        "westeurope",
                        Map.of(
                                "backendAddressPools",
                                List.of(Map.of("properties", Map.of("backendAddresses", List.of(address))))));
    }

    private void setting(String front, String key, String value, boolean enabled) {
        shop.arm()
                .put(
                        front + "/providers/microsoft.insights/diagnosticSettings/s",
                        Map.of("properties", Map.of("logs", List.of(Map.of(key, value, "enabled", enabled)))));
    }

    @Test
    void enrich_loadBalancerThatTheInterfaceNames_passesTheClientsAddress() {
        String balancer = id("Microsoft.Network/loadBalancers/lb");
        Map<String, Object> behind = Map.of(
                "ipConfigurations",
                List.of(Map.of(
                        "properties",
                        Map.of(
                                "privateIPAddress",
                                "10.0.0.4",
                                "loadBalancerBackendAddressPools",
                                List.of(Map.of("id", balancer + "/backendAddressPools/p"))))));
        shop.arm().put(Shop.NIC, "westeurope", behind);

        assertThat(((Found) look(NIC)).summary())
                .isEqualTo("load balancer lb stands in front, access logs do not exist:"
                        + " flow logs behind it show the client's address");
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
    }

    @ParameterizedTest
    @CsvSource({
        "category, ApplicationGatewayAccessLog, true, on",
        "categoryGroup, allLogs, true, on",
        "category, ApplicationGatewayAccessLog, false, off",
        "category, ApplicationGatewayFirewallLog, true, off"
    })
    void enrich_gatewayThatSendsToTheAddress_whetherItsAccessLogIsOn(
            String key, String value, boolean enabled, String told) {
        gateway(Map.of("ipAddress", "10.0.0.4"));
        setting(GATEWAY, key, value, enabled);

        assertThat(((Found) look(NIC)).summary())
                .isEqualTo("application gateway gate stands in front, access logs " + told
                        + ": flow logs behind it show its own address, the client's is in its access log");
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH, GRAPH, SETTINGS);
    }

    @Test
    void enrich_gatewayThatSendsElsewhere_nothing() {
        gateway(Map.of("ipAddress", "10.0.0.5"));

        assertThat(look(NIC))
                .isEqualTo(new Enrichment.Nothing(
                        "front", "no load balancer, application gateway or Front Door here has it as a backend"));
    }

    private void site(String host, String... more) {
        shop.arm().put(SITE.id(), "westeurope", Map.of("defaultHostName", host, "hostNames", List.of(more)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop-a1b2c3d4.westeurope-01.azurewebsites.net", "www.shop.example"})
    void enrich_gatewayInFrontOfASiteByANameOfIt_found(String host) {
        site("shop-a1b2c3d4.westeurope-01.azurewebsites.net", "WWW.shop.example");
        gateway(Map.of("fqdn", host));

        assertThat(((Found) look(SITE)).summary()).contains("gateway gate stands in front");
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH, SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.azurewebsites.net", "shop.azurewebsitesevil.example"})
    void enrich_hostThatIsAnothersSite_nothing(String host) {
        site("shop-a1b2c3d4.westeurope-01.azurewebsites.net");
        gateway(Map.of("fqdn", host));

        assertThat(look(SITE)).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void enrich_siteThatCanNotBeRead_byWhatSitesWereAlwaysCalled() {
        shop.arm().deny("Microsoft.Web/sites/read");
        gateway(Map.of("fqdn", "Shop.azurewebsites.net"));

        Found found = (Found) look(SITE);

        assertThat(found.summary()).contains("gateway gate stands in front");
        assertThat(found.notes()).anySatisfy(n -> assertThat(n).contains("could not be read"));
    }

    private void door(String host) {
        shop.arm()
                .put(PROFILE, "global", Map.of())
                .put(PROFILE + "/originGroups/g", Map.of())
                .put(PROFILE + "/originGroups/g/origins/o", Map.of("properties", Map.of("hostName", host)));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, web-nic", "acc.blob.core.windows.net, acc"})
    void enrich_frontDoorThatSendsToIt_found(String host, String touched) {
        door(host);
        ResourceRef ref = touched.equals("acc") ? ref("Microsoft.Storage/storageAccounts/acc") : NIC;
        setting(PROFILE, "category", "FrontDoorAccessLog", true);

        assertThat(((Found) look(ref)).summary()).startsWith("Front Door door stands in front, access logs on");
    }

    @Test
    void enrich_originsDenied_notCalledNothing() {
        door("203.0.113.9");
        shop.arm().deny("Microsoft.Cdn/profiles/originGroups/read");

        assertThat(look(NIC))
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class,
                        u -> assertThat(u.why()).contains("what " + PROFILE + " sends to could not be read"));
    }

    @Test
    void enrich_settingsOfOneDenied_itIsToldAsUnknownAndNoted() {
        gateway(Map.of("ipAddress", "10.0.0.4"));
        shop.arm().deny(SETTINGS);

        Found found = (Found) look(NIC);

        assertThat(found.summary()).contains("access logs unknown");
        assertThat(found.notes()).singleElement().asString().contains("whether " + GATEWAY + " logs could not be read");
    }

    @Test
    void enrich_interfaceGone_notCalledNothing() {
        shop.arm().remove(Shop.NIC);

        assertThat(look(NIC)).isInstanceOf(Enrichment.Unreadable.class);
    }
}
