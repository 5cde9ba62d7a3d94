package io.lamplighter.azure.enrich.defender;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefenderPlansTest {
    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(Shop.ALERT, Shop.SCOPES);
    }

    @Test
    void defender_someOn_whichAreAndWhichAreNot() {
        String pricings = "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Security/pricings/";
        shop.arm()
                .put(pricings + "VirtualMachines", plan(Map.of("pricingTier", "Standard", "subPlan", "P2")))
                .put(pricings + "KeyVaults", plan(Map.of("pricingTier", "Free")))
                .put(pricings + "Dns", plan(Map.of("pricingTier", "Free", "deprecated", true)));

        assertThat(((Found) enrich(new DefenderPlans(shop.clients()))).summary())
                .isEqualTo("in %s Defender watches VirtualMachines (P2); not KeyVaults".formatted(SUBSCRIPTION));
        assertThat(shop.calls()).containsExactly("Microsoft.Security/pricings/read");
    }

    private static Map<String, Object> plan(Map<String, ?> properties) {
        return Map.of("properties", properties);
    }

    @Test
    void defender_none_nothing() {
        assertThat(enrich(new DefenderPlans(shop.clients()))).isInstanceOf(Enrichment.Nothing.class);
    }
}
