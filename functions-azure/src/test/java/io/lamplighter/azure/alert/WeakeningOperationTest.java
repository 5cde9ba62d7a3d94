package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.VM;
import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.call;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Severity;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "Microsoft.Storage/storageAccounts/write | ''",
                "Microsoft.OperationalInsights/workspaces/write |"
                        + " {\"properties\":{\"retentionInDays\":90,\"workspaceCapping\":{\"dailyQuotaGb\":-1}}}",
                "Microsoft.Security/pricings/write | {\"properties\":{\"pricingTier\":\"Standard\"}}",
                "Microsoft.Security/alertsSuppressionRules/write | {\"properties\":{\"state\":\"Disabled\"}}",
                "Microsoft.Sql/servers/auditingSettings/write | {\"properties\":{\"state\":\"Enabled\"}}",
                "Microsoft.Compute/virtualMachines/extensions/delete | ''",
            })
    void parse_writeThatDoesNot_isIgnored(String operation, String body) {
        assertThat(why(call(operation, body))).endsWith("weakens no logging as it was called");
    }

    @Test
    void parse_bodyThatWasCutOff_isNotTold() {
        assertThat(alert(call("Microsoft.Insights/diagnosticSettings/write", "{\"properties\":{\"logs\":[{\"ena"))
                        .severity())
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void parse_agentTakenOffAMachine_isHigh() {
        assertThat(alert(call(
                                "Microsoft.Compute/virtualMachines/extensions/delete",
                                VM + "/extensions/AzureMonitorLinuxAgent",
                                ""))
                        .severity())
                .isEqualTo(Severity.HIGH);
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
