package io.lamplighter.azure.source.activitylog;

import static io.lamplighter.azure.source.SettingTenant.STORE;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static io.lamplighter.azure.source.SettingTenant.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.ConfiguredSinks;
import io.lamplighter.azure.source.SettingContract;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
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

/** The contract of every source, for the log of a subscription. */
class ActivityLogTest extends SettingContract {
    private static final String TARGET = "/subscriptions/" + SUBSCRIPTION;

    @Override
    protected LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks) {
        return new ActivityLog(clients, sinks);
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
                List.of(ref(AzureType.SUBSCRIPTION, TARGET, Locations.GLOBAL)));
    }

    @Override
    protected Map.Entry<String, String> lightable() {
        return Map.entry(TARGET + "/providers/microsoft.insights/diagnosticsettings", "Policy");
    }

    @Test
    void respond_darkSubscription_takesThreeCallsAndNamesTheEight() {
        Finding finding = loop().respond(Mode.ACT, touched());
        assertThat(finding.outcomes()).singleElement().isInstanceOf(Outcome.TurnedOn.class);
        assertThat(sent())
                .extracting(SentCall::permission)
                .containsExactly(
                        "Microsoft.Insights/diagnosticSettings/read",
                        "Microsoft.Insights/diagnosticSettings/write",
                        "Microsoft.Insights/diagnosticSettings/read");
        for (String category : List.of(
                "Administrative",
                "Alert",
                "Autoscale",
                "Policy",
                "Recommendation",
                "ResourceHealth",
                "Security",
                "ServiceHealth")) {
            assertThat(sent().get(1).names(category)).as(category).isTrue();
        }
    }

    @Test
    void respond_partIsExported_exportsTheRest() {
        tenant.foreign(
                lightable().getKey(), "siem", Map.of("workspaceId", WORKSPACE), "Administrative", "Security", "Policy");
        loop().respond(Mode.ACT, touched());
        SentCall write = sent().stream()
                .filter(c -> c.permission().endsWith("/write"))
                .findFirst()
                .orElseThrow();
        assertThat(write.names("Alert")).isTrue();
        assertThat(write.names("Administrative")).isFalse();
    }

    @Test
    void respond_storeAlone_saysTheContainer() {
        SourceLoop loop = tenant.loop(ActivityLog::new, Map.of(Settings.EVIDENCE_STORES, STORE));
        assertThat(loop.respond(Mode.PROPOSE, touched()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Proposed.class, p -> {
                    assertThat(String.valueOf(p.request())).contains(STORE);
                    assertThat(p.logs().uri())
                            .isEqualTo(
                                    "https://evidencewesteurope.blob.core.windows.net/insights-activity-logs/resourceId=/SUBSCRIPTIONS/"
                                            + SUBSCRIPTION + "/");
                });
    }

    @Test
    void aim_anyLocation_leavesTheSubscriptionToItsOwnScope() {
        LogSource<SettingFacts, SettingStep> source = newSource();
        assertThat(source.aim(new Scope(SUBSCRIPTION, "westeurope", Breadth.ALL, List.of()))
                        .applies())
                .isFalse();
        assertThat(source.aim(everything()).targets())
                .extracting(ResourceRef::id)
                .containsExactly(TARGET);
    }

    private SourceLoop loop() {
        SourceLoop loop = tenant.loop(ActivityLog::new, Map.of(Settings.WORKSPACE, WORKSPACE));
        loop.respond(Mode.PROPOSE, touched());
        // From here on the place for logs is known.
        forgetCalls();
        return loop;
    }
}
