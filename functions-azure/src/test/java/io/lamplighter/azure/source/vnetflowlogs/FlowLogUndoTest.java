package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.STORE;
import static io.lamplighter.azure.source.vnetflowlogs.World.WORKSPACE;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is taken back, and by which calls. */
class FlowLogUndoTest extends OnArmFake {
    private static final String DELETE = "Microsoft.Network/networkWatchers/flowLogs/delete";
    private static final Scope SCOPE = touched(nic(NIC));

    private LedgerEntry entry() {
        return loop.entries(SCOPE).getFirst();
    }

    private void assertUndone() {
        assertThat(loop.undo(Mode.ACT, SCOPE).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(arm.world().keySet()).noneMatch(id -> id.contains("/flowlogs/"));
    }

    private static void assertNamesItsCall(Restoration restoration) {
        assertThat(restoration.requests()).singleElement().asString().matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Kind.class,
            names = {"DENIED", "THROTTLED"})
    void undo_cannotBeReadBack_failsAndNamesTheCallAllTheSame(Failure.Kind kind) {
        loop.respond(Mode.ACT, SCOPE);
        arm.operationsTake(0, 0);
        arm.refuseReadsAfterAWrite(kind);
        assertThat(source.undo(entry(), Mode.ACT)).isInstanceOfSatisfying(Restoration.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(kind);
            assertNamesItsCall(f);
        });
    }

    @Test
    void undo_ours_tellsAzuresIdOfTheCall() {
        loop.respond(Mode.ACT, SCOPE);
        LedgerEntry entry = entry();
        assertThat(source.undo(entry, Mode.PROPOSE).requests()).isEmpty();
        assertThat(source.undo(entry, Mode.ACT))
                .isInstanceOfSatisfying(Restoration.Restored.class, FlowLogUndoTest::assertNamesItsCall);
        assertThat(source.undo(entry, Mode.ACT).requests())
                .as("no call was made")
                .isEmpty();
    }

    @Test
    void undo_longRunning_isFollowedUntilItIsGone() {
        loop.respond(Mode.ACT, SCOPE);
        arm.operationsTake(4, 0);
        assertUndone();
    }

    @Test
    void undo_deleteIsDenied_failsAndCanBeDoneAgain() {
        loop.respond(Mode.ACT, SCOPE);
        arm.deny(DELETE);
        assertThat(loop.undo(Mode.ACT, SCOPE).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Failed.class,
                        f -> assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED));
        arm.allow(DELETE);
        assertUndone();
    }

    @Test
    void undo_azureCouldNotDeleteIt_failsAndCanBeDoneAgain() {
        loop.respond(Mode.ACT, SCOPE);
        arm.failNextOperation("InternalServerError");
        assertThat(loop.undo(Mode.ACT, SCOPE).values())
                .singleElement()
                .isInstanceOfSatisfying(Restoration.Failed.class, f -> {
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
                    assertThat(f.what()).contains("is still there (Failed)");
                    assertNamesItsCall(f);
                });
        assertUndone();
    }

    @Test
    void undo_whatSomebodyChanged_isRefusedWithWhatIsOtherwise() {
        Map<String, Map.Entry<String, Object>> changes = Map.of(
                "it is disabled",
                Map.entry("enabled", false),
                "it goes to " + World.SIEM,
                Map.entry("storageId", World.SIEM.toUpperCase(Locale.ROOT)),
                "it is kept for 7 days",
                Map.entry("retentionPolicy", Map.of("days", 7, "enabled", true)),
                "it is kept for 0 days",
                Map.entry("retentionPolicy", Map.of("days", 90, "enabled", false)),
                "it records some flows only",
                Map.entry("enabledFilteringCriteria", "DstPort == 443"),
                "Traffic Analytics looks at it every 10 minutes and writes to ",
                Map.entry(
                        "flowAnalyticsConfiguration",
                        Map.of(
                                "networkWatcherFlowAnalyticsConfiguration",
                                Map.of("enabled", true, "trafficAnalyticsInterval", 10))));
        loop.respond(Mode.ACT, SCOPE);
        LedgerEntry entry = entry();
        String id = entry.made().getFirst();
        Map<String, Object> ours = Objects.requireNonNull(arm.get(id));
        changes.forEach((said, change) -> {
            arm.put(id, ours);
            arm.change(id, change.getKey(), change.getValue());
            Object theirs = arm.world();
            assertThat(source.undo(entry, Mode.ACT)).isInstanceOfSatisfying(Restoration.Refused.class, r -> {
                assertThat(r.what()).contains(said, "so it stays");
                assertThat(r.requests()).isEmpty();
            });
            assertThat(arm.world()).isEqualTo(theirs);
        });
    }

    @Test
    void undo_azureTellsNoVersion_isStillAsWeMadeIt() {
        loop.respond(Mode.ACT, SCOPE);
        arm.change(entry().made().getFirst(), "format", Map.of("type", "JSON", "version", 0));
        assertUndone();
    }

    @Test
    void undo_retagged_isRefusedAndATagMoreIsNot() {
        loop.respond(Mode.ACT, SCOPE);
        String id = entry().made().getFirst();
        Map<String, Object> ours = Objects.requireNonNull(arm.get(id));
        Map<String, Object> body = new LinkedHashMap<>(ours);
        body.put("tags", Map.of(Approved.STEP_TAG, "kept by the SOC"));
        arm.put(id, body);
        assertThat(source.undo(entry(), Mode.ACT))
                .isInstanceOfSatisfying(
                        Restoration.Refused.class, r -> assertThat(r.what()).contains("kept by the SOC"));

        body.put(
                "tags",
                Map.of(Approved.STEP_TAG, entry().id(), Approved.FINDING_TAG, "x", "costCentre", "added by a policy"));
        arm.put(id, body);
        assertUndone();
    }

    private LedgerEntry made() {
        loop.respond(Mode.ACT, SCOPE);
        return loop.entries(SCOPE).getFirst();
    }

    private Restoration undone(LedgerEntry entry, Map<String, Object> body) {
        arm.put(entry.made().getFirst(), body);
        return source.undo(entry, Mode.ACT);
    }

    private Map<String, Object> body(LedgerEntry entry) {
        return new LinkedHashMap<>(Objects.requireNonNull(arm.get(entry.made().getFirst())));
    }

    private static void assertRefused(Restoration restoration, String... said) {
        assertThat(restoration)
                .isInstanceOfSatisfying(
                        Restoration.Refused.class,
                        r -> assertThat(r.what()).contains(said).contains("so it stays"));
    }

    @Test
    void undo_somebodyGaveItAnIdentity_isRefused() {
        LedgerEntry entry = made();
        Map<String, Object> body = body(entry);
        String identity =
                STORE.replace("microsoft.storage/storageaccounts", "Microsoft.ManagedIdentity/userAssignedIdentities");
        body.put("identity", Map.of("type", "UserAssigned", "userAssignedIdentities", Map.of(identity, Map.of())));
        assertRefused(undone(entry, body), "it writes as " + identity.toLowerCase(java.util.Locale.ROOT));
        body.put("identity", Map.of("type", "None"));
        assertThat(undone(entry, body)).isInstanceOf(Restoration.Restored.class);
    }

    @Test
    void undo_somebodySentItsAnalyticsElsewhere_isRefused() {
        use(arm.settings(Map.of(
                Settings.EVIDENCE_STORES, STORE, Settings.WORKSPACE, WORKSPACE, Settings.TRAFFIC_ANALYTICS, "60")));
        LedgerEntry entry = made();
        Map<String, Object> ours = body(entry);
        arm.change(entry.made().getFirst(), "flowAnalyticsConfiguration", analytics(WORKSPACE + "2", true));
        assertRefused(source.undo(entry, Mode.ACT), "every 60 minutes and writes to " + WORKSPACE + "2");
        arm.change(entry.made().getFirst(), "flowAnalyticsConfiguration", analytics(WORKSPACE, false));
        assertRefused(source.undo(entry, Mode.ACT), "Traffic Analytics is off");

        arm.put(entry.made().getFirst(), ours);
        arm.change(
                entry.made().getFirst(),
                "flowAnalyticsConfiguration",
                analytics(WORKSPACE.replace("operationalinsights", "OperationalInsights"), true));
        assertThat(source.undo(entry, Mode.ACT))
                .as("Azure writes ids in any case")
                .isInstanceOf(Restoration.Restored.class);
    }

    private static Map<String, Object> analytics(String workspace, boolean enabled) {
        return Map.of(
                "networkWatcherFlowAnalyticsConfiguration",
                Map.of("enabled", enabled, "workspaceResourceId", workspace, "trafficAnalyticsInterval", 60));
    }
}
