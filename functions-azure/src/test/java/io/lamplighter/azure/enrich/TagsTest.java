package io.lamplighter.azure.enrich;

import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.enrich.exposure.Exposure;
import io.lamplighter.azure.enrich.front.Front;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.ResourceRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose it is, where that was read anyway. */
class TagsTest {
    private static final ResourceRef NIC = ref("Microsoft.Network/networkInterfaces/web-nic");

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private void tag(String id) {
        Map<String, Object> body =
                new HashMap<>(Objects.requireNonNull(shop.arm().get(id)));
        body.put("tags", Map.of("owner", "web-team", "environment", "prod"));
        shop.arm().put(id, body);
    }

    private String told(Enricher enricher) {
        return ((Found) enricher.enrich(naming(NIC), List.of(scope(NIC))))
                .details()
                .toString();
    }

    @Test
    void exposure_interfaceWithTags_toldWithoutAFurtherCall() {
        shop.arm()
                .put(
                        Shop.NIC,
                        "westeurope",
                        Map.of(
                                "ipConfigurations",
                                List.of(Map.of("properties", Map.of("publicIPAddress", Map.of("id", Shop.ADDRESS))))));
        tag(Shop.NIC);

        assertThat(told(new Exposure(shop.clients(), shop.settings()))).contains("owner=web-team", "environment=prod");
        assertThat(shop.calls()).containsExactly(Shop.GRAPH);
    }

    @Test
    void front_gatewayWithTags_told() {
        String gateway = id("Microsoft.Network/applicationGateways/gate");
        shop.arm()
                .put(
                        gateway,
                        "westeurope",
                        Map.of(
                                "backendAddressPools",
                                List.of(Map.of(
                                        "properties",
                                        Map.of("backendAddresses", List.of(Map.of("ipAddress", "10.0.0.4")))))));
        tag(gateway);

        assertThat(told(new Front(shop.clients(), shop.settings()))).contains("owner=web-team", "environment=prod");
    }
}
