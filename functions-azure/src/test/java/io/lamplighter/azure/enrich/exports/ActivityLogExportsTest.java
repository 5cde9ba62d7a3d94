package io.lamplighter.azure.enrich.exports;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Places;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityLogExportsTest {
    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(Shop.ALERT, Shop.SCOPES);
    }

    @Test
    void exports_setting_whatItExportsAndToWhere() {
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION + "/providers/microsoft.insights/diagnosticSettings/central",
                        Map.of(
                                "properties",
                                Map.of(
                                        "storageAccountId",
                                        "/x/store",
                                        "logs",
                                        List.of(
                                                Map.of("category", "Administrative", "enabled", true),
                                                Map.of("category", "Security", "enabled", false)))));

        assertThat(((Found) enrich(new ActivityLogExports(shop.clients()))).summary())
                .isEqualTo(
                        "central exports the Activity log of %s (Administrative) to /x/store".formatted(SUBSCRIPTION));
        assertThat(shop.calls()).containsExactly("Microsoft.Insights/diagnosticSettings/read");
    }

    @Test
    void exports_none_nothingButItsOwn90Days() {
        assertThat(enrich(new ActivityLogExports(shop.clients())))
                .isEqualTo(new Enrichment.Nothing(
                        "exports", "nothing exports the Activity log: there are only its own 90 days"));
    }

    @Test
    void exports_tenantThatIsReachedFromAnotherSubscription_itsActivityLogIsNotAsked() {
        Scope tenant = new Scope(
                "99998888-7777-6666-5555-444433332222",
                "global",
                Breadth.TOUCHED,
                List.of(Places.tenant("99998888-7777-6666-5555-444433332222")));

        new ActivityLogExports(shop.clients()).enrich(Shop.ALERT, List.of(nowhere(), tenant));

        assertThat(shop.calls()).hasSize(1);
        assertThat(new ActivityLogExports(shop.clients()).applies(Shop.ALERT, List.of(tenant)))
                .isFalse();
    }
}
