package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.shell.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private static final String WORKSPACE = "/subscriptions/s/resourceGroups/g/providers/p/workspaces/w";

    /** What is sent for one category. */
    private static final String SENT = """
            {"workspaceId": "%s", "logs": [{"category": "AuditEvent", "enabled": true}]}""".formatted(WORKSPACE);

    /** What Azure answers for the same, by its documentation's samples. */
    private static final String ANSWERED =
            """
            {"storageAccountId": null, "serviceBusRuleId": null, "workspaceId": "%s", "eventHubAuthorizationRuleId": null,
             "eventHubName": "", "metrics": [{"category": "AllMetrics", "enabled": false, "timeGrain": null}],
             "logs": [
               {"category": "AzurePolicyEvaluationDetails", "categoryGroup": null, "enabled": false,
                "retentionPolicy": {"enabled": false, "days": 0}},
               {"category": "AuditEvent", "categoryGroup": null, "enabled": true,
                "retentionPolicy": {"enabled": false, "days": 0}}],
             "logAnalyticsDestinationType": "AzureDiagnostics"}""".formatted(WORKSPACE.replace("resourceGroups", "resourcegroups").toUpperCase(Locale.ROOT));

    private static Setting setting(String properties) {
        try {
            return Setting.of(Json.read("{\"name\": \"siem\", \"properties\": %s}".formatted(properties)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tree_whatAzureAnswers_isWhatWasSent() {
        assertThat(setting(ANSWERED)).isEqualTo(setting(SENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"workspaceId\": \"/other\", \"logs\": [{\"category\": \"AuditEvent\", \"enabled\": true}]}",
                "{\"workspaceId\": \"/w\", \"logs\": [{\"category\": \"AuditEvent\", \"enabled\": false}]}",
                "{\"workspaceId\": \"/w\", \"logs\": [{\"category\": \"Other\", \"enabled\": true}]}",
                "{\"workspaceId\": \"/w\", \"logs\": [{\"categoryGroup\": \"AuditEvent\", \"enabled\": true}]}",
                "{\"workspaceId\": \"/w\", \"newDestinationId\": \"/n\","
                        + " \"logs\": [{\"category\": \"AuditEvent\", \"enabled\": true}]}",
                "{\"workspaceId\": \"/w\", \"metrics\": [{\"category\": \"AllMetrics\", \"enabled\": true}],"
                        + " \"logs\": [{\"category\": \"AuditEvent\", \"enabled\": true}]}",
                "{\"workspaceId\": \"/w\", \"logs\": [{\"category\": \"AuditEvent\", \"enabled\": true,"
                        + " \"retentionPolicy\": {\"enabled\": true, \"days\": 7}}]}"
            })
    void tree_anyChangeOfSomebodyElse_shows(String changed) {
        assertThat(setting(changed))
                .isNotEqualTo(setting(
                        "{\"workspaceId\": \"/w\", \"logs\": [{\"category\": \"AuditEvent\", \"enabled\": true}]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Dedicated\"", "\"AzureDiagnostics\"", "null"})
    void tree_kindOfTables_isNotComparedSinceAzureChangesItsMind(String answered) {
        String tables = "{\"workspaceId\": \"/w\", \"logAnalyticsDestinationType\": %s}";
        assertThat(setting(tables.formatted(answered))).isEqualTo(setting(tables.formatted("\"Dedicated\"")));
    }

    @Test
    void tree_orderOfLogs_doesNotMatter() {
        assertThat(
                        setting(
                                "{\"logs\": [{\"category\": \"A\", \"enabled\": true}, {\"category\": \"B\", \"enabled\": true}]}"))
                .isEqualTo(
                        setting(
                                "{\"logs\": [{\"enabled\": true, \"category\": \"B\"}, {\"enabled\": true, \"category\": \"A\"}]}"));
    }

    @Test
    void tree_writtenAndReadByALedger_isTheSame() throws IOException {
        Map<String, Object> tree = setting(ANSWERED).tree();
        assertThat(Json.map(Json.read(Json.write(tree)))).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource({
        "category, auditevent, true",
        "category, Other, false",
        "categoryGroup, audit, true",
        "categoryGroup, ALLLOGS, true",
        "categoryGroup, other, false"
    })
    void names_byCategoryOrGroupInAnyCase(String by, String name, boolean named) {
        Setting setting = setting("{\"logs\": [{\"%s\": \"%s\", \"enabled\": true}]}".formatted(by, name));
        assertThat(setting.names(new Category("AuditEvent", Set.of("audit")))).isEqualTo(named);
    }

    @Test
    void names_switchedOff_isNot() {
        Setting off = setting("{\"logs\": [{\"category\": \"AuditEvent\", \"enabled\": false}]}");
        assertThat(off.names(new Category("AuditEvent", Set.of()))).isFalse();
    }

    @Test
    void destinations_allKinds_inLowerCase() {
        assertThat(setting(
                                "{\"workspaceId\": \"/W\", \"storageAccountId\": \"/S\", \"eventHubAuthorizationRuleId\": \"/R\","
                                        + " \"eventHubName\": \"h\", \"marketplacePartnerId\": \"/P\"}")
                        .destinations())
                .isEqualTo(List.of("/s", "/w", "/r", "/p"));
        assertThat(setting("{\"eventHubName\": \"h\"}").destinations()).isEmpty();
    }
}
