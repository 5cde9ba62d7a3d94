package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.STORE;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static io.lamplighter.azure.source.SettingTenant.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many calls it takes, and what it makes of where others send to. */
class DiagnosticSettingsCallsTest extends FourVaults {
    // How many calls.

    @Test
    void respond_darkVault_takesFourCalls() {
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
        assertThat(calls())
                .as("both looks side by side")
                .containsExactlyInAnyOrder(CATEGORIES, LIST, WRITE, LIST)
                .endsWith(WRITE, LIST);
    }

    @Test
    void respond_twoVaultsLitIntoOnePlace_looksAtThePlaceOnce() {
        tenant.foreign(settings(vault(0)), "siem", Map.of("workspaceId", WORKSPACE), "AuditEvent");
        tenant.foreign(settings(vault(1)), "siem", Map.of("workspaceId", WORKSPACE), "AuditEvent");
        loop.respond(Mode.PROPOSE, touched(vault(0), vault(1)));
        assertThat(calls())
                .containsExactlyInAnyOrder(
                        CATEGORIES, LIST, CATEGORIES, LIST, "Microsoft.OperationalInsights/workspaces/read");
    }

    @Test
    void respond_evidenceStore_isLookedUpOnceForItsLocation() {
        loop = tenant.loop(DiagnosticSettings::new, Map.of(Settings.EVIDENCE_STORES, STORE));
        loop.respond(Mode.ACT, touched(vault(0)));
        assertThat(calls())
                .containsExactlyInAnyOrder(
                        "Microsoft.Storage/storageAccounts/read", LIST, CATEGORIES, LIST, WRITE, LIST);
        arm.forgetRequests();
        loop.respond(Mode.ACT, touched(vault(1)));
        assertThat(calls()).containsExactlyInAnyOrder(CATEGORIES, LIST, WRITE, LIST);
    }

    @Test
    void undo_lit_takesThreeCalls() {
        loop.respond(Mode.ACT, touched(vault(0)));
        arm.forgetRequests();
        assertThat(loop.undo(Mode.ACT, touched(vault(0))).values()).allMatch(Restoration.Restored.class::isInstance);
        assertThat(calls()).containsExactly(LIST, DELETE, LIST);
    }

    @Test
    void harden_pagesOfResourcesAndOfSettings_seesAll() {
        for (int i = 0; i < 5; i++) {
            tenant.foreign(
                    settings(vault(3)),
                    "siem" + i,
                    Map.of("workspaceId", GROUP + "microsoft.operationalinsights/workspaces/w" + i),
                    "AzurePolicyEvaluationDetails");
            arm.put(GROUP + "microsoft.operationalinsights/workspaces/w" + i, "northeurope", Map.of());
        }
        arm.pageSize(2);
        Finding finding = loop.respond(Mode.ACT, new Scope(SUBSCRIPTION, LOCATION, Breadth.ALL, List.of()));
        assertThat(all(finding, Outcome.TurnedOn.class).stream().flatMap(o -> o.targets().stream()))
                .contains(vault(0), vault(1), vault(2));
        assertThat(all(finding, Outcome.Refused.class))
                .anySatisfy(r -> {
                    assertThat(r.targets()).containsExactly(vault(3));
                    assertThat(r.rule()).isEqualTo("quota");
                })
                .as("what logs are sent to is left out")
                .noneMatch(r -> r.rule().equals("loop"));
    }

    /** Resource Graph would show none of a type that no role of ours may read one by one. */
    @Test
    void harden_typeThatMayNotBeReadByItself_isLitToo() {
        ResourceRef database = ref(
                "microsoft.documentdb/databaseaccounts", GROUP + "microsoft.documentdb/databaseaccounts/o", LOCATION);
        arm.put(database.id(), LOCATION, Map.of());
        arm.offer("microsoft.documentdb/databaseaccounts", Set.of("allLogs"), "DataPlaneRequests");

        Finding finding = loop.respond(Mode.ACT, new Scope(SUBSCRIPTION, LOCATION, Breadth.ALL, List.of()));

        assertThat(all(finding, Outcome.TurnedOn.class).stream().flatMap(o -> o.targets().stream()))
                .contains(database, vault(0));
    }

    // Where others send to.

    @Test
    void respond_othersSendToAPlaceThatIsGone_lightsIt() {
        tenant.foreign(
                settings(vault(0)),
                "old",
                Map.of("workspaceId", GROUP + "microsoft.operationalinsights/workspaces/gone"),
                "AuditEvent",
                "AzurePolicyEvaluationDetails");
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
    }

    @Test
    void respond_othersSendToAStoreWhoseFirewallLetsNobodyIn_lightsIt() {
        String shut = GROUP + "microsoft.storage/storageaccounts/shut";
        arm.put(shut, LOCATION, Map.of("networkAcls", Map.of("defaultAction", "Deny", "bypass", "None")));
        tenant.foreign(
                settings(vault(0)),
                "old",
                Map.of("storageAccountId", shut),
                "AuditEvent",
                "AzurePolicyEvaluationDetails");
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.TurnedOn.class);
        arm.put(
                shut,
                LOCATION,
                Map.of("networkAcls", Map.of("defaultAction", "Deny", "bypass", "Logging, AzureServices")));
        tenant.foreign(
                settings(vault(1)),
                "old",
                Map.of("storageAccountId", shut),
                "AuditEvent",
                "AzurePolicyEvaluationDetails");
        assertThat(loop.respond(Mode.ACT, touched(vault(1))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.AlreadyOn.class);
    }

    @Test
    void respond_othersSendToAnotherSubscription_isCoveredAndNotLookedAt() {
        tenant.foreign(
                settings(vault(0)),
                "hub",
                Map.of(
                        "workspaceId",
                        "/subscriptions/99999999-0000-0000-0000-000000000000/resourcegroups/x/providers/microsoft.operationalinsights/workspaces/w"),
                "AuditEvent",
                "AzurePolicyEvaluationDetails");
        assertThat(loop.respond(Mode.ACT, touched(vault(0))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(calls()).containsExactlyInAnyOrder(CATEGORIES, LIST);
    }

    // Loops.

    @Test
    void respond_ourWorkspaceLogsIntoTheTouchedAccount_isRefusedAsARing() {
        String account = GROUP + "microsoft.storage/storageaccounts/shop";
        ResourceRef blobs = ref(AzureType.BLOB_SERVICE, account + "/blobservices/default", LOCATION);
        arm.put(account, LOCATION, Map.of()).put(blobs.id(), LOCATION, Map.of());
        tenant.foreign(
                WORKSPACE + "/providers/microsoft.insights/diagnosticsettings",
                "audit",
                Map.of("storageAccountId", account),
                "Audit");
        assertThat(loop.respond(Mode.ACT, touched(blobs)).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("loop"));
    }

    @Test
    void respond_ourWorkspacesSettingsCannotBeRead_failsOnlyWhatCouldCloseARing() {
        String account = GROUP + "microsoft.storage/storageaccounts/shop";
        ResourceRef blobs = ref(AzureType.BLOB_SERVICE, account + "/blobservices/default", LOCATION);
        arm.put(account, LOCATION, Map.of()).put(blobs.id(), LOCATION, Map.of());
        arm.remove(WORKSPACE);
        Finding finding = loop.respond(Mode.PROPOSE, touched(blobs, vault(0)));
        assertThat(all(finding, Outcome.Proposed.class))
                .singleElement()
                .satisfies(p -> assertThat(p.targets()).containsExactly(vault(0)));
        assertThat(all(finding, Outcome.Failed.class))
                .singleElement()
                .satisfies(f -> assertThat(f.failure().why()).contains("close a ring"));
    }
}
