package io.lamplighter.azure.source;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.NAMESPACE;
import static io.lamplighter.azure.source.SettingTenant.RULE;
import static io.lamplighter.azure.source.SettingTenant.STORE;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.diagnosticsettings.DiagnosticSettings;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One of the configured places cannot take logs: the others still get them, and the flaw is said, before and after. */
class FlawedPlacesTest {
    private static final ResourceRef VAULT = SettingTenant.ref(
            AzureType.KEY_VAULT,
            "/subscriptions/%s/resourcegroups/shop/providers/microsoft.keyvault/vaults/shop".formatted(SUBSCRIPTION),
            LOCATION);
    private static final Scope SCOPE = new Scope(SUBSCRIPTION, LOCATION, Breadth.TOUCHED, List.of(VAULT));

    private final SettingTenant tenant = new SettingTenant();

    @BeforeEach
    void furnish() {
        tenant.arm.put(VAULT.id(), LOCATION, Map.of());
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    /**
     * What is wrong with a place.
     *
     * @param place where new logs do not go for it
     */
    record Flaw(String name, String place, Consumer<ArmFake> make, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Flaw> flaws() {
        Map<String, Object> shut = Map.of("networkAcls", Map.of("defaultAction", "Deny", "bypass", "None"));
        return Stream.of(
                new Flaw("store gone", STORE, arm -> arm.remove(STORE), "no evidence store in " + LOCATION),
                new Flaw("store elsewhere", STORE, arm -> arm.put(STORE, "uksouth", Map.of()), "no evidence store in"),
                new Flaw("store shut", STORE, arm -> arm.put(STORE, LOCATION, shut), "firewall"),
                new Flaw(
                        "store not to be read",
                        STORE,
                        arm -> arm.deny("Microsoft.Storage/storageAccounts/read"),
                        "AuthorizationFailed"),
                new Flaw("workspace gone", WORKSPACE, arm -> arm.remove(WORKSPACE), WORKSPACE + ": it is gone"),
                new Flaw(
                        "workspace not to be read",
                        WORKSPACE,
                        arm -> arm.deny("Microsoft.OperationalInsights/workspaces/read"),
                        WORKSPACE + " could not be looked at"),
                new Flaw("hub gone", RULE, arm -> arm.remove(NAMESPACE), NAMESPACE + ": it is gone"),
                new Flaw("hub elsewhere", RULE, arm -> arm.put(NAMESPACE, "uksouth", Map.of()), "takes no logs of"),
                new Flaw("rule gone", RULE, arm -> arm.remove(RULE), RULE + ": it is gone"));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void respond_oneOfThreeHasAFlaw_theOthersGetTheLogsAsTheDryRunSaid(Flaw flaw) {
        flaw.make().accept(tenant.arm);
        SourceLoop loop = tenant.loop(DiagnosticSettings::new, SettingTenant.ALL_SINKS);

        Finding dry = loop.respond(Mode.PROPOSE, SCOPE);

        assertThat(dry.outcomes()).singleElement().isInstanceOfSatisfying(Outcome.Proposed.class, p -> {
            Stream.of(STORE, WORKSPACE, RULE)
                    .forEach(place -> assertThat(p.request().toString().contains(place))
                            .as(place)
                            .isEqualTo(!place.equals(flaw.place())));
            assertThat(p.logs().left()).contains(flaw.said());
            assertThat(loop.respond(Mode.ACT, SCOPE).outcomes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.TurnedOn.class, on -> assertThat(on.logs()).isEqualTo(p.logs()));
            assertThat(loop.entries(SCOPE))
                    .singleElement()
                    .satisfies(e -> assertThat(e.request()).isEqualTo(p.request()));
        });
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void respond_theOnlyPlaceHasAFlaw_isRefusedAndSaysIt(Flaw flaw) {
        flaw.make().accept(tenant.arm);
        String variable = flaw.place().equals(STORE)
                ? Settings.EVIDENCE_STORES
                : flaw.place().equals(WORKSPACE) ? Settings.WORKSPACE : Settings.EVENT_HUB_RULE;
        SourceLoop loop = tenant.loop(DiagnosticSettings::new, Map.of(variable, flaw.place()));
        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                    assertThat(r.rule()).isEqualTo("no-sink");
                    assertThat(r.why()).contains(flaw.said());
                });
    }

    @Test
    void respond_flawIsMended_goesThereTheNextTime() {
        tenant.arm.remove(WORKSPACE);
        SourceLoop loop = tenant.loop(DiagnosticSettings::new, SettingTenant.ALL_SINKS);
        loop.respond(Mode.PROPOSE, SCOPE);
        tenant.arm.put(WORKSPACE, "northeurope", Map.of());
        assertThat(loop.respond(Mode.PROPOSE, SCOPE).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Proposed.class, p -> {
                    assertThat(p.request().toString()).contains(WORKSPACE);
                    assertThat(p.logs().left()).isEmpty();
                });
    }

    @Test
    void respond_placeCouldNotBeLookedAtJustNow_failsAndCanComeAgain() {
        for (int i = 0; i < 4; i++) {
            tenant.arm.throttleNext("Microsoft.OperationalInsights/workspaces/read", 0);
        }
        SourceLoop loop = tenant.loop(DiagnosticSettings::new, SettingTenant.ALL_SINKS);
        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        f -> assertThat(f.failure().kind().retryable()).isTrue());
        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes()).singleElement().isInstanceOf(Outcome.TurnedOn.class);
    }
}
