package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.FLOW_LOG;
import static io.lamplighter.azure.alert.Samples.MACHINE_IDENTITY_ID;
import static io.lamplighter.azure.alert.Samples.NETWORK;
import static io.lamplighter.azure.alert.Samples.PRINCIPAL_ID;
import static io.lamplighter.azure.alert.Samples.SETTING;
import static io.lamplighter.azure.alert.Samples.SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.USER_ID;
import static io.lamplighter.azure.alert.Samples.VM;
import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.call;
import static io.lamplighter.azure.alert.Samples.changed;
import static io.lamplighter.azure.alert.Samples.json;
import static io.lamplighter.azure.alert.Samples.parsed;
import static io.lamplighter.azure.alert.Samples.record;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Places;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that weaken logging, by Event Grid, the Activity log and alerts on it. */
class ManagementCallTest {
    @Test
    void parse_deletedSettingByEventGrid_namesItAndItsCaller() {
        Alert alert = alert("eventgrid-delete-diagnostic-setting.json");

        assertThat(alert.origin()).isEqualTo("activity-log");
        assertThat(alert.type()).isEqualTo("Microsoft.Insights/diagnosticSettings/delete");
        assertThat(alert.title()).isEqualTo("Microsoft.Insights/diagnosticSettings/delete ends a delivery of logs");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.account()).isEqualTo(SUBSCRIPTION);
        assertThat(alert.resources()).singleElement().satisfies(r -> {
            assertThat(r.kind()).isEqualTo(AzureType.DIAGNOSTIC_SETTING);
            assertThat(r.id()).isEqualTo(SETTING);
            assertThat(r.region()).isEmpty();
            assertThat(r.within()).containsEntry(AzureType.KEY_VAULT, Samples.VAULT);
        });
        assertThat(alert.identities())
                .containsExactly(new Identity("user", "ann@contoso.example"), new Identity("user", USER_ID));
        assertThat(alert.indicators())
                .containsExactly(
                        new Indicator("ip", "203.0.113.77"),
                        new Indicator("api", "Microsoft.Insights/diagnosticSettings/delete"),
                        new Indicator(Indicator.REQUEST_ID, "5b6c7d8e-9f00-4112-8334-455667788990"));
    }

    @Test
    void parse_sameCallByEventGridAndByARule_isOneFinding() {
        assertThat(alert("monitor-activity-log.json").findingId())
                .isEqualTo(alert("eventgrid-delete-diagnostic-setting.json").findingId());
    }

    @Test
    void parse_sameCallByCloudEventsAndTheActivityLog_isOneFinding() {
        assertThat(alert(record(1)).findingId())
                .isEqualTo(alert("cloudevents-delete-flow-log.json").findingId());
    }

    @Test
    void parse_otherCallOfTheSameDeployment_isAnotherFinding() {
        assertThat(alert(call("Microsoft.Network/networkWatchers/flowLogs/delete", FLOW_LOG + "-2", ""))
                        .findingId())
                .isNotEqualTo(alert(record(1)).findingId());
    }

    @Test
    void parse_batchOfRecords_answersEach() {
        assertThat(parsed(json("activity-log-records.json")))
                .extracting(p -> switch (p) {
                    case Parsed.Read read -> read.alert().title();
                    case Parsed.Ignored ignored -> ignored.why();
                    case Parsed.Rejected rejected -> "rejected: " + rejected.why();
                })
                .containsExactly(
                        "MICROSOFT.NETWORK/NETWORKWATCHERS/FLOWLOGS/DELETE has only begun: how it ended comes in an event"
                                + " of its own",
                        "Microsoft.Network/networkWatchers/flowLogs/delete ends a flow log",
                        "Microsoft.Network/networkWatchers/flowLogs/write turns a flow log off, or keeps it for a week or"
                                + " less",
                        "MICROSOFT.NETWORK/NETWORKWATCHERS/FLOWLOGS/WRITE weakens no logging as it was called",
                        "Microsoft.OperationalInsights/workspaces/delete was refused; it deletes a workspace with the logs"
                                + " in it",
                        "MICROSOFT.NETWORK/NETWORKWATCHERS/FLOWLOGS/DELETE failed with NotFound and changed nothing",
                        "MICROSOFT.COMPUTE/VIRTUALMACHINES/START/ACTION weakens no logging",
                        "a record of the Activity log's category Policy, which tells of no call",
                        "a line of Entra's log SignInLogs, which is no alert",
                        "a line of a resource's log AuditEvent, which is no alert");
    }

    @Test
    void parse_flowLogTurnedOff_namesWhatItIsALogOf() {
        Alert alert = alert(record(2));

        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.resources()).extracting(ResourceRef::id).containsExactly(FLOW_LOG, NETWORK);
        assertThat(alert.identities()).containsExactly(new Identity("service-principal", PRINCIPAL_ID));
    }

    @Test
    void parse_refusedCall_isAnAlertOfMediumSeverity() {
        assertThat(alert(record(4)).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void parse_categoryTurnedOff_isReadInTheShapeOfTheRestApiToo() {
        Alert alert = alert("activity-log-rest.json");

        assertThat(alert.title()).endsWith("leaves logs out of a delivery");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.resources()).extracting(ResourceRef::id).containsExactly(SETTING);
        assertThat(alert.identities()).contains(new Identity("user", "ann@contoso.example"));
        assertThat(alert.indicators()).contains(new Indicator("ip", "203.0.113.77"));
    }

    @Test
    void parse_failureThatEventGridDoesNotExplain_isAnAlertAndNamesTheMachineThatCalled() {
        Alert alert = alert("eventgrid-delete-diagnostic-setting-failed.json");

        assertThat(alert.title()).contains("failed, and why is not told; it ends a delivery of logs");
        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.identities()).containsExactly(new Identity("managed-identity", MACHINE_IDENTITY_ID));
        assertThat(alert.resources()).extracting(ResourceRef::id).containsExactly(SETTING, VM);
    }

    @Test
    void parse_writeWhoseBodyIsNotTold_isAnAlertOfMediumSeverity() {
        JsonNode event = changed("cloudevents-delete-flow-log.json", "/data/operationName", """
                "Microsoft.Network/networkWatchers/flowLogs/write"\
                """);

        assertThat(alert(event).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert(event).title()).endsWith("whether it is still on is not told");
    }

    @Test
    void parse_brokenOff_mayHaveDoneAPart() {
        JsonNode event =
                changed("cloudevents-delete-flow-log.json", "/type", "\"Microsoft.Resources.ResourceDeleteCancel\"");

        assertThat(alert(event).title()).contains("was broken off, and may have done a part of it");
    }

    @Test
    void parse_settingOfTheSubscription_liesInNone() {
        String id = "/subscriptions/%s/providers/Microsoft.Insights/diagnosticSettings/to-soc".formatted(SUBSCRIPTION);

        assertThat(alert(call("Microsoft.Insights/diagnosticSettings/delete", id, ""))
                        .resources())
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.account()).isEqualTo(SUBSCRIPTION);
                    assertThat(r.within()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/providers/microsoft.aadiam/diagnosticSettings/to-soc",
                "/tenants/7c6b5a49-3827-4165-9403-e2d1c0bfae9d/providers/Microsoft.aadiam"
            })
    void parse_settingOfTheTenant_namesTheTenant(String id) {
        ObjectNode record = call("microsoft.aadiam/diagnosticSettings/delete", id, "");
        record.put("subscriptionId", SUBSCRIPTION);

        assertThat(alert(record).resources()).containsExactly(Places.tenant(SUBSCRIPTION));
    }

    @Test
    void parse_settingOfAnExtendedType_isFoundByItsOwn() {
        assertThat(alert(call(
                                "MICROSOFT.KEYVAULT/VAULTS/PROVIDERS/MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE",
                                SETTING,
                                ""))
                        .type())
                .isEqualTo("Microsoft.Insights/diagnosticSettings/delete");
    }

    @Test
    void parse_resourceInNoSubscription_isRejected() {
        assertThat(why(call("Microsoft.Insights/diagnosticSettings/delete", "/subscriptions/1/x", "")))
                .startsWith("rejected: the event is in subscription \"\"");
    }

    @Test
    void parse_idOfWhichAPartCannotBe_isLookedAtInItsSubscription() {
        assertThat(alert(call("Microsoft.Insights/diagnosticSettings/delete", SETTING + "/x", ""))
                        .resources())
                .containsExactly(Places.subscription(SUBSCRIPTION));
    }

    @Test
    void parse_withoutACorrelationId_hasTheEventsOwnId() {
        assertThat(alert(changed("cloudevents-delete-flow-log.json", "/data/correlationId", ""))
                        .id())
                .isEqualTo("3a4f5e6d-7c8b-49aa-8978-c7d6e5f4a3b2");
    }

    @Test
    void parse_aRulesAlertOnAnotherCall_isAnAlertSinceSomebodyMadeTheRule() {
        Alert alert = alert("monitor-activity-log-before.json");

        assertThat(List.of(alert.origin(), alert.type()))
                .containsExactly("monitor", "Microsoft.Authorization/roleAssignments/write");
        assertThat(alert.identities()).containsExactly(new Identity("managed-identity", MACHINE_IDENTITY_ID));
        assertThat(alert.resources()).extracting(ResourceRef::id).contains(VM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/data/essentials/monitoringService | \"Platform\" | ignored: an alert of Azure Monitor by \"Platform\"",
                "/data/essentials/monitorCondition | \"Resolved\" | ignored: a resolved alert",
                "/data/alertContext/status | \"Started\" | ignored: Microsoft.Insights/diagnosticSettings/delete has only begun",
                "/data/alertContext/properties/eventCategory | \"ServiceHealth\" | ignored: an alert of Azure Monitor by \"Activity Log -"
                        + " ServiceHealth\"",
                "/data/alertContext | \"x\" | rejected: an alert of Azure Monitor without its record",
                "/data/essentials | [] | rejected: an alert without its essentials",
            })
    void parse_rulesAlertOfNoCall_saysWhy(String pointer, String value, String why) {
        assertThat(why(changed("monitor-activity-log.json", pointer, value))).startsWith(why);
    }

    @Test
    void parse_metricAlert_isIgnored() {
        assertThat(why(json("monitor-metric.json")))
                .isEqualTo("ignored: an alert of Azure Monitor by \"Platform\", which tells of no call");
    }
}
