package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final List<String> NETWORKS = List.of(AzureType.VIRTUAL_NETWORK);

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Resources resources() {
        return new Resources(shop.clients(), shop.settings(), Duration.ofSeconds(5));
    }

    @Test
    void byId_nothing_noCall() {
        assertThat(resources().byId(List.of()).resources()).isEmpty();
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void byId_moreThanAQueryTakes_oneQueryForEachPart() {
        List<ArmId> ids = new ArrayList<>();
        for (int i = 0; i < 201; i++) {
            String vault = id("Microsoft.KeyVault/vaults/v" + i);
            shop.arm().put(vault, Alerts.LOCATION, Map.of());
            ids.add(read(vault));
        }

        assertThat(resources().byId(ids).resources()).hasSize(201);
        assertThat(shop.calls()).containsExactly(Shop.GRAPH, Shop.GRAPH);
    }

    @Test
    void byId_moreMissingThanAreAskedOneByOne_cutAndSaid() {
        List<ArmId> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(read(id("Microsoft.KeyVault/vaults/v" + i)));
        }

        Resources.Found found = resources().byId(ids);

        assertThat(found.gone()).hasSize(30);
        assertThat(found.notes())
                .singleElement()
                .asString()
                .startsWith("10 more resources were not asked for one by one");
    }

    @Test
    void byId_outsideTheReach_notAsked() {
        shop.with("LAMPLIGHTER_REACH", "accounts=99998888-7777-6666-5555-444433332222");

        assertThat(resources().byId(List.of(read(Shop.VM))).resources()).isEmpty();
        assertThat(resources()
                        .ofType(NETWORKS, List.of(SUBSCRIPTION), r -> true)
                        .resources())
                .isEmpty();
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void ofType_graphDenied_theListOfTheType() {
        shop.arm().deny(Shop.GRAPH);

        Resources.Found found = resources().ofType(NETWORKS, List.of(SUBSCRIPTION), r -> true);

        assertThat(found.resources()).extracting(r -> r.id().text()).containsExactly(Shop.NETWORK);
        assertThat(found.notes()).isEmpty();
        assertThat(shop.calls()).containsExactly(Shop.GRAPH, "Microsoft.Network/virtualNetworks/read");
    }

    @Test
    void ofType_bothDenied_bothSaid() {
        shop.arm().deny(Shop.GRAPH);
        shop.arm().deny("Microsoft.Network/virtualNetworks/read");

        assertThat(resources()
                        .ofType(NETWORKS, List.of(SUBSCRIPTION), r -> true)
                        .notes())
                .hasSize(2)
                .allSatisfy(n -> assertThat(n).contains("could not be read: AuthorizationFailed"));
    }

    @Test
    void ofType_subscriptionThatCanNotBe_notAsked() {
        assertThat(resources().ofType(NETWORKS, List.of("x/../y"), r -> true).resources())
                .isEmpty();
        assertThat(shop.calls()).isEmpty();
    }
}
