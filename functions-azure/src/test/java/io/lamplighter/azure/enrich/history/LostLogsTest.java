package io.lamplighter.azure.enrich.history;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flow log was deleted: what it was a log of is in the event of the call that had made it. */
class LostLogsTest {
    private static final String VALUES = "Microsoft.Insights/eventtypes/values/read";
    private static final ResourceRef LOG = ref("Microsoft.Network/networkWatchers/w/flowLogs/f");

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment look() {
        return new RecentHistory(shop.clients(), shop.settings(), Clock.systemUTC())
                .enrich(naming(LOG), List.of(nowhere()));
    }

    private void written(int daysAgo, String status, String key, String body) {
        shop.arm()
                .event(
                        SUBSCRIPTION,
                        Map.of(
                                "eventTimestamp",
                                Instant.now().minus(Duration.ofDays(daysAgo)).toString(),
                                "operationName",
                                Map.of("value", "Microsoft.Network/networkWatchers/flowLogs/write"),
                                "status",
                                Map.of("value", status),
                                "resourceId",
                                LOG.id(),
                                "properties",
                                Map.of(key, body)));
    }

    private static String about(String target) {
        return Json.write(Map.of("properties", Map.of("targetResourceId", target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"requestbody", "responseBody"})
    void enrich_bodyInTheEvent_whatItWasALogOfJoins(String key) {
        written(30, "Accepted", key, about(Shop.SUBNET));

        Found found = (Found) look();

        assertThat(found.touched()).extracting(ResourceRef::id).containsExactly(Shop.SUBNET);
        assertThat(found.summary()).isEqualTo(LOG.id() + " was a log of " + Shop.SUBNET);
        assertThat(shop.calls()).containsExactly(VALUES);
    }

    @Test
    void enrich_writtenTwice_theNewestCounts() {
        written(30, "Succeeded", "requestbody", about(Shop.NETWORK));
        written(10, "Succeeded", "requestbody", about(Shop.NIC));

        assertThat(((Found) look()).touched()).extracting(ResourceRef::id).containsExactly(Shop.NIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{}", "{\"properties\":{\"targetResourceId\":\"https://evil.example\"}}"})
    void enrich_bodyThatTellsNothing_said(String body) {
        written(10, "Succeeded", "requestbody", body);

        assertThat(look())
                .isInstanceOfSatisfying(
                        Enrichment.Nothing.class,
                        n -> assertThat(n.why())
                                .contains("no event of the Activity log tells what " + LOG.id() + " was a log of"));
    }

    @Test
    void enrich_bodyThatNamesWhatNoFlowLogIsAbout_passedOver() {
        written(10, "Succeeded", "requestbody", about(id("Microsoft.KeyVault/vaults/v")));

        assertThat(look()).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void enrich_writeThatWasRefused_passedOver() {
        written(10, "Failed", "requestbody", about(Shop.SUBNET));

        assertThat(look()).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void enrich_denied_notCalledNothing() {
        shop.arm().deny(VALUES);

        assertThat(look())
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class,
                        u -> assertThat(u.why()).contains("what " + LOG.id() + " was a log of could not be read"));
    }
}
