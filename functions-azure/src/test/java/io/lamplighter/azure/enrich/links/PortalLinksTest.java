package io.lamplighter.azure.enrich.links;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.raised;
import static io.lamplighter.azure.scope.Alerts.read;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.alert.DefenderAlert;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.Places;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalLinksTest {
    static final ResourceRef RAISED = read("/subscriptions/" + SUBSCRIPTION
                    + "/providers/Microsoft.Security/locations/westeurope/alerts/"
                    + "2518298467986649999_4d25bfef-2d77-4a08-adc0-3e35715cc92a")
            .at("", Map.of());

    private static PortalLinks in(String cloud) {
        return new PortalLinks(Settings.from(Map.of("LAMPLIGHTER_CLOUD", cloud)));
    }

    @ParameterizedTest
    @CsvSource({"public, portal.azure.com", "usgovernment, portal.azure.us", "china, portal.azure.cn"})
    void links_cloud_itsOwnPortal(String cloud, String host) {
        assertThat(in(cloud)
                        .links(by(new Identity("user", Shop.PRINCIPAL)), List.of(nowhere(Places.tenant(SUBSCRIPTION))))
                        .values())
                .hasSizeGreaterThan(3)
                .allSatisfy(l -> assertThat(l).startsWith("https://" + host + "/#"));
    }

    @Test
    void links_defenderAlert_itsPageTheResourceAndTheActivityLog() {
        ResourceRef vm = ref("Microsoft.Compute/virtualMachines/web");

        Map<String, String> links = in("public").links(naming(vm, RAISED), List.of(scope(vm), nowhere()));

        assertThat(links)
                .containsEntry(
                        "Defender alert",
                        "https://portal.azure.com/#blade/Microsoft_Azure_Security_AzureDefenderForData/AlertBlade/alertId/"
                                + "2518298467986649999_4d25bfef-2d77-4a08-adc0-3e35715cc92a/subscriptionId/"
                                + SUBSCRIPTION
                                + "/referencedFrom/alertDeepLink/location/westeurope")
                .containsEntry(Shop.VM, "https://portal.azure.com/#@/resource" + Shop.VM + "/overview")
                .containsEntry(
                        "Activity log of " + SUBSCRIPTION,
                        "https://portal.azure.com/#@/resource/subscriptions/" + SUBSCRIPTION + "/eventlogs")
                .containsKey("Resource Graph");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defender-export.json",
                "defender-rest.json",
                "defender-workflow-camel.json",
                "sentinel-alert-row.json"
            })
    void links_alertAsItCame_itsPage(String sample) throws IOException {
        Path samples = Path.of(System.getProperty("lamplighter.root", ".."), "events/samples/azure");
        Parsed parsed = new DefenderAlert(Clock.systemUTC())
                .parse(Json.read(Files.readString(samples.resolve(sample))))
                .getFirst();

        assertThat(in("public").links(((Parsed.Read) parsed).alert(), List.of()).get("Defender alert"))
                .contains("/alertId/2518293116449999999_4f6b0a17-8c3d-4e2f-9a51-0b7c6d5e4f30/subscriptionId/0a1b2c3d-")
                .endsWith("/location/westeurope");
    }

    @Test
    void links_nameWithOddCharacters_encoded() {
        ResourceRef odd = ref("Microsoft.Web/sites/a b'c&d");

        assertThat(in("public").links(naming(odd), List.of(scope(odd))).get(odd.id()))
                .endsWith("/sites/a%20b%27c%26d/overview");
    }

    @Test
    void links_alertOfAnImpossibleSubscription_noPageForIt() {
        assertThat(in("public").links(raised(naming(), "evil/../x", "y"), List.of()))
                .isEmpty();
    }

    @Test
    void enrich_manyResources_cutAndSaid() {
        ResourceRef[] many = IntStream.range(0, 60)
                .mapToObj(i -> ref("Microsoft.Web/sites/s" + i))
                .toArray(ResourceRef[]::new);

        Found found = (Found) in("public").enrich(naming(many), List.of(scope(many)));

        assertThat(found.details()).hasSize(40);
        assertThat(found.notes()).singleElement().asString().contains("pages of the portal were left out");
    }
}
