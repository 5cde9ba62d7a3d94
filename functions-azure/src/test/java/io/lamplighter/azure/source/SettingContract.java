package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every source promises, for those that light by a diagnostic setting. */
public abstract class SettingContract extends LogSourceContract<SettingFacts, SettingStep> {
    protected final SettingTenant tenant = new SettingTenant();

    /** The source under test, on these clients and with these places for new logs. */
    protected abstract LogSource<SettingFacts, SettingStep> source(Clients clients, ConfiguredSinks sinks);

    /** The id that the settings of one target lie under, and a category that it offers. */
    protected abstract Map.Entry<String, String> lightable();

    private LedgerEntry lit(LogSource<SettingFacts, SettingStep> by) {
        SourceLoop loop = new SourceLoop(by, failures());
        loop.respond(Mode.ACT, touched());
        forgetCalls();
        return loop.entries(touched()).getFirst();
    }

    private String delete(LedgerEntry entry) {
        return entry.action().replaceFirst("/write$", "/delete");
    }

    private static void assertNames(Restoration restoration, Class<? extends Restoration> kind) {
        assertThat(restoration).isInstanceOf(kind);
        assertThat(restoration.requests()).singleElement().asString().matches("[0-9a-f-]{36}");
    }

    @Test
    void undo_restored_namesTheCallAsTheActivityLogDoes() {
        LogSource<SettingFacts, SettingStep> by = newSource();
        LedgerEntry entry = lit(by);
        assertThat(by.undo(entry, Mode.PROPOSE).requests()).isEmpty();
        assertNames(by.undo(entry, Mode.ACT), Restoration.Restored.class);
        assertThat(by.undo(entry, Mode.ACT).requests())
                .as("nothing was left to call for")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Kind.class,
            names = {"DENIED", "THROTTLED"})
    void undo_cannotBeReadBack_failsAndNamesTheCallAllTheSame(Failure.Kind kind) {
        LogSource<SettingFacts, SettingStep> by = newSource();
        LedgerEntry entry = lit(by);
        refuseReadsAfterAWrite(kind);
        assertNames(by.undo(entry, Mode.ACT), Restoration.Failed.class);
    }

    @Test
    void undo_takenAndStillShown_failsAndNamesTheCall() {
        LogSource<SettingFacts, SettingStep> by = newSource();
        LedgerEntry entry = lit(by);
        tenant.arm.answerNext(delete(entry), 202, "", "");
        assertNames(by.undo(entry, Mode.ACT), Restoration.Failed.class);
    }

    @Test
    void undo_whatSomebodyChangedOrForbids_makesNoCallThatChangesAnything() {
        LogSource<SettingFacts, SettingStep> by = newSource();
        LedgerEntry entry = lit(by);
        takenOver(entry);
        assertThat(by.undo(entry, Mode.ACT)).isInstanceOf(Restoration.Refused.class);
        assertThat(by.undo(entry, Mode.ACT).requests()).isEmpty();
        assertThat(sent()).noneMatch(c -> c.permission().equals(delete(entry)));
    }

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
