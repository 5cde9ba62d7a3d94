package io.lamplighter.azure.enrich.history;

import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.naming;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.Shop;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Enrichment.Found;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentHistoryTest {
    private static final String VALUES = "Microsoft.Insights/eventtypes/values/read";
    private static final String VAULT = id("Microsoft.KeyVault/vaults/v");
    private static final Alert ALICE = by(new Identity("user", "alice@example.com"));
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Enrichment look(Alert alert, Scope... scopes) {
        return new RecentHistory(shop.clients(), shop.settings(), Clock.systemUTC()).enrich(alert, List.of(scopes));
    }

    private Map<String, Object> event(int minutesAgo, String caller, String operation, String resource, String status) {
        return new HashMap<>(Map.of(
                "eventTimestamp",
                now.minus(Duration.ofMinutes(minutesAgo)).toString(),
                "caller",
                caller,
                "operationId",
                "op-" + minutesAgo,
                "operationName",
                Map.of("value", operation),
                "status",
                Map.of("value", status),
                "httpRequest",
                Map.of("clientIpAddress", "198.51.100.7"),
                "resourceId",
                resource));
    }

    private void happened(int minutesAgo, String caller, String operation, String resource, String status) {
        shop.arm().event(SUBSCRIPTION, event(minutesAgo, caller, operation, resource, status));
    }

    @Test
    void enrich_callsOfTheUser_toldAndWhatTheyTouchedJoins() {
        happened(1, "Alice@example.com", "Microsoft.KeyVault/vaults/write", VAULT, "Succeeded");
        happened(2, "alice@example.com", "Microsoft.Compute/virtualMachines/delete", Shop.VM, "Failed");
        happened(3, "bob@example.com", "Microsoft.Web/sites/write", id("Microsoft.Web/sites/bobs"), "Succeeded");

        Found found = (Found) look(ALICE, nowhere());

        assertThat(found.summary())
                .startsWith("2 calls from")
                .contains("the last Microsoft.KeyVault/vaults/write; 1 refused or failed; the Activity log is 3 to 20");
        assertThat(found.touched()).containsExactly(ref("Microsoft.KeyVault/vaults/v", "", Map.of()));
        assertThat(found.details().toString()).contains("198.51.100.7=2").doesNotContain("bob");
        assertThat(found.notes()).isEmpty();
        assertThat(shop.calls()).containsExactly(VALUES);
    }

    @Test
    void enrich_userWithAnApostrophe_isAskedForWithItWrittenTwice() {
        happened(1, "O'Brien@example.com", "Microsoft.KeyVault/vaults/write", VAULT, "Succeeded");

        Found found = (Found) look(by(new Identity("user", "o'brien@example.com")), nowhere());

        assertThat(found.summary()).startsWith("1 calls from");
        assertThat(shop.arm().requests()).asString().contains("and caller eq 'o''brien@example.com'");
    }

    @Test
    void enrich_startAndEndOfACall_countedOnceByItsEnd() {
        Map<String, Object> start = event(2, "alice@example.com", "Microsoft.KeyVault/vaults/write", VAULT, "Started");
        Map<String, Object> end = event(1, "alice@example.com", "Microsoft.KeyVault/vaults/write", VAULT, "Failed");
        end.put("operationId", "op-2");
        shop.arm().event(SUBSCRIPTION, start);
        shop.arm().event(SUBSCRIPTION, end);

        Found found = (Found) look(ALICE, nowhere());

        assertThat(found.summary()).startsWith("1 calls").contains("1 refused or failed");
        assertThat(found.touched()).isEmpty();
    }

    @Test
    void enrich_objectIdInTheClaims_isTheCaller() {
        Map<String, Object> event = event(1, "somebody", "Microsoft.KeyVault/vaults/write", VAULT, "Succeeded");
        event.put("claims", Map.of("http://schemas.microsoft.com/identity/claims/objectidentifier", Shop.PRINCIPAL));
        shop.arm().event(SUBSCRIPTION, event);

        assertThat(((Found) look(by(new Identity("user", Shop.PRINCIPAL)), nowhere())).touched())
                .containsExactly(ref("Microsoft.KeyVault/vaults/v", "", Map.of()));
    }

    @Test
    void enrich_settingOfAResource_theResourceJoinsAndWhatIsInScopeDoesNot() {
        happened(
                1,
                "alice@example.com",
                "Microsoft.Insights/diagnosticSettings/delete",
                VAULT + "/providers/Microsoft.Insights/diagnosticSettings/s",
                "Succeeded");
        happened(
                2,
                "alice@example.com",
                "Microsoft.Compute/virtualMachines/extensions/write",
                Shop.VM + "/extensions/x",
                "Succeeded");
        happened(
                3,
                "alice@example.com",
                "Microsoft.Resources/deployments/write",
                id("Microsoft.Resources/deployments/d"),
                "Succeeded");

        assertThat(((Found) look(ALICE, scope(ref("Microsoft.Compute/virtualMachines/web")))).touched())
                .containsExactly(ref("Microsoft.KeyVault/vaults/v", "", Map.of()));
    }

    @Test
    void enrich_moreTouchedThanJoin_theNewestJoinAndTheRestIsNoted() {
        for (int i = 1; i <= 25; i++) {
            happened(i, "alice@example.com", "Microsoft.Web/sites/write", id("Microsoft.Web/sites/s" + i), "Succeeded");
        }

        Found found = (Found) look(ALICE, nowhere());

        assertThat(found.touched()).hasSize(20).extracting(ResourceRef::id).startsWith(id("Microsoft.Web/sites/s1"));
        assertThat(found.notes())
                .singleElement()
                .asString()
                .startsWith("5 more resources were touched and left out of the scope");
    }

    @Test
    void enrich_noCallOfTheUser_nothing() {
        happened(3, "bob@example.com", "Microsoft.Web/sites/write", VAULT, "Succeeded");

        assertThat(look(ALICE, nowhere()))
                .isEqualTo(new Enrichment.Nothing("recent-history", "no call in the Activity log; " + Story.BEHIND));
    }

    @Test
    void enrich_oneSubscriptionDenied_saidAndNotCalledNothing() {
        happened(1, "alice@example.com", "Microsoft.KeyVault/vaults/write", VAULT, "Succeeded");
        shop.arm().answerNext(VALUES, 403, "AuthorizationFailed", "no");
        Scope other = new Scope(
                "99998888-7777-6666-5555-444433332222", "global", nowhere().breadth(), List.of());

        Enrichment told = look(ALICE, nowhere(), other);

        // Which of the two is asked first is chance; one of them is refused, and neither way it is called nothing.
        assertThat(told instanceof Found found ? found.notes() : List.of(((Enrichment.Unreadable) told).why()))
                .singleElement()
                .asString()
                .contains("could not be read: AuthorizationFailed");
    }

    @Test
    void enrich_hostileText_oneLineAndNoOtherPlace() {
        Map<String, Object> event =
                event(1, "alice@example.com", "x\n{\"level\":\"ERROR\"}", "https://evil.example/x", "Succeeded");
        event.put("httpRequest", Map.of("clientIpAddress", "1.2.3.4\nforged"));
        shop.arm().event(SUBSCRIPTION, event);

        Found found = (Found) look(ALICE, nowhere());

        assertThat(found.summary()).doesNotContain("\n");
        assertThat(found.details().toString()).doesNotContain("\n", "evil.example");
        assertThat(found.touched()).isEmpty();
    }

    @Test
    void applies_nobodyNamed_no() {
        RecentHistory history = new RecentHistory(shop.clients(), shop.settings(), Clock.systemUTC());

        assertThat(history.applies(naming(), List.of(nowhere()))).isFalse();
        assertThat(history.applies(ALICE, List.of())).isFalse();
        assertThat(history.applies(ALICE, List.of(nowhere()))).isTrue();
    }
}
