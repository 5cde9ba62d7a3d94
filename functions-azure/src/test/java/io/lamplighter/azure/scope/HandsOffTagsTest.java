package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.GROUP;
import static io.lamplighter.azure.scope.Alerts.LOCATION;
import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandsOffTagsTest {
    private static final String VAULT = id("Microsoft.KeyVault/vaults/v");

    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private Set<String> marked() {
        return new HandsOffTags(shop.clients()).in(Alerts.scope());
    }

    private static Map<String, Object> tagged(String tag) {
        return Map.of("location", LOCATION, "tags", Map.of(tag, ""));
    }

    @Test
    void in_nothingMarked_nothing() {
        assertThat(marked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lamplighter:hands-off", "Lamplighter:Hands-Off"})
    void in_resourceMarkedWithAnyValue_itsId(String tag) {
        shop.arm().put(VAULT, tagged(tag));

        assertThat(marked()).containsExactly(VAULT);
    }

    @Test
    void in_otherTag_nothing() {
        shop.arm().put(VAULT, tagged("hands-off"));

        assertThat(marked()).isEmpty();
    }

    @Test
    void in_groupMarked_allThatIsInIt() {
        shop.arm().put(GROUP, tagged(HandsOff.TAG));
        shop.arm()
                .put(
                        "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/shop2/providers/Microsoft.Web/sites/s",
                        LOCATION,
                        Map.of());

        assertThat(marked()).containsExactlyInAnyOrder(GROUP, Shop.VM, Shop.NIC, Shop.NETWORK, Shop.ADDRESS);
    }

    @Test
    void in_subscriptionMarked_allThatIsInItAndItsActivityLog() {
        shop.arm().put("/subscriptions/" + SUBSCRIPTION, tagged(HandsOff.TAG));

        Set<String> marked = marked();

        assertThat(marked).contains("/subscriptions/" + SUBSCRIPTION, Shop.VM);
        assertThat(marked).anyMatch(Places.subscription(SUBSCRIPTION)::liesIn);
    }

    @Test
    void in_networkMarked_sparesWhatLiesInIt() {
        shop.arm().put(Shop.NETWORK, tagged(HandsOff.TAG));
        ResourceRef nic =
                ref("Microsoft.Network/networkInterfaces/web-nic", Map.of(AzureType.VIRTUAL_NETWORK, Shop.NETWORK));

        assertThat(marked()).anyMatch(nic::liesIn);
    }

    @Test
    void in_moreThanAPage_allAreRead() {
        shop.arm()
                .put(VAULT, tagged(HandsOff.TAG))
                .put(Shop.GUARD, tagged(HandsOff.TAG))
                .pageSize(1);

        assertThat(marked()).containsExactlyInAnyOrder(VAULT, Shop.GUARD);
    }

    @Test
    void in_morePagesThanAreRead_failsAndHidesNoMark() {
        for (int i = 0; i < 25; i++) {
            shop.arm().put(VAULT + i, tagged(HandsOff.TAG));
        }
        shop.arm().pageSize(1);

        assertThatThrownBy(this::marked)
                .satisfies(e -> assertThat(new AzureFailures().read(e).kind()).isEqualTo(Failure.Kind.LIMIT));
    }

    @Test
    void in_denied_fails() {
        shop.arm().deny("Microsoft.Resources/subscriptions/resources/read");

        assertThatThrownBy(this::marked)
                .satisfies(e -> assertThat(new AzureFailures().read(e).kind()).isEqualTo(Failure.Kind.DENIED));
    }

    @Test
    void grants_everyCall_andNoOther() {
        marked();

        assertThat(shop.calls().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(HandsOffTags.class.getAnnotation(Grants.class).read()).stream()
                                .map(c -> c.toLowerCase(Locale.ROOT))
                                .toList());
    }
}
