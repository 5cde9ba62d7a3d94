package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.OTHER_SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.PRINCIPAL_ID;
import static io.lamplighter.azure.alert.Samples.STORAGE;
import static io.lamplighter.azure.alert.Samples.SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.USER_ID;
import static io.lamplighter.azure.alert.Samples.VAULT;
import static io.lamplighter.azure.alert.Samples.VM;
import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.changed;
import static io.lamplighter.azure.alert.Samples.id;
import static io.lamplighter.azure.alert.Samples.json;
import static io.lamplighter.azure.alert.Samples.ref;
import static io.lamplighter.azure.alert.Samples.tree;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Sentinel, Graph and the Activity log pass on. */
class RelayedAlertTest {
    @Test
    void parse_incidentOfSeveralAlerts_isOneAlertWithAllTheirEntities() {
        Alert alert = alert("sentinel-incident.json");

        assertThat(alert.origin()).isEqualTo("sentinel");
        assertThat(alert.id()).isEqualTo("9e8d7c6b-5a49-4837-8261-504f3e2d1c0b");
        assertThat(alert.title()).isEqualTo("A miner on web-01 after secrets were read");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.account()).as("the workspace's").isEqualTo(OTHER_SUBSCRIPTION);
        assertThat(alert.resources())
                .containsExactly(ref(AzureType.VIRTUAL_MACHINE, VM), ref(AzureType.KEY_VAULT, VAULT));
        assertThat(alert.identities())
                .containsExactly(new Identity("user", "deploy@contoso.example"), new Identity("user", USER_ID));
        assertThat(alert.indicators())
                .containsExactly(
                        new Indicator("host", "web-01"),
                        new Indicator("ip", "198.51.100.23"),
                        new Indicator("url", "https://pool.example.net/login"),
                        new Indicator("hash", "44d88612fea8a8f36de82e1278abb02f"),
                        new Indicator("domain", "pool.example.net"));
    }

    @Test
    void parse_incidentOfOneDefenderAlert_isThatAlertsFinding() {
        assertThat(alert("sentinel-incident-of-defender.json").findingId())
                .isEqualTo(alert("defender-export.json").findingId());
    }

    @Test
    void parse_incidentAsTheRestApiGivesIt_isTheSame() {
        assertThat(alert(json("sentinel-incident.json").path("object"))).isEqualTo(alert("sentinel-incident.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/object/properties/status | \"Closed\" | ignored: a closed incident",
                "/object/properties | 7 | rejected: an incident without its properties",
                "/object/properties/title | \"[SAMPLE ALERT] x\" | ignored: a sample alert",
                "/object/name | \"\" | rejected: it has no id",
            })
    void parse_incidentThatIsOverOrBroken_saysWhy(String pointer, String value, String why) {
        assertThat(why(changed("sentinel-incident.json", pointer, value))).startsWith(why);
    }

    @Test
    void parse_graphAlert_namesWhatItsEvidenceLiesIn() {
        Alert alert = alert("graph-alert.json");

        assertThat(alert.origin()).isEqualTo("defender-xdr");
        assertThat(alert.id()).isEqualTo("da638459822420000000_1234567890");
        assertThat(alert.type()).isEqualTo("microsoftDefenderForEndpoint/Execution");
        assertThat(alert.account()).isEqualTo(SUBSCRIPTION);
        assertThat(alert.resources())
                .containsExactly(ref(AzureType.VIRTUAL_MACHINE, VM), ref(AzureType.STORAGE_ACCOUNT, STORAGE));
        assertThat(alert.identities())
                .containsExactly(
                        new Identity("user", "ann@contoso.example"),
                        new Identity("user", USER_ID),
                        new Identity("service-principal", PRINCIPAL_ID));
        assertThat(alert.indicators()).extracting(Indicator::kind).containsExactly("host", "ip", "url", "hash", "hash");
    }

    @Test
    void parse_graphAlertOfDefenderForCloud_isThatAlertsFinding() {
        Alert alert = alert(changed(
                changed("graph-alert.json", "/serviceSource", "\"microsoftDefenderForCloud\""),
                "/providerAlertId",
                "\"" + Samples.DEFENDER_ID + "\""));

        assertThat(alert.findingId()).isEqualTo(alert("defender-export.json").findingId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/status | \"resolved\" | ignored: a resolved alert",
                "/evidence | [] | ignored: an alert that names nothing in a subscription of Azure, and nobody of Entra ID",
                "/evidence | null | ignored: an alert that names nothing in a subscription",
                "/id | \"\" | rejected: it has no id",
            })
    void parse_graphAlertThatIsOverOrElsewhere_saysWhy(String pointer, String value, String why) {
        assertThat(why(changed("graph-alert.json", pointer, value))).startsWith(why);
    }

    @Test
    void parse_noticeOfGraph_isIgnored() {
        assertThat(why(tree("""
                {"value": [{"changeType": "updated", "resource": "security/alerts_v2/1", "resourceData": {"id": "1"}}]}\
                """))).startsWith("ignored: a notice of Graph");
    }

    @Test
    void parse_defenderAlertInTheActivityLog_hasDefendersId() {
        Alert alert = alert("activity-log-security.json");

        assertThat(List.of(alert.origin(), alert.id()))
                .containsExactly("defender", "2518293116000000000_5b6c7d8e-1a2b-4c3d-8e4f-506172839405");
        assertThat(alert.title()).isEqualTo("New high privileges role detected");
        assertThat(alert.severity()).isEqualTo(Severity.LOW);
        assertThat(alert.resources())
                .containsExactly(
                        ref(AzureType.KUBERNETES_CLUSTER, id("Microsoft.ContainerService/managedClusters/shop-aks")));
    }

    @Test
    void parse_defenderAlertInTheActivityLogAboutAnotherKind_namesItsGroup() {
        Alert alert = alert(changed("activity-log-security.json", "/properties/attackedResourceType", "\"Moon\""));

        assertThat(alert.resources()).extracting(ResourceRef::kind).containsExactly(AzureType.RESOURCE_GROUP);
    }

    @Test
    void parse_defenderAlertThroughARule_isTheSameFinding() {
        String rule = """
                {"schemaId": "azureMonitorCommonAlertSchema", "data": {"essentials":
                 {"monitoringService": "Activity Log - Security", "monitorCondition": "Fired"}, "alertContext": %s}}\
                """.formatted(json("activity-log-security.json"));

        assertThat(alert(tree(rule))).isEqualTo(alert("activity-log-security.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/operationName/value | \"Microsoft.Security/locations/alerts/dismiss/action\" | ignored: Microsoft.Security/"
                        + "locations/alerts/dismiss/action raises no alert",
                "/eventName/value | \"[SAMPLE ALERT] x\" | ignored: a sample alert",
                "/resourceId | \"/subscriptions/x\" | rejected: ",
            })
    void parse_securityRecordThatRaisesNothing_saysWhy(String pointer, String value, String why) {
        assertThat(why(changed(changed("activity-log-security.json", "/subscriptionId", "\"1\""), pointer, value)))
                .startsWith(why);
    }
}
