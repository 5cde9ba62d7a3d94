package io.lamplighter.azure.enrich;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
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
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
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
                new RecentHistory(clients, settings, Clock.systemUTC()));
    }

    private Enrichment enrich(Enricher enricher) {
        return enricher.enrich(Shop.ALERT, Shop.SCOPES);
    }

    @Test
    void enrich_everythingDenied_eachSaysThatItCouldNotReadAndWhy() {
        for (Enricher enricher : all()) {
            List.of(enricher.getClass().getAnnotation(Grants.class).read()).forEach(shop.arm()::deny);
        }
        for (Enricher enricher : all()) {
            assertThat(enricher.applies(Shop.ALERT, Shop.SCOPES))
                    .as(enricher.id())
                    .isTrue();
            assertThat(enrich(enricher))
                    .as(enricher.id())
                    .isInstanceOfSatisfying(
                            Enrichment.Unreadable.class,
                            u -> assertThat(u.why()).contains("could not be read", "AuthorizationFailed"));
        }
    }

    @Test
    void enrich_everyCall_isGrantedAndNothingElse() {
        seedEverything();
        shop.with("LAMPLIGHTER_REACH", "accounts=*;regions=*;sources=*");
        List<Scope> scopes = List.of(
                Shop.SCOPES.getFirst(),
                scope(ref("Microsoft.Compute/virtualMachineScaleSets/pool"), ref("Microsoft.Web/sites/site")));
        for (Enricher enricher : all()) {
            shop.arm().forgetRequests();
            enricher.enrich(Shop.ALERT, scopes);
            shop.arm().deny(Shop.GRAPH);
            enricher.enrich(Shop.ALERT, scopes);
            shop.arm().allow(Shop.GRAPH);
            Set<String> made = lower(shop.calls());
            Set<String> granted = lower(
                    List.of(enricher.getClass().getAnnotation(Grants.class).read()));
            assertThat(made).as(enricher.id()).isEqualTo(granted);
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
                .put(id("Microsoft.Compute/virtualMachineScaleSets/pool"), "westeurope", Map.of())
                .put(id("Microsoft.Web/sites/site"), "westeurope", Map.of())
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
    void applies_noScopes_none() {
        assertThat(all())
                .allSatisfy(e ->
                        assertThat(e.applies(Shop.ALERT, List.of())).as(e.id()).isFalse());
        assertThat(new PortalLinks(shop.settings()).applies(naming(), List.of()))
                .isFalse();
    }
}
