package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.DestinationSeen.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps the judge from lighting what is dark. */
class SettingJudgeBlocksTest extends JudgedVault {
    @Test
    void judge_deadSettingToOurOwnSink_isBlockedSinceASecondIsAConflict() {
        theirs("siem", SettingTenant.WORKSPACE, category("AuditEvent"));
        destinations.put(SettingTenant.WORKSPACE, new DestinationSeen(State.GONE, "", "it is gone"));
        isBlocked("same-sink", "setting siem");
    }

    @Test
    void judge_fiveSettings_isBlockedByTheirNames() {
        for (int i = 0; i < 5; i++) {
            theirs("s" + i, THEIRS + i, category("AuditEvent"));
        }
        isBlocked("quota", "s0, s1, s2, s3, s4");
        settings.removeLast();
        assertThat(step().properties()).containsEntry("logs", List.of(category("AzurePolicyEvaluationDetails")));
    }

    @Test
    void judge_targetIsOrLiesInASink_isBlocked() {
        target = SettingTenant.ref(AzureType.WORKSPACE, SettingTenant.WORKSPACE, "northeurope");
        isBlocked("loop", SettingTenant.WORKSPACE);
        target = SettingTenant.ref(AzureType.BLOB_SERVICE, SettingTenant.STORE + "/blobservices/default", "westeurope");
        isBlocked("loop", SettingTenant.STORE);
        sinks = new Sinks(null, null, null, null, "none here", Set.of(SettingTenant.RULE));
        target = SettingTenant.ref(AzureType.EVENT_HUBS, SettingTenant.NAMESPACE, "westeurope");
        isBlocked("loop", SettingTenant.RULE);
    }

    @Test
    void judge_sinkLogsIntoTheTarget_isBlocked() {
        String account = GROUP + "microsoft.storage/storageaccounts/shop";
        target = SettingTenant.ref(AzureType.BLOB_SERVICE, account + "/blobservices/default", "westeurope");
        feeds = Set.of(account);
        isBlocked("loop", "ring");
        feeds = Set.of(account + "2");
        assertThat(step().target()).isEqualTo(target);
    }

    @Test
    void judge_idIsNotAscii_isBlocked() {
        target = SettingTenant.ref(AzureType.KEY_VAULT, GROUP + "microsoft.keyvault/vaults/straße", "westeurope");
        isBlocked("non-ascii", "Azure loses the settings");
    }

    @Test
    void judge_noSinkFits_isBlockedWithWhy() {
        sinks = new Sinks(null, null, null, null, "no evidence store in westeurope", Set.of());
        isBlocked("no-sink", "no evidence store in westeurope");
    }

    @Test
    void judge_someSinkDoesNotFit_isSaidAndTheRestUsed() {
        sinks = new Sinks(null, SettingTenant.WORKSPACE, null, null, "the event hub is elsewhere", Set.of());
        assertThat(step().properties()).containsEntry("workspaceId", SettingTenant.WORKSPACE);
        assertThat(why()).contains("left out: the event hub is elsewhere");
    }
}
