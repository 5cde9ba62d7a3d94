package io.lamplighter.azure.enrich.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachinesTest {
    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(Shop.ALERT, Shop.SCOPES);
    }

    @Test
    void instance_machine_whatItIsByTwoQueries() {
        Found found = (Found) enrich(new Machines(shop.clients(), shop.settings()));

        assertThat(found.summary())
                .isEqualTo("web, Standard_D2s_v5, Canonical:ubuntu-24_04-lts:server:24.04.202601010,"
                        + " made 2026-01-02T03:04:05Z, public at 203.0.113.9");
        assertThat(found.details().toString())
                .contains("system=Linux", "privateAddresses=[10.0.0.4]", "owner=shop", Shop.PRINCIPAL);
        assertThat(shop.calls()).containsExactly(Shop.GRAPH, Shop.GRAPH);
    }

    @Test
    void instance_machineThatIsGone_nothing() {
        shop.arm().remove(Shop.VM);

        assertThat(enrich(new Machines(shop.clients(), shop.settings())))
                .isEqualTo(new Enrichment.Nothing("instance", "the machines are not there any more"));
    }

    @Test
    void instance_tagWithALineBreakAndMuchText_oneLineAndBounded() {
        shop.arm()
                .put(
                        Shop.VM,
                        Map.of(
                                "location",
                                "westeurope",
                                "tags",
                                Map.of("name\n{\"level\":\"ERROR\"}", "x".repeat(5000)),
                                "properties",
                                Map.of("hardwareProfile", Map.of("vmSize", "<b>\nforged " + "y".repeat(5000)))));

        Found found = (Found) enrich(new Machines(shop.clients(), shop.settings()));

        assertThat(found.summary()).doesNotContain("\n").hasSizeLessThan(300);
        assertThat(found.details().toString()).doesNotContain("\n").hasSizeLessThan(2000);
    }
}
