package io.lamplighter.azure.source;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.SentCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What every source promises, for those that light by a diagnostic setting. */
public abstract class SettingContract extends LogSourceContract<SettingFacts, SettingStep> {
    protected final SettingTenant tenant = new SettingTenant();

    /** The source under test, on these clients and with these places for new logs. */
    protected abstract LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks);

    /** The id that the settings of one target lie under, and a category that it offers. */
    protected abstract Map.Entry<String, String> lightable();

    @AfterEach
    final void stop() {
        tenant.close();
    }

    @Override
    protected void makeDarkWorld() {
        tenant.furnish();
    }

    @Override
    protected final LogSource<SettingFacts, SettingStep> newSource() {
        return tenant.source(this::source, SettingTenant.ALL_SINKS);
    }

    @Override
    protected final FailureReader failures() {
        return new AzureFailures();
    }

    @Override
    protected final List<SentCall> sent() {
        return tenant.arm.requests();
    }

    @Override
    protected final void forgetCalls() {
        tenant.arm.forgetRequests();
    }

    @Override
    protected final Object world() {
        return tenant.arm.world();
    }

    @Override
    protected final void takenOver(LedgerEntry entry) {
        tenant.arm.put(
                String.valueOf(entry.request().get("id")),
                Map.of("properties", Map.of("workspaceId", SettingTenant.WORKSPACE, "logs", List.of())));
    }

    @Override
    protected final void putOut(LedgerEntry entry) {
        tenant.arm.remove(String.valueOf(entry.request().get("id")));
    }

    @Override
    protected final void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        tenant.arm.refuseReadsAfterAWrite(kind);
    }

    /** Looks at where the settings of others send to. */
    @Override
    protected final void alsoExercise(LogSource<SettingFacts, SettingStep> exercised) {
        tenant.foreign(
                lightable().getKey(),
                "siem",
                Map.of(
                        "workspaceId", SettingTenant.WORKSPACE,
                        "storageAccountId", SettingTenant.STORE,
                        "eventHubAuthorizationRuleId", SettingTenant.RULE),
                lightable().getValue());
        exercised.observe(touched());
    }
}
