package io.lamplighter.azure.enrich;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.enrich.account.SubscriptionName;
import io.lamplighter.azure.enrich.defender.DefenderPlans;
import io.lamplighter.azure.enrich.exports.ActivityLogExports;
import io.lamplighter.azure.enrich.exposure.Exposure;
import io.lamplighter.azure.enrich.front.Front;
import io.lamplighter.azure.enrich.history.RecentHistory;
import io.lamplighter.azure.enrich.identity.Identities;
import io.lamplighter.azure.enrich.instance.Machines;
import io.lamplighter.azure.enrich.links.PortalLinks;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Scope;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all of them promise, and what each finds in the same small shop. */
class EnrichersTest {
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";
    private static final Alert ALERT = by(new Identity("managed-identity", Shop.PRINCIPAL));
    private static final List<Scope> SCOPES = List.of(
            scope(
                    ref("Microsoft.Compute/virtualMachines/web"),
                    ref(
                            "Microsoft.Network/networkInterfaces/web-nic",
                            Map.of(AzureType.SUBNET, Shop.SUBNET, AzureType.VIRTUAL_NETWORK, Shop.NETWORK))),
            nowhere());

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private List<Enricher> all() {
        Clients clients = shop.clients();
        Settings settings = shop.settings();
        return List.of(
                new SubscriptionName(clients),
                new DefenderPlans(clients),
                new Exposure(clients, settings),
                new ActivityLogExports(clients),
                new Front(clients, settings),
                new Identities(clients),
                new Machines(clients, settings),
                new RecentHistory(clients, Clock.systemUTC()));
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(ALERT, SCOPES);
    }

    @Test
    void enrich_everythingDenied_eachSaysThatItCouldNotReadAndWhy() {
        for (Enricher enricher : all()) {
            List.of(enricher.getClass().getAnnotation(Grants.class).read()).forEach(shop.arm()::deny);
        }
        for (Enricher enricher : all()) {
            assertThat(enricher.applies(ALERT, SCOPES)).as(enricher.id()).isTrue();
            assertThat(enrich(enricher))
                    .as(enricher.id())
                    .isInstanceOfSatisfying(
                            Enrichment.Unreadable.class,
                            u -> assertThat(u.why()).contains("could not be read", "AuthorizationFailed"));
        }
    }

    @Test
    void enrich_everyCall_isGranted() {
        seedEverything();
        for (Enricher enricher : all()) {
            shop.arm().forgetRequests();
            enrich(enricher);
            shop.arm().deny(GRAPH);
            enrich(enricher);
            shop.arm().allow(GRAPH);
            Set<String> made = lower(shop.calls());
            Set<String> granted = lower(
                    List.of(enricher.getClass().getAnnotation(Grants.class).read()));
            assertThat(made).as(enricher.id()).isNotEmpty();
            assertThat(granted).as(enricher.id()).containsAll(made);
        }
    }

    private static Set<String> lower(List<String> permissions) {
        Set<String> lower = new HashSet<>();
        permissions.forEach(p -> lower.add(p.toLowerCase(Locale.ROOT)));
        return lower;
    }

    private void seedEverything() {
        String profile = id("Microsoft.Cdn/profiles/fd");
        shop.arm()
                .put(Shop.GUARD, "westeurope", Map.of())
                .put(profile, "global", Map.of())
                .put(profile + "/originGroups/g", Map.of())
                .put(profile + "/originGroups/g/origins/o", Map.of("properties", Map.of("hostName", "203.0.113.9")))
                .put(
                        "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments/r",
                        Map.of(
                                "properties",
                                Map.of(
                                        "principalId",
                                        Shop.PRINCIPAL,
                                        "scope",
                                        "/subscriptions/" + SUBSCRIPTION,
                                        "roleDefinitionId",
                                        "/providers/Microsoft.Authorization/roleDefinitions/"
                                                + "00001111-2222-3333-4444-555566667777")));
    }

    @Test
    void enrich_aCallThatHangs_onlyItsOwnEnricherWaits() {
        shop.arm().hangNext("Microsoft.Security/pricings/read");

        assertThat(enrich(new ActivityLogExports(shop.clients()))).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void applies_noScopes_none() {
        assertThat(all())
                .allSatisfy(
                        e -> assertThat(e.applies(ALERT, List.of())).as(e.id()).isFalse());
        assertThat(new PortalLinks(shop.settings()).applies(naming(), List.of()))
                .isTrue();
    }

    // What it is.

    @Test
    void instance_machine_whatItIsByTwoQueries() {
        Found found = (Found) enrich(new Machines(shop.clients(), shop.settings()));

        assertThat(found.summary())
                .isEqualTo("web, Standard_D2s_v5, Canonical:ubuntu-24_04-lts:server:24.04.202601010,"
                        + " made 2026-01-02T03:04:05Z, public at 203.0.113.9");
        assertThat(found.details().toString())
                .contains("system=Linux", "privateAddresses=[10.0.0.4]", "owner=shop", Shop.PRINCIPAL);
        assertThat(shop.calls()).containsExactly(GRAPH, GRAPH);
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

    // Who it is.

    private void assigned(String name, String role, String scope) {
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments/" + name,
                        Map.of(
                                "properties",
                                Map.of(
                                        "principalId",
                                        Shop.PRINCIPAL,
                                        "scope",
                                        scope,
                                        "roleDefinitionId",
                                        "/subscriptions/" + SUBSCRIPTION
                                                + "/providers/Microsoft.Authorization/roleDefinitions/" + role)));
    }

    @Test
    void identity_withRoles_theirNamesByOneQueryAndOneCallForAnUnknownOne() {
        assigned("a", "8E3AF657-a8ff-443c-a75c-2fe8c4bcb635", "/subscriptions/" + SUBSCRIPTION);
        assigned("b", "00001111-2222-3333-4444-555566667777", Shop.NETWORK);
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION
                                + "/providers/Microsoft.Authorization/roleDefinitions/00001111-2222-3333-4444-555566667777",
                        Map.of("properties", Map.of("roleName", "Net Painter")));

        Found found = (Found) enrich(new Identities(shop.clients()));

        assertThat(found.summary())
                .startsWith(Shop.PRINCIPAL + " is Owner on /subscriptions/" + SUBSCRIPTION + ", Net Painter on ");
        assertThat(found.details().toString()).contains("kind=MANAGED_IDENTITY", "Net Painter");
        assertThat(shop.calls()).containsExactly(GRAPH, "Microsoft.Authorization/roleDefinitions/read");
    }

    @Test
    void identity_graphDenied_theListsAreAsked() {
        assigned("a", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "/subscriptions/" + SUBSCRIPTION);
        shop.arm().deny(GRAPH);

        assertThat(((Found) enrich(new Identities(shop.clients()))).summary()).contains("is Reader on");
        assertThat(shop.calls()).containsExactly(GRAPH, "Microsoft.Authorization/roleAssignments/read");
    }

    @Test
    void identity_withoutRoles_nothingAndWhatIsNotSeen() {
        assertThat(enrich(new Identities(shop.clients())))
                .isEqualTo(new Enrichment.Nothing(
                        "identity",
                        "no role is assigned to it here by itself; roles through groups are not seen: that needs"
                                + " Microsoft Graph"));
    }

    @Test
    void identity_userByItsNameAlone_saidWhatItNeedsAndNothingAsked() {
        Enrichment told = new Identities(shop.clients()).enrich(by(new Identity("user", "alice@example.com")), SCOPES);

        assertThat(told)
                .isEqualTo(new Enrichment.Unreadable(
                        "identity",
                        "the roles of user alice@example.com were not looked up: that needs its object id, which"
                                + " Microsoft Graph has"));
        assertThat(shop.calls()).isEmpty();
    }

    // Where it is.

    @Test
    void account_known_itsNameAndGroupsByOneQuery() {
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION,
                        Map.of(
                                "name",
                                "Shop",
                                "properties",
                                Map.of(
                                        "managementGroupAncestorsChain",
                                        List.of(
                                                Map.of("displayName", "Retail"),
                                                Map.of("displayName", "Tenant Root Group")))));

        assertThat(((Found) enrich(new SubscriptionName(shop.clients()))).summary())
                .isEqualTo(SUBSCRIPTION + " is Shop, under Tenant Root Group / Retail");
        assertThat(shop.calls()).containsExactly(GRAPH);
    }

    @Test
    void account_graphDenied_itsNameByItself() {
        shop.arm().deny(GRAPH);

        Found found = (Found) enrich(new SubscriptionName(shop.clients()));

        assertThat(found.summary()).isEqualTo(SUBSCRIPTION + " is Shop");
        assertThat(found.notes()).singleElement().asString().contains("Resource Graph could not be read");
    }

    @Test
    void defender_someOn_whichAreAndWhichAreNot() {
        String pricings = "/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.Security/pricings/";
        shop.arm()
                .put(pricings + "VirtualMachines", plan(Map.of("pricingTier", "Standard", "subPlan", "P2")))
                .put(pricings + "KeyVaults", plan(Map.of("pricingTier", "Free")))
                .put(pricings + "Dns", plan(Map.of("pricingTier", "Free", "deprecated", true)));

        assertThat(((Found) enrich(new DefenderPlans(shop.clients()))).summary())
                .isEqualTo("in %s Defender watches VirtualMachines (P2); not KeyVaults".formatted(SUBSCRIPTION));
        assertThat(shop.calls()).containsExactly("Microsoft.Security/pricings/read");
    }

    private static Map<String, Object> plan(Map<String, ?> properties) {
        return Map.of("properties", properties);
    }

    @Test
    void defender_none_nothing() {
        assertThat(enrich(new DefenderPlans(shop.clients()))).isInstanceOf(Enrichment.Nothing.class);
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
}
