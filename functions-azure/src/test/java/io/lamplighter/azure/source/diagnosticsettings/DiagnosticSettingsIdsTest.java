package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in URLs: names hold more than a URL takes as it is, and what an event names may hold anything. */
class DiagnosticSettingsIdsTest extends FourVaults {
    private static final String SUBSCRIPTION_ID = "/subscriptions/" + SUBSCRIPTION;

    private static ResourceRef inGroup(String group, String name) {
        String id =
                "%s/resourcegroups/%s/providers/microsoft.keyvault/vaults/%s".formatted(SUBSCRIPTION_ID, group, name);
        return ref(AzureType.KEY_VAULT, id, LOCATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop (old)", "a+b", "it's", "r&d=1;x,y", "50$@home:!*~"})
    void respond_nameThatAUrlMustEscape_isLitAndUndoneThere(String name) {
        ResourceRef vault = inGroup(name, name);
        arm.put(vault.id(), LOCATION, Map.of());
        Object dark = arm.world();

        assertThat(loop.respond(Mode.ACT, touched(vault)).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
        assertThat(arm.world().keySet()).anyMatch(id -> id.startsWith(settings(vault) + "/lamplighter-"));
        assertThat(loop.undo(Mode.ACT, touched(vault)).values())
                .singleElement()
                .isInstanceOf(Restoration.Restored.class);
        assertThat(arm.world()).isEqualTo(dark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"straße", "магазин", "店", "e\u0301"})
    void respond_idWithOtherLettersThanAscii_isRefusedBeforehand(String name) {
        ResourceRef vault = inGroup(name, "shop");
        arm.put(vault.id(), LOCATION, Map.of());

        assertThat(loop.respond(Mode.ACT, touched(vault)).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("non-ascii"));
        assertThat(calls()).doesNotContain(WRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x%2f..%2f..",
                "x#y",
                "x?api-version=1",
                "x\"y",
                "..",
                "x\\y",
                "x/../y",
                "x\ny",
                "x//y",
                "<x>",
            })
    void respond_idThatNoResourceHas_isAskedNowhere(String name) {
        assertThat(loop.respond(Mode.ACT, touched(inGroup("shop", name), vault(0)))
                        .outcomes())
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("undecidable")))
                .anySatisfy(o -> assertThat(o).isInstanceOf(Outcome.TurnedOn.class));
        assertThat(arm.requests())
                .as("of the other one alone")
                .allMatch(c -> c.request().toString().contains(vault(0).id()));
    }

    @Test
    void respond_anotherSubscriptionsId_isAskedNowhere() {
        String theirs = vault(0).id().replace(SUBSCRIPTION, "99999999-0000-0000-0000-000000000000");
        assertThat(loop.respond(Mode.ACT, touched(ref(AzureType.KEY_VAULT, theirs, LOCATION)))
                        .outcomes())
                .singleElement()
                .isInstanceOf(Outcome.Refused.class);
        assertThat(calls()).isEmpty();
    }
}
