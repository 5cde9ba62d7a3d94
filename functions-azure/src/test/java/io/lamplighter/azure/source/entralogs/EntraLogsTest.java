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
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .as("the first two side by side")
                .containsExactlyInAnyOrder(
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

    /** The look is the same in every mode, so that a dry run tells it. */
    @ParameterizedTest
    @CsvSource({
        "PROPOSE, microsoft.aadiam/diagnosticSettings/read",
        "ACT, microsoft.aadiam/diagnosticSettings/read",
        "ACT, microsoft.aadiam/diagnosticSettingsCategories/read"
    })
    void respond_lookIsDenied_isRefusedWithTheRoleAndTheLicencesThatAreMissing(Mode mode, String denied) {
        SourceLoop loop = loop();
        tenant.arm.deny(denied);
        assertThat(loop.respond(mode, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                    assertThat(r.rule()).isEqualTo("tenant-grant");
                    assertThat(r.why())
                            .contains(
                                    "could not be read: AuthorizationFailed",
                                    "Security Administrator",
                                    "Contributor at the scope",
                                    "SignInLogs with Entra ID P1 or P2",
                                    "RiskyUsers, UserRiskEvents with Entra ID P2",
                                    "RiskyServicePrincipals, ServicePrincipalRiskEvents with Workload ID Premium");
                });
        assertThat(sent()).noneMatch(c -> c.permission().endsWith("/write"));
    }

    @Test
    void respond_changeIsDenied_isRefusedWithTheRoleAndTheLicencesThatAreMissing() {
        SourceLoop loop = loop();
        tenant.arm.deny("microsoft.aadiam/diagnosticSettings/write");
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                    assertThat(r.rule()).isEqualTo("tenant-grant");
                    assertThat(r.why())
                            .contains("AuthorizationFailed", "Security Administrator", "with Workload ID Premium");
                });
        LedgerEntry entry = loop.entries(touched()).getFirst();
        assertThat(entry.state()).isEqualTo(LedgerEntry.State.FAILED);
        assertThat(entry.note()).contains("the change is denied");

        tenant.arm.allow("microsoft.aadiam/diagnosticSettings/write");
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .as("once it is given, the same alert lights it")
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
    }

    @Test
    void respond_rightOnTheWorkspaceIsMissing_isAFailureAndNoWordOnTheTenant() {
        SourceLoop loop = loop();
        tenant.arm.answerNext(
                "microsoft.aadiam/diagnosticSettings/write", 403, "LinkedAuthorizationFailed", "no sharedKeys");
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        f -> assertThat(f.failure())
                                .isEqualTo(
                                        new Failure(Failure.Kind.DENIED, "LinkedAuthorizationFailed: no sharedKeys")));
    }

    @Test
    void judge_darkOrLit_saysWhichCategoriesNeedALicence() {
        LogSource<SettingFacts, SettingStep> source = newSource();
        assertThat(source.judge().of(source.observe(touched())))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Missing.class, m -> assertThat(m.why()).contains("SignInLogs with Entra ID P1 or P2"));
        tenant.foreign(
                lightable().getKey(),
                "siem",
                Map.of("workspaceId", WORKSPACE),
                "AuditLogs",
                "SignInLogs",
                "RiskyUsers");
        assertThat(source.judge().of(source.observe(touched())))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Missing.class,
                        m -> assertThat(m.why())
                                .contains("UserRiskEvents with Entra ID P2")
                                .doesNotContain("RiskyUsers, UserRiskEvents with", "AuditLogs with"));
        new SourceLoop(source, failures()).respond(Mode.ACT, touched());
        assertThat(source.judge().of(source.observe(touched())))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Covered.class,
                        c -> assertThat(c.evidence()).contains("RiskyUsers, UserRiskEvents with Entra ID P2"));
    }

    @Test
    void respond_logs_areAskedForSignInsChangesAndRisks() {
        assertThat(loop().respond(Mode.ACT, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.TurnedOn.class, on -> {
                    assertThat(on.logs().firstRecord()).contains("never what needs a licence", "Entra ID P1 or P2");
                    assertThat(on.logs().ask())
                            .contains(
                                    "SigninLogs",
                                    "UserPrincipalName = tostring(InitiatedBy.user.userPrincipalName)",
                                    "ServicePrincipalId = tostring(InitiatedBy.app.servicePrincipalId)",
                                    "InitiatedBy.user.ipAddress",
                                    "AADUserRiskEvents",
                                    "column_ifexists('IpAddress', '')");
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
