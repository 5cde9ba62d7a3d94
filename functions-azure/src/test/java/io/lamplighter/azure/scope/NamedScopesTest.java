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
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedScopesTest {
    private static final String OTHER = "99998888-7777-6666-5555-444433332222";
    private static final ResourceRef VM = ref("Microsoft.Compute/virtualMachines/web");
    private static final ResourceRef TENANT = Places.tenant(SUBSCRIPTION);

    @Test
    void of_resourcesOfTwoSubscriptionsAndLocations_oneScopeForEachAndTheActivityLogs() {
        ResourceRef there = read("/subscriptions/" + OTHER + "/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")
                .at("northeurope", Map.of());

        Scoped scoped = of(naming(VM, there));

        assertThat(scoped.scopes())
                .containsExactly(
                        Alerts.scope(VM),
                        new Scope(OTHER, "northeurope", Breadth.TOUCHED, List.of(there)),
                        nowhere(),
                        new Scope(OTHER, "global", Breadth.TOUCHED, List.of(Places.subscription(OTHER))));
        assertThat(scoped.notes()).isEmpty();
    }

    @Test
    void of_idInAnyCaseWithAnotherAccountAndKind_theIdDecides() {
        ResourceRef odd = new ResourceRef(
                "whatever",
                "/SUBSCRIPTIONS/" + SUBSCRIPTION
                        + "/resourceGroups/SHOP/providers/Microsoft.Compute/VirtualMachines/Web/",
                OTHER,
                "West Europe");

        assertThat(of(naming(odd)).scopes()).containsExactly(Alerts.scope(VM), nowhere());
    }

    @Test
    void of_resourceWhoseLocationNobodyNamed_takenToBeInTheAlerts() {
        assertThat(of(naming(ref("Microsoft.KeyVault/vaults/v", "", Map.of()))).scopes())
                .contains(Alerts.scope(ref("Microsoft.KeyVault/vaults/v")));
    }

    @Test
    void of_resourceAndAlertWithoutALocation_inAScopeOfNone() {
        ResourceRef vault = ref("Microsoft.KeyVault/vaults/v", "", Map.of());

        assertThat(of(raised(naming(vault), SUBSCRIPTION, "")).scopes())
                .containsExactly(new Scope(SUBSCRIPTION, "", Breadth.TOUCHED, List.of(vault)), nowhere());
    }

    @Test
    void of_resourceGroupAlone_saidThatItsResourcesAreNot() {
        assertThat(of(naming(new ResourceRef("x", Alerts.GROUP, "", ""))).notes())
                .singleElement()
                .asString()
                .startsWith(Alerts.GROUP + " is named without a resource in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i-0aa11bb22cc33dd44",
                "https://evil.example/subscriptions/x",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/g/providers/a.b/c/d?x=1"
            })
    void of_idThatCanNotBe_leftOutAndSaid(String bad) {
        Scoped scoped = of(naming(new ResourceRef("Thing\nforged", bad, SUBSCRIPTION, "westeurope"), VM));

        assertThat(scoped.scopes()).containsExactly(Alerts.scope(VM), nowhere());
        assertThat(scoped.notes()).containsExactly("a Thing forged was left out: its id can not be one");
    }

    @ParameterizedTest
    @CsvSource({
        // A setting of a resource is about the resource; a child of no kind that is worked with about what it is in.
        "Microsoft.Compute/virtualMachines/web/providers/Microsoft.Insights/diagnosticSettings/s, Microsoft.Compute/virtualMachines/web",
        "Microsoft.Compute/virtualMachines/web/extensions/x, Microsoft.Compute/virtualMachines/web",
        "Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c, Microsoft.Storage/storageAccounts/a/blobServices/default",
        "Microsoft.Storage/storageAccounts/a/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/s, Microsoft.Storage/storageAccounts/a/blobServices/default",
        "Microsoft.KeyVault/vaults/v/secrets/s, Microsoft.KeyVault/vaults/v",
        "Microsoft.Logic/workflows/w, Microsoft.Logic/workflows/w"
    })
    void of_partOrSettingOfAResource_whatItIsAbout(String named, String about) {
        assertThat(of(naming(ref(named))).scopes().getFirst().resources())
                .extracting(ResourceRef::id)
                .containsExactly(id(about));
    }

    @Test
    void of_database_itsServerAndTheServersOwnToo() {
        assertThat(of(naming(ref("Microsoft.Sql/servers/s/databases/d")))
                        .scopes()
                        .getFirst()
                        .resources())
                .containsExactly(
                        ref(
                                "Microsoft.Sql/servers/s/databases/d",
                                Map.of(AzureType.SQL_SERVER, id("Microsoft.Sql/servers/s"))),
                        ref("Microsoft.Sql/servers/s"),
                        ref(
                                "Microsoft.Sql/servers/s/databases/master",
                                Map.of(AzureType.SQL_SERVER, id("Microsoft.Sql/servers/s"))));
    }

    @Test
    void of_sqlServer_itsMasterWhereItsLogsAre() {
        for (String named : List.of("Microsoft.Sql/servers/s", "Microsoft.Sql/servers/s/firewallRules/all")) {
            assertThat(of(naming(ref(named))).scopes().getFirst().resources())
                    .extracting(ResourceRef::id)
                    .containsExactly(id("Microsoft.Sql/servers/s"), id("Microsoft.Sql/servers/s/databases/master"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Web/sites/shop/slots/next, ",
        "Microsoft.Web/sites/shop/slots/next/config/web, ",
        "Microsoft.Cdn/profiles/p/endpoints/e, Microsoft.Cdn/profiles/p",
        "Microsoft.Synapse/workspaces/w/sqlPools/pool, ",
        "Microsoft.Sql/managedInstances/i/databases/d, Microsoft.Sql/managedInstances/i"
    })
    void of_partWithLogsOfItsOwn_isNotTakenForWhatItIsAPartOf(String named, @Nullable String beside) {
        String part = named.replace("/config/web", "");
        assertThat(of(naming(ref(named))).scopes().stream()
                        .flatMap(s -> s.resources().stream())
                        .filter(r -> !r.kind().equals(AzureType.SUBSCRIPTION)))
                .extracting(ResourceRef::id)
                .containsExactlyElementsOf(beside == null ? List.of(id(part)) : List.of(id(part), id(beside)));
    }

    @Test
    void of_subnet_itsNetworkIsKnownFromItsId() {
        assertThat(of(naming(ref("Microsoft.Network/virtualNetworks/hub/subnets/a")))
                        .scopes()
                        .getFirst()
                        .resources())
                .containsExactly(ref(
                        "Microsoft.Network/virtualNetworks/hub/subnets/a",
                        Map.of(AzureType.VIRTUAL_NETWORK, id("Microsoft.Network/virtualNetworks/hub"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/11112222-3333-4444-5555-666677778888",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/shop",
                "/subscriptions/11112222-3333-4444-5555-666677778888/providers/Microsoft.Insights/diagnosticSettings/s",
                "/subscriptions/11112222-3333-4444-5555-666677778888/resourceGroups/shop/providers/Microsoft.Authorization/roleAssignments/r"
            })
    void of_somethingOfASubscription_itsActivityLogAlone(String text) {
        assertThat(of(naming(new ResourceRef("x", text, "", ""))).scopes()).containsExactly(nowhere());
    }

    @Test
    void of_identityAlone_theActivityLogWhereItWasRaisedAndTheTenant() {
        assertThat(of(by(new Identity("user", "alice@example.com"))).scopes()).containsExactly(nowhere(TENANT));
    }

    @Test
    void of_identityOfAnAlertThatBelongsToNoSubscription_theOwn() {
        Alert signIn = raised(by(new Identity("user", "alice@example.com")), "", "");

        assertThat(of(signIn).scopes()).containsExactly(nowhere(TENANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/providers/microsoft.aadiam", "/providers/Microsoft.AadIam/diagnosticSettings/s"})
    void of_somethingOfEntra_theTenant(String text) {
        assertThat(of(naming(new ResourceRef("x", text, "", ""))).scopes()).containsExactly(nowhere(TENANT));
    }

    @Test
    void of_resourceInAnotherSubscriptionAndAnIdentity_theOneWhereItWasRaisedToo() {
        ResourceRef there = read("/subscriptions/" + OTHER + "/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")
                .at("northeurope", Map.of());

        assertThat(of(by(new Identity("user", "a"), there)).scopes())
                .extracting(s -> s.account() + " " + s.region())
                .containsExactly(OTHER + " northeurope", OTHER + " global", SUBSCRIPTION + " global");
    }

    @Test
    void of_hardenLocations_allOfEachAndWhatBelongsToNone() {
        assertThat(of(harden(List.of("West Europe", "northeurope", "westeurope")))
                        .scopes())
                .containsExactly(
                        new Scope(SUBSCRIPTION, "westeurope", Breadth.ALL, List.of()),
                        new Scope(SUBSCRIPTION, "northeurope", Breadth.ALL, List.of()),
                        new Scope(SUBSCRIPTION, "global", Breadth.ALL, List.of()));
    }

    @Test
    void of_hardenOneResource_thatAlone() {
        assertThat(of(harden(List.of("westeurope"), VM)).scopes())
                .containsExactly(new Scope(SUBSCRIPTION, "westeurope", Breadth.ALL, List.of(VM)));
    }

    @Test
    void of_hardenAResourceThatWasDropped_nothingMore() {
        Scoped scoped = of(harden(List.of("westeurope"), new ResourceRef("x", "no id", "", "")));

        assertThat(scoped.scopes()).isEmpty();
        assertThat(scoped.notes())
                .containsExactly(
                        "a x was left out: its id can not be one", "nothing is left of what was to be hardened");
    }

    @Test
    void of_hardenAResourceGroup_notItsSubscription() {
        Scoped scoped = of(harden(List.of("westeurope"), new ResourceRef("x", Alerts.GROUP, "", "")));

        assertThat(scoped.scopes()).isEmpty();
        assertThat(scoped.notes()).anySatisfy(n -> assertThat(n).startsWith(Alerts.GROUP + " was left out"));
    }

    @Test
    void of_hardenASubscriptionByItsId_allInIt() {
        ResourceRef other = new ResourceRef("x", "/subscriptions/" + OTHER, "", "");

        assertThat(of(harden(List.of("westeurope"), other)).scopes())
                .containsExactly(
                        new Scope(OTHER, "westeurope", Breadth.ALL, List.of()),
                        new Scope(OTHER, "global", Breadth.ALL, List.of()));
    }

    @Test
    void of_hardenTheTenantByItsId_thatAlone() {
        assertThat(of(harden(List.of("westeurope"), TENANT)).scopes())
                .containsExactly(new Scope(SUBSCRIPTION, "global", Breadth.ALL, List.of(TENANT)));
    }

    @Test
    void of_hardenWithoutALocation_saidAndWhatBelongsToNoneAlone() {
        Scoped scoped = of(raised(harden(List.of()), SUBSCRIPTION, ""));

        assertThat(scoped.scopes()).extracting(Scope::region).containsExactly("global");
        assertThat(scoped.notes())
                .containsExactly("no location was named, so that only what belongs to none is hardened");
    }

    @Test
    void of_alertOfNoSubscriptionThatCanBe_saidAndNothing() {
        Scoped scoped = NamedScopes.of(raised(naming(), "evil", "westeurope"), "");

        assertThat(scoped.scopes()).isEmpty();
        assertThat(scoped.notes()).containsExactly("the alert names no subscription that can be");
    }

    private static Scoped of(Alert alert) {
        return NamedScopes.of(alert, SUBSCRIPTION);
    }
}
