package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.STORE;
import static io.lamplighter.azure.source.vnetflowlogs.World.WORKSPACE;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a step made is taken away as it was made, and in no other form. */
class VnetFlowLogsUndoTest extends OnArmFake {
    private static final Scope SCOPE = touched(nic(NIC));

    private LedgerEntry made() {
        loop.respond(Mode.ACT, SCOPE);
        return loop.entries(SCOPE).getFirst();
    }

    private Restoration undone(LedgerEntry entry, Map<String, Object> body) {
        arm.put(entry.made().getFirst(), body);
        return source.undo(entry, Mode.ACT);
    }

    private Map<String, Object> body(LedgerEntry entry) {
        return new LinkedHashMap<>(
                Objects.requireNonNull(arm.get(entry.made().getFirst())));
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
