package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scoper.Scoped;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has logs in its parts, and parts that lie elsewhere than what they are a part of. */
class PartsTest {
    private static final String SERVER = "Microsoft.Sql/servers/s";
    private static final String DATABASES = "Microsoft.Sql/servers/databases/read";

    private final Shop shop = new Shop();

    @BeforeEach
    void databases() {
        shop.arm().put(id(SERVER), "westeurope", Map.of());
        shop.arm().put(id("Microsoft.Sql/servers/s2"), "westeurope", Map.of());
        for (String database : List.of("s/databases/master", "s/databases/orders", "s2/databases/other")) {
            shop.arm().put(id("Microsoft.Sql/servers/" + database), "westeurope", Map.of());
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Scoped scoped(ResourceRef... named) {
        return new AzureScoper(shop.clients(), shop.settings()).scope(naming(named));
    }

    private static List<String> touched(Scoped scoped) {
        return scoped.scopes().stream()
                .flatMap(s -> s.resources().stream())
                .map(ResourceRef::id)
                .filter(r -> !r.equals("/subscriptions/" + SUBSCRIPTION))
                .toList();
    }

    @Test
    void scope_sqlServer_itsDatabasesByOneQuery() {
        assertThat(touched(scoped(ref(SERVER))))
                .containsExactly(id(SERVER), id(SERVER + "/databases/master"), id(SERVER + "/databases/orders"));
        assertThat(shop.calls()).containsExactly(Shop.GRAPH);
    }

    @Test
    void scope_sqlServerWhereTheGraphIsDenied_itsDatabasesByOneList() {
        shop.arm().deny(Shop.GRAPH);
        assertThat(touched(scoped(ref(SERVER)))).contains(id(SERVER + "/databases/orders"));
        assertThat(shop.calls()).contains(DATABASES);

        shop.arm().deny(DATABASES);
        assertThat(scoped(ref(SERVER)).notes())
                .anySatisfy(n -> assertThat(n).contains(id(SERVER) + "/databases could not be read"));
    }

    @Test
    void scope_database_noOtherOfItsServer() {
        assertThat(touched(scoped(ref(SERVER + "/databases/orders"))))
                .containsExactly(id(SERVER + "/databases/orders"), id(SERVER), id(SERVER + "/databases/master"));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_serverOfManyDatabases_someAreLeftOutAndItIsSaid() {
        IntStream.range(0, 40).forEach(i -> shop.arm().put(id(SERVER + "/databases/d" + i), "westeurope", Map.of()));
        Scoped scoped = scoped(ref(SERVER));
        assertThat(touched(scoped)).hasSizeLessThan(35).contains(id(SERVER + "/databases/master"));
        assertThat(scoped.notes()).anySatisfy(n -> assertThat(n).contains("databases were left out"));
    }

    @Test
    void scope_slotOfAnApp_itsOwnSubnet() {
        String slot = "Microsoft.Web/sites/shop/slots/next";
        shop.arm().put(id("Microsoft.Web/sites/shop"), "westeurope", Map.of());
        shop.arm().put(id(slot), "westeurope", Map.of("virtualNetworkSubnetId", Shop.SUBNET));
        assertThat(touched(scoped(ref(slot)))).containsExactly(id(slot), Shop.SUBNET);
    }
}
