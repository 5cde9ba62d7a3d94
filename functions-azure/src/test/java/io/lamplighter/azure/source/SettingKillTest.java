package io.lamplighter.azure.source;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.source.diagnosticsettings.DiagnosticSettings;
import io.lamplighter.azure.source.entralogs.EntraLogs;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Processes;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process is cut off from Azure before or after each of its calls in turn; what comes next ends it the same way. */
class SettingKillTest {
    private static final String VAULTS =
            "/subscriptions/%s/resourcegroups/shop/providers/microsoft.keyvault/vaults/".formatted(SUBSCRIPTION);

    /** What is lit in one world. */
    private record Lit(SettingTenant.Maker maker, Scope scope) {
        private LogSource<SettingFacts, SettingStep> in(SettingTenant tenant, HttpPipelinePolicy... policies) {
            return tenant.source(maker, SettingTenant.ALL_SINKS, policies);
        }

        private Object seed(SettingTenant tenant) {
            tenant.furnish();
            tenant.arm.put(VAULTS + "a", LOCATION, Map.of()).put(VAULTS + "b", LOCATION, Map.of());
            return tenant.arm.world();
        }

        private int made(SettingTenant tenant) {
            return (int) tenant.arm.world().keySet().stream()
                    .filter(id -> id.contains("/diagnosticsettings/lamplighter-"))
                    .count();
        }
    }

    /** Two settings of resources, or the one of the tenant; the subscription's is made by the same calls. */
    private static Lit lit(boolean tenant) {
        return tenant
                ? lit(EntraLogs::new, Locations.GLOBAL, ref(AzureType.TENANT, SettingApi.TENANT_ID, Locations.GLOBAL))
                : lit(
                        DiagnosticSettings::new,
                        LOCATION,
                        ref(AzureType.KEY_VAULT, VAULTS + "a", LOCATION),
                        ref(AzureType.KEY_VAULT, VAULTS + "b", LOCATION));
    }

    private static Lit lit(SettingTenant.Maker maker, String location, ResourceRef... resources) {
        return new Lit(maker, new Scope(SUBSCRIPTION, location, Breadth.TOUCHED, List.of(resources)));
    }

    @ParameterizedTest
    @CsvSource({"false, true", "false, false", "true, true", "true, false"})
    void respond_cutOffAtEachCall_redeliveryEndsTheSame(boolean ofTenant, boolean heard) {
        Lit lit = lit(ofTenant);
        try (SettingTenant tenant = new SettingTenant()) {
            int calls = respond(lit, tenant, CutOff.never());
            assertThat(calls).isGreaterThan(4);
            for (int at = 1; at <= calls; at++) {
                assertThat(respond(lit, tenant, new CutOff(at, heard)))
                        .as("cut off at call %d", at)
                        .isGreaterThanOrEqualTo(at);
            }
        }
    }

    /** One delivery that is cut off, another that is not, and an undo; how many calls the first made. */
    private static int respond(Lit lit, SettingTenant tenant, CutOff cut) {
        Object dark = lit.seed(tenant);
        int targets = lit.scope.resources().size();
        Processes<SettingFacts, SettingStep> process = new Processes<>(lit.in(tenant, cut));
        SourceLoop loop = new SourceLoop(process, new AzureFailures());
        loop.respond(Mode.ACT, lit.scope);
        int calls = cut.calls();
        String where = "cut off within %d calls".formatted(calls);

        process.run(lit.in(tenant));
        assertThat(loop.respond(Mode.ACT, lit.scope).outcomes())
                .as(where)
                .isNotEmpty()
                .allMatch(o -> o instanceof Outcome.TurnedOn || o instanceof Outcome.AlreadyOn);
        assertThat(lit.made(tenant)).as(where).isEqualTo(targets);
        assertThat(loop.entries(lit.scope)).as(where).hasSize(targets).allMatch(e -> e.state() == LedgerEntry.State.ON);
        assertThat(loop.undo(Mode.ACT, lit.scope).values())
                .as(where)
                .hasSize(targets)
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(tenant.arm.world()).as(where).isEqualTo(dark);
        return calls;
    }

    @ParameterizedTest
    @CsvSource({"false, true", "false, false", "true, true", "true, false"})
    void undo_cutOffAtEachCall_isDoneByTheNext(boolean ofTenant, boolean heard) {
        Lit lit = lit(ofTenant);
        try (SettingTenant tenant = new SettingTenant()) {
            int calls = undo(lit, tenant, CutOff.never());
            assertThat(calls).isEqualTo(3 * lit.scope.resources().size());
            for (int at = 1; at <= calls; at++) {
                undo(lit, tenant, new CutOff(at, heard));
            }
        }
    }

    private static int undo(Lit lit, SettingTenant tenant, CutOff cut) {
        Object dark = lit.seed(tenant);
        Processes<SettingFacts, SettingStep> process = new Processes<>(lit.in(tenant));
        SourceLoop loop = new SourceLoop(process, new AzureFailures());
        loop.respond(Mode.ACT, lit.scope);
        process.run(lit.in(tenant, cut));
        loop.undo(Mode.ACT, lit.scope);

        process.run(lit.in(tenant));
        assertThat(loop.undo(Mode.ACT, lit.scope).values())
                .allMatch(r -> r instanceof Restoration.Restored || r instanceof Restoration.NothingLeft);
        assertThat(tenant.arm.world())
                .as("cut off within %d calls", cut.calls())
                .isEqualTo(dark);
        return cut.calls();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void respond_tenAlertsAtOnce_makeOneSettingEach(boolean ofTenant) throws Exception {
        Lit lit = lit(ofTenant);
        try (SettingTenant tenant = new SettingTenant();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lit.seed(tenant);
            // Each has a table of its own, as if none of them knew of the others.
            List<Callable<Finding>> alerts = IntStream.range(0, 10)
                    .<Callable<Finding>>mapToObj(
                            i -> () -> new SourceLoop(lit.in(tenant), new AzureFailures()).respond(Mode.ACT, lit.scope))
                    .toList();
            for (Future<Finding> alert : threads.invokeAll(alerts)) {
                assertThat(alert.get().outcomes())
                        .isNotEmpty()
                        .allMatch(o -> o instanceof Outcome.TurnedOn || o instanceof Outcome.AlreadyOn);
            }
            assertThat(lit.made(tenant)).isEqualTo(lit.scope.resources().size());
        }
    }
}
