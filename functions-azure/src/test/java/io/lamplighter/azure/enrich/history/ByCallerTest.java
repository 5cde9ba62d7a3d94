package io.lamplighter.azure.enrich.history;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a busy subscription, where a few pages of the Activity log are the calls of others. */
class ByCallerTest {
    private static final String VALUES = "Microsoft.Insights/eventtypes/values/read";
    private static final String VAULT = id("Microsoft.KeyVault/vaults/v");
    private static final int OTHERS = 9;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Shop shop = new Shop();

    @BeforeEach
    void busy() {
        for (int i = 1; i <= OTHERS; i++) {
            happened(i, "bob@example.com");
        }
        shop.arm().pageSize(1);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private void happened(int minutesAgo, String caller) {
        shop.arm()
                .event(
                        SUBSCRIPTION,
                        Map.of(
                                "eventTimestamp",
                                now.minus(Duration.ofMinutes(minutesAgo)).toString(),
                                "caller",
                                caller,
                                "operationId",
                                "op-" + minutesAgo,
                                "operationName",
                                Map.of("value", "Microsoft.KeyVault/vaults/write"),
                                "status",
                                Map.of("value", "Succeeded"),
                                "resourceId",
                                VAULT));
    }

    private Enrichment look(Alert alert, Scope scope) {
        return new RecentHistory(shop.clients(), shop.settings(), Clock.systemUTC(), Duration.ofSeconds(2))
                .enrich(alert, List.of(scope));
    }

    private static Alert user(String id) {
        return by(new Identity("user", id));
    }

    private List<String> filters() {
        return shop.arm().requests().stream()
                .map(SentCall::request)
                .map(r -> String.valueOf(r.get("query")))
                .toList();
    }

    @Test
    void enrich_callOfTheUserBehindManyOfOthers_foundByOneCall() {
        happened(OTHERS + 1, "alice@example.com");

        Found found = (Found) look(user("Alice@example.com"), nowhere());

        assertThat(found.summary()).startsWith("1 calls");
        assertThat(found.notes()).isEmpty();
        assertThat(shop.calls()).containsExactly(VALUES);
    }

    @Test
    void enrich_callOfAMachineBehindManyOfOthers_foundByItsObjectId() {
        happened(OTHERS + 1, Shop.PRINCIPAL);
        Scope machine =
                scope(ref("Microsoft.Compute/virtualMachines/web", Map.of(AzureType.MANAGED_IDENTITY, Shop.PRINCIPAL)));

        assertThat(((Found) look(naming(), machine)).summary()).startsWith("1 calls");
        assertThat(shop.calls()).containsExactly(VALUES);
    }

    @Test
    void enrich_userWithAnApostrophe_isOneUser() {
        happened(OTHERS + 1, "o'brien@example.com");

        assertThat(((Found) look(user("o'brien@example.com"), nowhere())).summary())
                .startsWith("1 calls");
        assertThat(filters()).singleElement().asString().contains("caller eq 'o''brien@example.com'");
    }

    @Test
    void enrich_moreCallsOfTheUserThanAreRead_saidHowFarBack() {
        for (int i = 1; i <= 6; i++) {
            happened(OTHERS + i, "alice@example.com");
        }

        Found found = (Found) look(user("alice@example.com"), nowhere());

        assertThat(found.summary()).startsWith("5 calls");
        assertThat(found.notes())
                .containsExactly(
                        "of the Activity log of subscription %s by alice@example.com only what is newer than %s was read"
                                .formatted(SUBSCRIPTION, now.minus(Duration.ofMinutes(OTHERS + 5))));
    }

    @Test
    void enrich_userKnownByItsObjectIdAlone_isLookedForAmongAllAndSaidHowFarBack() {
        assertThat(look(user(Shop.PRINCIPAL), nowhere()).toString())
                .contains("of the Activity log of subscription %s only what is newer than %s was read"
                        .formatted(SUBSCRIPTION, now.minus(Duration.ofMinutes(5))));
        assertThat(filters()).hasSize(5).allSatisfy(f -> assertThat(f).doesNotContain("caller eq"));
    }

    @Test
    void enrich_filterOnTheCallerIsRefused_allAreRead() {
        happened(0, "alice@example.com");
        shop.arm().answerNext(VALUES, 400, "BadRequest", "The filter on 'caller' is not supported.");

        Found found = (Found) look(user("alice@example.com"), nowhere());

        assertThat(found.summary()).startsWith("1 calls");
        assertThat(shop.calls()).hasSize(6);
    }

    @Test
    void enrich_pageThatHangs_whatWasReadBeforeIsKept() {
        happened(OTHERS + 1, "alice@example.com");
        happened(OTHERS + 2, "alice@example.com");
        shop.arm()
                .meanwhile(
                        VALUES,
                        () -> shop.arm().meanwhile(VALUES, () -> shop.arm().hangNext(VALUES)));

        Found found = (Found) look(user("alice@example.com"), nowhere());

        assertThat(found.summary()).startsWith("1 calls");
        assertThat(found.notes())
                .anySatisfy(n -> assertThat(n).contains("could not be read: no answer in 2 s"))
                .anySatisfy(n -> assertThat(n).contains("only what is newer than"));
    }
}
