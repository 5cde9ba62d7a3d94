package io.lamplighter.azure.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.monitor.fluent.models.EventDataInner;
import com.azure.resourcemanager.resourcegraph.fluent.models.QueryResponseInner;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resource Graph and the Activity log through the SDK. */
class ResourceGraphTest {
    private static final String SUBSCRIPTION = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    private static final String VAULTS =
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/web/providers/Microsoft.KeyVault/vaults/";

    private final ArmFake arm = new ArmFake();
    private final Clients clients = arm.clients(new Home(SUBSCRIPTION, "westeurope"), arm.settings(Map.of()));

    @BeforeEach
    void seed() {
        arm.put("/subscriptions/" + SUBSCRIPTION, Map.of("displayName", "Production"));
        arm.put(VAULTS + "a", "westeurope", Map.of("network", Map.of("action", "it's | 'Deny'")));
        arm.put(VAULTS + "b", "northeurope", Map.of());
        arm.put(VAULTS + "c", "westeurope", Map.of("rules", List.of(Map.of("ip", "192.0.2.1"))));
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private QueryResponseInner ask(String query, @Nullable String token) {
        return clients.resourceGraph()
                .getResourceProviders()
                .resources(new QueryRequest()
                        .withQuery(query)
                        .withSubscriptions(List.of(SUBSCRIPTION))
                        .withOptions(new QueryRequestOptions().withSkipToken(token)));
    }

    private String data(String query) {
        return String.valueOf(ask(query, null).data());
    }

    @Test
    void where_typeAndLocation_leavesTheRestOut() {
        assertThat(data("resources | where type =~ 'Microsoft.KEYVAULT/vaults' and location in~ ('westeurope')"
                        + " | project id, name | order by id asc"))
                .contains("name=a", "name=c")
                .doesNotContain("name=b");
    }

    @Test
    void where_quotedQuoteAndBar_isText() {
        assertThat(data("resources | where properties.network.action =~ 'it\\'s | \\'deny\\'' | project id, name"))
                .contains("name=a")
                .doesNotContain("name=c");
    }

    @Test
    void where_manyLongTexts_areAllRead() {
        String ids = "'%s%s', ".formatted(VAULTS, "x".repeat(200)).repeat(200);
        assertThat(data("resources | where id in~ (" + ids + "'" + VAULTS + "a') | project id, name"))
                .contains("name=a");
    }

    @Test
    void project_pathAndNothing_isTheValueAndNull() {
        assertThat(data("resources | where name =~ 'c' | project id, ip = properties.rules[0].ip, x = tags['y']"))
                .contains("ip=192.0.2.1", "x=null");
    }

    @Test
    void tables_containers_areApart() {
        assertThat(data("resourcecontainers | where type =~ 'microsoft.resources/subscriptions'"))
                .contains("Production")
                .doesNotContain("vaults");
    }

    @Test
    void page_ofTwo_goesOnByItsToken() {
        arm.pageSize(2);
        String query = "resources | project id, name | order by id asc";

        QueryResponseInner first = ask(query, null);
        QueryResponseInner second = ask(query, first.skipToken());

        assertThat(String.valueOf(first.data())).contains("name=a", "name=b").doesNotContain("name=c");
        assertThat(String.valueOf(second.data())).contains("name=c").doesNotContain("name=a");
        assertThat(second.skipToken()).isNull();
    }

    @Test
    void query_outsideTheSubset_isRefused() {
        for (String query : List.of(
                "resources | where id contains 'x'",
                "resources | where id =~ 'x' or name =~ 'y'",
                "resources | join kind=inner (resources) on id",
                "policyresources",
                "resources | where id =~ 'x")) {
            assertThatThrownBy(() -> ask(query, null)).as(query).isInstanceOf(ManagementException.class);
        }
    }

    @Test
    void lag_aWrite_isSeenLater() {
        arm.graphLags(true);
        arm.remove(VAULTS + "a");
        arm.put(VAULTS + "d", "westeurope", Map.of());
        assertThat(data("resources | project id, name")).contains("name=a").doesNotContain("name=d");

        arm.graphLags(false);
        assertThat(data("resources | project id, name")).contains("name=d").doesNotContain("name=a");
    }

    // The Activity log.

    private List<String> events(String filter) {
        return clients.monitor(SUBSCRIPTION).getActivityLogs().list(filter).stream()
                .map(EventDataInner::correlationId)
                .toList();
    }

    @Test
    void activityLog_filterOnTimeAndResource_isNewestFirstByPages() {
        Instant now = Instant.parse(Instant.now().toString().substring(0, 19) + "Z");
        for (int i = 0; i < 4; i++) {
            arm.event(
                    SUBSCRIPTION,
                    Map.of(
                            "correlationId",
                            "c" + i,
                            "eventTimestamp",
                            now.minus(Duration.ofHours(i)).toString(),
                            "resourceId",
                            VAULTS + (i == 1 ? "b" : "a")));
        }
        arm.pageSize(1);
        String from = "eventTimestamp ge '" + now.minus(Duration.ofHours(2)) + "'";

        assertThat(events(from)).containsExactly("c0", "c1", "c2");
        assertThat(events(from + " and eventTimestamp le '" + now + "' and resourceUri eq '" + VAULTS + "A'"))
                .containsExactly("c0", "c2");
    }

    @Test
    void activityLog_filterThatAzureDoesNotTake_isRefused() {
        String from = "eventTimestamp ge '" + Instant.now() + "'";
        for (String filter : List.of(
                from + " and status eq 'x'",
                "resourceUri eq 'x'",
                from + " or resourceUri eq 'x'",
                from + " and resourceUri eq 'x' and resourceGroupName eq 'y'",
                "eventTimestamp ge '2020-01-01T00:00:00Z'")) {
            assertThatThrownBy(() -> events(filter)).as(filter).hasMessageContaining("400");
        }
    }
}
