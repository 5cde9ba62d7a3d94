package io.lamplighter.azure.enrich.account;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionNameTest {
    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(Shop.ALERT, Shop.SCOPES);
    }

    @Test
    void account_known_itsNameAndGroupsByOneQuery() {
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION,
                        Map.of(
                                "name",
                                "Shop",
                                "properties",
                                Map.of(
                                        "managementGroupAncestorsChain",
                                        List.of(
                                                Map.of("displayName", "Retail"),
                                                Map.of("displayName", "Tenant Root Group")))));

        assertThat(((Found) enrich(new SubscriptionName(shop.clients()))).summary())
                .isEqualTo(SUBSCRIPTION + " is Shop, under Tenant Root Group / Retail");
        assertThat(shop.calls()).containsExactly(Shop.GRAPH);
    }

    @Test
    void account_graphDenied_itsNameByItself() {
        shop.arm().deny(Shop.GRAPH);

        Found found = (Found) enrich(new SubscriptionName(shop.clients()));

        assertThat(found.summary()).isEqualTo(SUBSCRIPTION + " is Shop");
        assertThat(found.notes()).singleElement().asString().contains("Resource Graph could not be read");
    }
}
