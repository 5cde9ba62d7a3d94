package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.harden;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.raised;
import static io.lamplighter.azure.scope.Alerts.read;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a lookup fails, may not be made, or is made with what an attacker chose. */
class AzureScoperLimitsTest {
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";
    private static final String LIST = "Microsoft.Resources/subscriptions/resources/read";
    private static final String REACH = "LAMPLIGHTER_REACH";
    private static final String VM_TAIL = "Microsoft.Compute/virtualMachines/web";
    private static final String NIC_TAIL = "Microsoft.Network/networkInterfaces/web-nic";
    private static final ResourceRef VM = ref(VM_TAIL, Map.of(AzureType.MANAGED_IDENTITY, Shop.PRINCIPAL));
    private static final ResourceRef NIC = ref(
            NIC_TAIL,
            Map.of(
                    AzureType.VIRTUAL_MACHINE,
                    Shop.VM,
                    AzureType.SUBNET,
                    Shop.SUBNET,
                    AzureType.VIRTUAL_NETWORK,
                    Shop.NETWORK,
                    AzureType.SECURITY_GROUP,
                    Shop.GUARD));

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Scoped scoped(Alert alert) {
        return new AzureScoper(shop.clients(), shop.settings()).scope(alert);
    }

    @Test
    void scope_graphDenied_eachIsAskedForByItself() {
        shop.arm().deny(GRAPH);

        Scoped scoped = scoped(naming(ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.scopes()).containsExactly(scope(VM, NIC), nowhere());
        assertThat(scoped.notes()).isEmpty();
        assertThat(shop.calls())
                .containsExactly(
                        GRAPH,
                        "Microsoft.Compute/virtualMachines/read",
                        GRAPH,
                        "Microsoft.Network/networkInterfaces/read");
    }

    @Test
    void scope_graphLags_theResourceItselfIsAsked() {
        shop.arm().graphLags(true);
        shop.arm().put(id("Microsoft.KeyVault/vaults/new"), "northeurope", Map.of());

        assertThat(scoped(naming(ref("Microsoft.KeyVault/vaults/new", "", Map.of())))
                        .scopes()
                        .getFirst()
                        .region())
                .isEqualTo("northeurope");
        assertThat(shop.calls()).containsExactly(GRAPH, "Microsoft.KeyVault/vaults/read");
    }

    @Test
    void scope_machineThatIsGone_saidAndKeptWhereTheAlertIs() {
        shop.arm().remove(Shop.VM);

        Scoped scoped = scoped(naming(ref(VM_TAIL)));

        assertThat(scoped.scopes()).containsExactly(scope(ref(VM_TAIL)), nowhere());
        assertThat(scoped.notes()).containsExactly(Shop.VM + " is not there, or not any more");
    }

    @Test
    void scope_everythingDenied_notesAndWhatWasNamed() {
        shop.arm().deny(GRAPH);
        shop.arm().deny("Microsoft.Compute/virtualMachines/read");

        Scoped scoped = scoped(naming(ref(VM_TAIL)));

        assertThat(scoped.scopes()).containsExactly(scope(ref(VM_TAIL)), nowhere());
        assertThat(scoped.notes())
                .hasSize(2)
                .allSatisfy(n -> assertThat(n).contains("could not be read: AuthorizationFailed"));
    }

    @Test
    void scope_graphHangs_theResourceItselfIsAskedAfterTheLimit() {
        shop.arm().hangNext(GRAPH);

        Scoped scoped = new AzureScoper(shop.clients(), shop.settings(), Duration.ofMillis(300))
                .scope(naming(ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.notes()).isEmpty();
        assertThat(scoped.scopes().getFirst()).isEqualTo(scope(VM, NIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.DocumentDB/databaseAccounts/orders",
                "Microsoft.ContainerRegistry/registries/images",
                "Microsoft.DBforPostgreSQL/flexibleServers/pay",
                "Microsoft.CognitiveServices/accounts/chat",
                "Microsoft.HybridCompute/machines/o'brien"
            })
    void scope_typeThatMayNotBeReadByItself_itsLocationFromTheListOfAll(String tail) {
        shop.arm().put(id(tail), "northeurope", Map.of());

        Scoped scoped = scoped(raised(naming(ref(tail, "", Map.of())), SUBSCRIPTION, ""));

        assertThat(scoped.scopes().getFirst().resources()).containsExactly(ref(tail, "northeurope", Map.of()));
        assertThat(scoped.notes()).isEmpty();
        assertThat(shop.calls()).endsWith(LIST).doesNotContain(read(id(tail)).type() + "/read");
    }

    @Test
    void scope_typeThatMayNotBeReadByItself_saidWhereItIsNotThere() {
        assertThat(scoped(naming(ref("Microsoft.Logic/workflows/w", "", Map.of())))
                        .notes())
                .containsExactly(id("Microsoft.Logic/workflows/w")
                        + " is not in the list of its subscription's resources: it is gone or too new");
        assertThat(shop.calls()).containsExactly(GRAPH, LIST);
    }

    @Test
    void scope_listOfAllDenied_said() {
        shop.arm().deny(LIST);

        assertThat(scoped(naming(ref("Microsoft.Logic/workflows/w", "", Map.of())))
                        .notes())
                .singleElement()
                .asString()
                .contains("could not be read: AuthorizationFailed");
    }

    @Test
    void scope_goneAndTheAlertHasNoLocation_leftOutAndSaid() {
        Scoped scoped = scoped(raised(naming(ref("Microsoft.KeyVault/vaults/v", "", Map.of())), SUBSCRIPTION, ""));

        assertThat(scoped.scopes()).containsExactly(nowhere());
        assertThat(scoped.notes())
                .containsExactly(
                        id("Microsoft.KeyVault/vaults/v") + " is not there, or not any more",
                        id("Microsoft.KeyVault/vaults/v") + " was left out: its location is not known");
    }

    @Test
    void scope_outsideTheReach_notAskedAndReturnedAsNamed() {
        shop.with(REACH, "accounts=99998888-7777-6666-5555-444433332222");

        assertThat(scoped(naming(ref(VM_TAIL))).scopes()).contains(scope(ref(VM_TAIL)));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_locationOutsideTheReach_notAsked() {
        shop.with(REACH, "accounts=*;regions=northeurope");

        assertThat(scoped(naming(ref(VM_TAIL))).scopes()).contains(scope(ref(VM_TAIL)));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_globalOutsideTheReach_notAddedAndSaid() {
        shop.with(REACH, "accounts=*;regions=westeurope");

        Scoped scoped = scoped(naming(ref("Microsoft.KeyVault/vaults/v")));

        assertThat(scoped.scopes()).containsExactly(scope(ref("Microsoft.KeyVault/vaults/v")));
        assertThat(scoped.notes()).singleElement().asString().contains("Activity log", "out of reach");
    }

    @Test
    void scope_hardenWithGlobalOutsideTheReach_theLocationsAloneAndSaid() {
        shop.with(REACH, "accounts=*;regions=westeurope");

        Scoped scoped = scoped(harden(List.of("westeurope")));

        assertThat(scoped.scopes()).extracting(Scope::region).containsExactly("westeurope");
        assertThat(scoped.notes()).singleElement().asString().contains("out of reach");
    }

    @Test
    void scope_idWithAnApostrophe_neverInAQuery() {
        String odd = id("Microsoft.KeyVault/vaults/v') or (1==1");
        shop.arm().put(odd, "northeurope", Map.of());

        Scoped scoped =
                scoped(naming(ref("Microsoft.KeyVault/vaults/v') or (1==1", "", Map.of()), ref(VM_TAIL, "", Map.of())));

        assertThat(scoped.scopes()).extracting(Scope::region).containsExactly("northeurope", "westeurope", "global");
        assertThat(shop.arm().requests())
                .filteredOn(r -> r.permission().equals(GRAPH))
                .allSatisfy(r -> assertThat(r.toString()).doesNotContain("1==1"));
    }

    @Test
    void scope_identity_theTenantToo() {
        assertThat(scoped(by(new Identity("user", "alice@example.com"))).scopes())
                .containsExactly(nowhere(Places.tenant(SUBSCRIPTION)));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void scope_harden_nothingIsAsked() {
        assertThat(scoped(harden(List.of("westeurope"))).scopes())
                .contains(new Scope(SUBSCRIPTION, "westeurope", Breadth.ALL, List.of()));
        assertThat(shop.calls()).isEmpty();
    }

    @Test
    void group_resourcesFoundLater_lookedUpInTheSameWay() {
        Scoped scoped = new AzureScoper(shop.clients(), shop.settings())
                .group(List.of(ref(VM_TAIL, "", Map.of()), Places.subscription(SUBSCRIPTION)));

        assertThat(scoped.scopes()).containsExactly(scope(VM, NIC), nowhere());
    }

    @Test
    void grants_eachTypeThatIsAskedForByItself_andNoOther() {
        List<String> asked = new ArrayList<>();
        for (String type : AzureType.all()) {
            ResourceRef r = sample(type);
            ArmId ask = Unknowns.ask(r, List.of(r));
            if (ask != null && ApiVersion.of(ask.type()) != null) {
                asked.add(ask.type() + "/read");
            }
        }
        asked.add(GRAPH);
        asked.add(LIST);
        // Listed below a server where the graph may not be asked.
        asked.add(AzureType.SQL_DATABASE + "/read");

        assertThat(AzureScoper.class.getAnnotation(Grants.class).read())
                .containsExactlyInAnyOrder(asked.stream().distinct().toArray(String[]::new));
    }

    /** A resource of a type, of which it is not told where it lies. */
    private static ResourceRef sample(String type) {
        String[] parts = type.split("/", -1);
        StringBuilder id = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            id.append('/').append(parts[i]).append("/x");
        }
        return ref(id.toString(), "", Map.of());
    }
}
