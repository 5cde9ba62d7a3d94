package io.lamplighter.azure.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.fluent.FlowLogsClient;
import com.azure.resourcemanager.network.fluent.models.FlowLogInner;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.events.SentCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fake through the real SDK: what it plays is what the SDK takes for Azure. */
class ArmFakeTest {
    private static final String SUBSCRIPTION = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/web";
    private static final String WATCHER = "/subscriptions/" + SUBSCRIPTION
            + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope";
    private static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/front";
    private static final String STORE = GROUP + "/providers/Microsoft.Storage/storageAccounts/evidence";

    private final ArmFake arm = new ArmFake();
    private final Clients clients = arm.clients(new Home(SUBSCRIPTION, "westeurope"), arm.settings(Map.of()));

    @BeforeEach
    void seed() {
        arm.put(WATCHER, "westeurope", Map.of());
        arm.put(NETWORK, "westeurope", Map.of());
        arm.put(STORE, "westeurope", Map.of());
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private FlowLogInner flowLog(String name, String target, String location) {
        FlowLogInner asked = new FlowLogInner()
                .withTargetResourceId(target)
                .withStorageId(STORE)
                .withEnabled(true);
        asked.withLocation(location);
        var poller = logs().beginCreateOrUpdate("NetworkWatcherRG", "NetworkWatcher_westeurope", name, asked);
        poller.setPollInterval(Duration.ofMillis(5));
        return poller.getFinalResult();
    }

    private FlowLogsClient logs() {
        return clients.network(SUBSCRIPTION).getFlowLogs();
    }

    @Test
    void flowLog_put_isFollowedToItsEndAndShownByItsNetwork() {
        arm.operationsTake(2, 0);

        FlowLogInner made = flowLog("one", NETWORK, "westeurope");

        assertThat(made.provisioningState()).hasToString("Succeeded");
        assertThat(arm.requests())
                .extracting(SentCall::permission)
                .containsExactly(
                        "Microsoft.Network/networkWatchers/flowLogs/write",
                        "Microsoft.Network/locations/operations/read",
                        "Microsoft.Network/locations/operations/read",
                        "Microsoft.Network/networkWatchers/flowLogs/read");
        assertThat(clients.network(SUBSCRIPTION)
                        .getVirtualNetworks()
                        .getByResourceGroup("web", "front")
                        .flowLogs())
                .singleElement()
                .satisfies(l -> assertThat(l.id()).isEqualToIgnoringCase(WATCHER + "/flowLogs/one"));
    }

    @Test
    void flowLog_secondOnOneTarget_isRefused() {
        flowLog("one", NETWORK, "westeurope");

        assertThatThrownBy(() -> flowLog("two", NETWORK.toUpperCase(java.util.Locale.ROOT), "westeurope"))
                .isInstanceOf(ManagementException.class)
                .hasMessageContaining("CannotCreateMoreThanOneFlowLogPerTargetResource");
    }

    @Test
    void flowLog_inAnotherLocationThanItsWatcher_isRefused() {
        assertThatThrownBy(() -> flowLog("one", NETWORK, "northeurope")).hasMessageContaining("LocationMismatch");
    }

    @Test
    void flowLog_delete_putsBackTheWorld() {
        Map<String, Object> before = arm.world();
        flowLog("one", NETWORK, "westeurope");
        assertThat(arm.world()).isNotEqualTo(before);

        var poller = logs().beginDelete("NetworkWatcherRG", "NetworkWatcher_westeurope", "one");
        poller.setPollInterval(Duration.ofMillis(5));
        poller.waitForCompletion();

        assertThat(arm.world()).isEqualTo(before);
    }

    @Test
    void list_threeByPagesOfTwo_takesTwoRequestsAndSeesAll() {
        arm.put(WATCHER + "/flowLogs/a", "westeurope", Map.of());
        arm.put(WATCHER + "/flowLogs/b", "westeurope", Map.of());
        arm.put(WATCHER + "/flowLogs/c", "westeurope", Map.of());
        arm.pageSize(2);

        List<String> names = logs().list("NetworkWatcherRG", "networkwatcher_WESTEUROPE").stream()
                .map(l -> l.name())
                .toList();

        assertThat(names).containsExactly("a", "b", "c");
        assertThat(arm.requests()).hasSize(2);
    }

    @Test
    void list_belowWhatIsNotThere_isNotFound() {
        assertThatThrownBy(
                        () -> logs().list("NetworkWatcherRG", "none").stream().toList())
                .hasMessageContaining("ParentResourceNotFound");
    }

    @Test
    void deny_action_isForbiddenUntilAllowed() {
        arm.deny("microsoft.network/networkwatchers/FLOWLOGS/read");
        assertThatThrownBy(() -> logs().list("NetworkWatcherRG", "NetworkWatcher_westeurope").stream()
                        .toList())
                .hasMessageContaining("AuthorizationFailed");

        arm.allow("Microsoft.Network/networkWatchers/flowLogs/read");
        assertThat(logs().list("NetworkWatcherRG", "NetworkWatcher_westeurope")).isEmpty();
    }

    @Test
    void put_etagOfAnotherState_isRefusedAndItsOwnIsNot() throws IOException, InterruptedException {
        String etag = String.valueOf(Objects.requireNonNull(arm.get(STORE)).get("etag"));

        assertThat(put("W/\"none\"")).isEqualTo(412);
        assertThat(put(etag)).isEqualTo(200);
        assertThat(put(etag)).as("it has another by now").isEqualTo(412);
        assertThat(put("*")).isEqualTo(200);
    }

    private int put(String etag) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(arm.endpoint() + STORE.substring(1) + "?api-version=2023-05-01");
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("If-Match", etag)
                                    .PUT(BodyPublishers.ofString("{\"location\":\"westeurope\"}"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void hang_request_getsNoAnswer() {
        arm.hangNext("Microsoft.Storage/storageAccounts/read");
        URI uri = URI.create(arm.endpoint() + STORE.substring(1) + "?api-version=2023-05-01");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(200)).build();
            assertThatThrownBy(() -> http.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            arm.close();
        }
    }
}
