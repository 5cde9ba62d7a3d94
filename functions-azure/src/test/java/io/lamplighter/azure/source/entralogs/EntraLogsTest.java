package io.lamplighter.azure.source.entralogs;

import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static io.lamplighter.azure.source.SettingTenant.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.ConfiguredSinks;
import io.lamplighter.azure.source.SettingApi;
import io.lamplighter.azure.source.SettingContract;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of every source, for the logs of the tenant. */
class EntraLogsTest extends SettingContract {
    @Override
    protected LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks) {
        return new EntraLogs(clients, sinks);
    }

    @Override
    protected boolean onlyTarget() {
        return true;
    }

    @Override
    protected Scope touched() {
        return new Scope(
                SUBSCRIPTION,
                Locations.GLOBAL,
                Breadth.TOUCHED,
                List.of(ref(AzureType.TENANT, SettingApi.TENANT_ID, Locations.GLOBAL)));
    }

    @Override
    protected Map.Entry<String, String> lightable() {
        return Map.entry(SettingApi.TENANT_ID + "/diagnosticsettings", "AuditLogs");
    }

    @Test
    void respond_darkTenant_takesFourCallsAndLeavesTheLargestLogsAlone() {
        assertThat(loop().respond(Mode.ACT, touched()).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
        assertThat(sent())
                .extracting(SentCall::permission)
                .containsExactly(
                        "microsoft.aadiam/diagnosticSettingsCategories/read",
                        "microsoft.aadiam/diagnosticSettings/read",
                        "microsoft.aadiam/diagnosticSettings/write",
                        "microsoft.aadiam/diagnosticSettings/read");
        SentCall write = sent().get(2);
        assertThat(String.valueOf(write.request().get("id")))
                .startsWith("/providers/microsoft.aadiam/diagnosticsettings/lamplighter-");
        assertThat(write.names("SignInLogs")).isTrue();
        assertThat(write.names("ServicePrincipalRiskEvents")).isTrue();
        assertThat(write.names("MicrosoftGraphActivityLogs")).isFalse();
    }

    @Test
    void respond_lookIsDenied_isReportedAndNothingIsSent() {
        tenant.arm.deny("microsoft.aadiam/diagnosticSettings/read");
        assertThat(loop().respond(Mode.ACT, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Failed.class, f -> {
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED);
                    assertThat(f.failure().why()).contains("could not be read", "Security Administrator");
                });
        assertThat(sent()).noneMatch(c -> c.permission().endsWith("/write"));
    }

    @Test
    void respond_changeIsDenied_saysWhichRoleIsMissing() {
        tenant.arm.deny("microsoft.aadiam/diagnosticSettings/write");
        assertThat(loop().respond(Mode.ACT, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Failed.class, f -> {
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED);
                    assertThat(f.failure().why())
                            .contains("AuthorizationFailed", "Security Administrator", "Contributor");
                });
    }

    @Test
    void aim_anotherSubscription_leavesTheTenantToItsHome() {
        String other = "99999999-0000-0000-0000-000000000000";
        ResourceRef tenant = new ResourceRef(AzureType.TENANT, SettingApi.TENANT_ID, other, Locations.GLOBAL);
        LogSource<SettingFacts, SettingStep> source = newSource();
        for (Scope scope : List.of(
                new Scope(other, Locations.GLOBAL, Breadth.TOUCHED, List.of(tenant)),
                new Scope(other, Locations.GLOBAL, Breadth.ALL, List.of()),
                new Scope(SUBSCRIPTION, "westeurope", Breadth.ALL, List.of()))) {
            assertThat(source.aim(scope).applies()).as(scope.toString()).isFalse();
        }
        assertThat(source.aim(everything()).applies()).isTrue();
    }

    private SourceLoop loop() {
        SourceLoop loop = tenant.loop(EntraLogs::new, Map.of(Settings.WORKSPACE, WORKSPACE));
        loop.respond(Mode.PROPOSE, touched());
        // From here on the place for logs is known.
        forgetCalls();
        return loop;
    }
}
