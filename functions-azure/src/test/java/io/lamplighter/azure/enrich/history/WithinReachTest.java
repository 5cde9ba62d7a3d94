package io.lamplighter.azure.enrich.history;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Identity;
import io.lamplighter.events.SentCall;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where somebody of Entra ID alone is looked for. */
class WithinReachTest {
    private static final String OTHER = "99998888-7777-6666-5555-444433332222";
    private static final String THIRD = "22228888-7777-6666-5555-444433332222";
    private static final String SUBSCRIPTIONS = "Microsoft.Resources/subscriptions/read";
    private static final String REACH = "LAMPLIGHTER_REACH";
    private static final Identity ALICE = new Identity("user", "alice@example.com");

    private final Shop shop = new Shop();

    @BeforeEach
    void others() {
        List.of(OTHER, THIRD)
                .forEach(s -> shop.arm().put("/subscriptions/" + s, Map.of("subscriptionId", s, "state", "Enabled")));
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment look(Alert alert) {
        return new RecentHistory(shop.clients(), shop.settings(), Clock.systemUTC()).enrich(alert, List.of(nowhere()));
    }

    /** The subscriptions whose Activity log was read. */
    private List<String> looked() {
        return shop.arm().requests().stream()
                .filter(c -> c.permission().endsWith("/values/read"))
                .map(SentCall::request)
                .map(r -> String.valueOf(r.get("id")).split("/", -1)[2])
                .sorted()
                .toList();
    }

    @Test
    void enrich_ownSubscriptionAlone_noOtherIsAskedOrAskedFor() {
        look(by(ALICE));
        assertThat(looked()).containsExactly(SUBSCRIPTION);
        assertThat(shop.calls()).doesNotContain(SUBSCRIPTIONS);
    }

    @Test
    void enrich_reachThatNamesOthers_eachOfThem() {
        shop.with(REACH, "accounts=%s,%s;regions=*;sources=*".formatted(SUBSCRIPTION, OTHER));
        look(by(ALICE));
        assertThat(looked()).containsExactly(SUBSCRIPTION, OTHER);
        assertThat(shop.calls()).doesNotContain(SUBSCRIPTIONS);
    }

    @Test
    void enrich_reachThatNamesStarts_thoseThatThereAreWithin() {
        shop.with(REACH, "accounts=%s,9*;regions=*;sources=*".formatted(SUBSCRIPTION));
        shop.arm().put("/subscriptions/" + SUBSCRIPTION, Map.of("subscriptionId", SUBSCRIPTION));
        look(by(ALICE));
        assertThat(looked()).containsExactly(SUBSCRIPTION, OTHER);
        assertThat(shop.calls()).containsOnlyOnce(SUBSCRIPTIONS);
    }

    @Test
    void enrich_subscriptionsMayNotBeListed_saidAndTheOwnIsAskedAllTheSame() {
        shop.with(REACH, "accounts=*;regions=*;sources=*");
        shop.arm().deny(SUBSCRIPTIONS);
        assertThat(look(by(ALICE)).toString()).contains("which subscriptions are within reach");
        assertThat(looked()).containsExactly(SUBSCRIPTION);
    }

    @Test
    void enrich_alertThatNamesAResource_itsSubscriptionAlone() {
        shop.with(REACH, "accounts=%s,%s;regions=*;sources=*".formatted(SUBSCRIPTION, OTHER));
        look(by(ALICE, ref("Microsoft.KeyVault/vaults/v")));
        assertThat(looked()).containsExactly(SUBSCRIPTION);
    }
}
