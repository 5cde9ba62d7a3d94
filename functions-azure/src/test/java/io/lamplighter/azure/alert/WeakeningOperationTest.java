package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.call;
import static io.lamplighter.azure.alert.Samples.id;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Severity;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakeningOperationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Microsoft.Insights/diagnosticSettings/write | {\"properties\":{\"logs\":[]}}",
                "Microsoft.Network/networkWatchers/configureFlowLog/action | {\"properties\":{\"enabled\":\"false\"}}",
                "Microsoft.Network/networkWatchers/flowLogs/write |"
                        + " {\"properties\":{\"enabled\":true,\"retentionPolicy\":{\"enabled\":true,\"days\":1}}}",
                "Microsoft.Storage/storageAccounts/write |"
                        + " {\"properties\":{\"networkAcls\":{\"bypass\":\"None\",\"defaultAction\":\"Deny\"}}}",
                "Microsoft.OperationalInsights/workspaces/write |"
                        + " {\"properties\":{\"workspaceCapping\":{\"dailyQuotaGb\":0.023}}}",
                "Microsoft.OperationalInsights/workspaces/write |"
                        + " {\"properties\":{\"publicNetworkAccessForIngestion\":\"Disabled\"}}",
                "Microsoft.OperationalInsights/workspaces/tables/write | {\"properties\":{\"totalRetentionInDays\":4}}",
                "Microsoft.Security/pricings/write | {\"properties\":{\"pricingTier\":\"Free\"}}",
                "Microsoft.Security/automations/write | {\"properties\":{\"isEnabled\":false}}",
                "Microsoft.Security/alertsSuppressionRules/write | {\"properties\":{\"state\":\"Enabled\"}}",
                "Microsoft.Security/settings/write | {\"properties\":{\"enabled\":false}}",
                "Microsoft.Security/autoProvisioningSettings/write | {\"properties\":{\"autoProvision\":\"Off\"}}",
                "Microsoft.Sql/servers/auditingSettings/write | {\"properties\":{\"state\":\"Disabled\"}}",
                "Microsoft.SecurityInsights/alertRules/write | {\"properties\":{\"enabled\":false}}",
                "Microsoft.AlertsManagement/actionRules/write | {\"properties\":{\"enabled\":true}}",
                "Microsoft.Insights/scheduledQueryRules/write | {\"properties\":{\"enabled\":false}}",
                "Microsoft.Insights/dataCollectionRules/write | {\"properties\":{\"dataFlows\":[]}}",
                "Microsoft.Sql/managedInstances/securityAlertPolicies/write |"
                        + " {\"properties\":{\"state\":\"Disabled\"}}",
            })
    void parse_writeThatWeakens_isHigh(String operation, String body) {
        assertThat(alert(call(operation, body)).severity()).isEqualTo(Severity.HIGH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Microsoft.Insights/diagnosticSettings/write |"
                        + " {\"properties\":{\"logs\":[{\"categoryGroup\":\"allLogs\",\"enabled\":true}]}}",
                "Microsoft.Network/networkWatchers/flowLogs/write | {\"properties\":{\"enabled\":true}}",
                "Microsoft.Storage/storageAccounts/write |"
                        + " {\"properties\":{\"networkAcls\":{\"bypass\":\"AzureServices\",\"defaultAction\":\"Deny\"}}}",
                "Microsoft.OperationalInsights/workspaces/write |"
                        + " {\"properties\":{\"retentionInDays\":90,\"workspaceCapping\":{\"dailyQuotaGb\":-1}}}",
                "Microsoft.Security/pricings/write | {\"properties\":{\"pricingTier\":\"Standard\"}}",
                "Microsoft.Security/alertsSuppressionRules/write | {\"properties\":{\"state\":\"Disabled\"}}",
                "Microsoft.Sql/servers/auditingSettings/write | {\"properties\":{\"state\":\"Enabled\"}}",
                "Microsoft.Insights/dataCollectionRules/write | {\"tags\":{\"a\":\"b\"}}",
                "Microsoft.EventHub/namespaces/networkRuleSets/write |"
                        + " {\"properties\":{\"defaultAction\":\"Deny\",\"trustedServiceAccessEnabled\":true}}",
                "Microsoft.EventHub/namespaces/eventhubs/write | {\"properties\":{\"partitionCount\":2}}",
                "Microsoft.Storage/storageAccounts/managementPolicies/write | {\"properties\":{\"policy\":{\"rules\":[{"
                        + "\"definition\":{\"actions\":{\"baseBlob\":{\"delete\":{"
                        + "\"daysAfterModificationGreaterThan\":90}}}}}]}}}",
                "Microsoft.Compute/virtualMachines/extensions/delete | ''",
            })
    void parse_writeThatDoesNot_isIgnored(String operation, String body) {
        assertThat(why(call(operation, body))).endsWith("weakens no logging as it was called");
    }

    /** Of what may be any program's, only its owner can tell whether it held logs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Microsoft.Storage/storageAccounts/regenerateKey/action | ''",
                "Microsoft.Storage/storageAccounts/blobServices/containers/clearLegalHold/action | ''",
                "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/delete | ''",
                "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write |"
                        + " {\"properties\":{\"immutabilityPeriodSinceCreationInDays\":1}}",
                "Microsoft.Storage/storageAccounts/managementPolicies/write | {\"properties\":{\"policy\":{\"rules\":[{"
                        + "\"enabled\":true,\"definition\":{\"actions\":{\"baseBlob\":{\"delete\":{"
                        + "\"daysAfterModificationGreaterThan\":1}}}}}]}}}",
                "Microsoft.EventHub/namespaces/write | {\"properties\":{\"publicNetworkAccess\":\"Disabled\"}}",
                "Microsoft.EventHub/namespaces/networkRuleSets/write |"
                        + " {\"properties\":{\"defaultAction\":\"Deny\",\"trustedServiceAccessEnabled\":false}}",
                "Microsoft.EventHub/namespaces/networkRuleSets/write | ''",
                "Microsoft.EventHub/namespaces/eventhubs/write | {\"properties\":{\"status\":\"SendDisabled\"}}",
                "Microsoft.EventHub/namespaces/eventhubs/delete | ''",
                "Microsoft.Authorization/locks/delete | ''",
                "Microsoft.OperationalInsights/workspaces/write | ''",
                "Microsoft.Insights/dataCollectionRules/write | ''",
                "Microsoft.Sql/servers/auditingSettings/write | ''",
                "Microsoft.Sql/servers/extendedAuditingSettings/write | ''",
                "Microsoft.Sql/servers/databases/auditingSettings/write | ''",
                "Microsoft.Sql/servers/databases/extendedAuditingSettings/write | ''",
            })
    void parse_whatMayWeaken_isMedium(String operation, String body) {
        assertThat(alert(call(operation, body)).severity()).isEqualTo(Severity.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Storage/storageAccounts/write, ''",
        "Microsoft.Storage/storageAccounts/managementPolicies/write, /managementPolicies/default",
        "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write,"
                + " /blobServices/default/containers/c/immutabilityPolicies/default",
    })
    void parse_untoldWriteOfAStorageAccount_isAnAlertWhereOurLogsGo(String operation, String within) {
        assertThat(alert(call(operation, Samples.EVIDENCE + within, "")).severity())
                .isEqualTo(Severity.MEDIUM);
        assertThat(why(call(operation, Samples.STORAGE + within, ""))).endsWith("what was written is not told");
    }

    @ParameterizedTest
    @CsvSource({"Microsoft.EventHub/namespaces/write, ''", "Microsoft.EventHub/namespaces/eventhubs/write, /eventhubs/h"
    })
    void parse_untoldWriteOfEventHubs_isAnAlertWhereOurLogsGo(String operation, String within) {
        assertThat(alert(call(operation, Samples.HUBS + within, "")).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(why(call(operation, id("Microsoft.EventHub/namespaces/shop") + within, "")))
                .endsWith("what was written is not told");
    }

    @Test
    void parse_bodyThatWasCutOff_isNotTold() {
        assertThat(alert(call("Microsoft.Insights/diagnosticSettings/write", "{\"properties\":{\"logs\":[{\"ena"))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.Compute/virtualMachines",
                "Microsoft.Compute/virtualMachineScaleSets",
                "Microsoft.HybridCompute/machines"
            })
    void parse_agentTakenOffAMachine_isHigh(String type) {
        String delete = type + "/extensions/delete";

        assertThat(alert(call(delete, id(type + "/m") + "/extensions/AzureMonitorLinuxAgent", ""))
                        .severity())
                .isEqualTo(Severity.HIGH);
        assertThat(why(call(delete, id(type + "/m") + "/extensions/CustomScript", "")))
                .endsWith("weakens no logging as it was called");
    }

    @Test
    void table_everyRow_saysWhyAndIsFoundByItsName() {
        assertThat(WeakeningOperation.ALL).hasSizeGreaterThan(60).allSatisfy(row -> {
            assertThat(row.name()).matches("Microsoft\\.[A-Za-z]+(/[A-Za-z]+)+/(write|delete|action)");
            assertThat(row.why()).matches("[a-z].*[^.]");
            assertThat(WeakeningOperation.of(row.name().toUpperCase(Locale.ROOT)))
                    .contains(row);
        });
    }
}
