package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.DEFENDER_ID;
import static io.lamplighter.azure.alert.Samples.STORAGE;
import static io.lamplighter.azure.alert.Samples.SUBSCRIPTION;
import static io.lamplighter.azure.alert.Samples.USER_ID;
import static io.lamplighter.azure.alert.Samples.VM;
import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.changed;
import static io.lamplighter.azure.alert.Samples.id;
import static io.lamplighter.azure.alert.Samples.ref;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Places;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefenderAlertTest {
    private static final String HASH = "9d2f7a1c5e8b3046f1a2d9c8b7e6f50412a3b4c5d6e7f8091a2b3c4d5e6f7081";

    @Test
    void parse_continuousExport_namesMachineCallerAndClues() {
        Alert alert = alert("defender-export.json");

        assertThat(alert.id()).isEqualTo(DEFENDER_ID);
        assertThat(alert.origin()).isEqualTo("defender");
        assertThat(alert.type()).isEqualTo("VM_DigitalCurrencyMining");
        assertThat(alert.title()).isEqualTo("Digital currency mining related behavior detected");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.time()).isEqualTo(Instant.parse("2026-03-14T09:53:40.517Z"));
        assertThat(alert.account()).isEqualTo(SUBSCRIPTION);
        assertThat(alert.region()).as("the alert's location is Defender's own").isEmpty();
        String place = "/subscriptions/" + SUBSCRIPTION + "/providers/microsoft.security/locations/westeurope";
        assertThat(alert.resources())
                .containsExactly(
                        ref(AzureType.VIRTUAL_MACHINE, VM),
                        new ResourceRef(
                                AzureType.DEFENDER_ALERT,
                                place + "/alerts/" + DEFENDER_ID,
                                SUBSCRIPTION,
                                "",
                                Map.of("microsoft.security/locations", place)));
        assertThat(alert.identities())
                .as("www-data is a machine's own")
                .containsExactly(new Identity("user", "deploy@contoso.example"), new Identity("user", USER_ID));
        assertThat(alert.indicators())
                .containsExactly(
                        new Indicator("host", "web-01"),
                        new Indicator("hash", HASH),
                        new Indicator("domain", "pool.example.net"),
                        new Indicator("ip", "198.51.100.23"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defender-workflow-camel.json", "defender-rest.json", "sentinel-alert-row.json"})
    void parse_throughAnotherRelay_isTheSameFindingWithTheSameNames(String name) {
        Alert relayed = alert(name);
        Alert straight = alert("defender-export.json");

        assertThat(relayed.findingId()).isEqualTo(straight.findingId());
        assertThat(relayed).isEqualTo(straight);
    }

    @Test
    void parse_storage_namesWhatItsEntitiesLieIn() {
        Alert alert = alert("defender-storage.json");

        assertThat(alert.resources())
                .containsExactly(
                        ref(AzureType.STORAGE_ACCOUNT, STORAGE),
                        ref(AzureType.KUBERNETES_CLUSTER, id("Microsoft.ContainerService/managedClusters/shop-aks")));
        assertThat(alert.identities()).containsExactly(new Identity("user", "ann@contoso.example"));
        assertThat(alert.indicators()).containsExactly(new Indicator("ip", "203.0.113.77"));
    }

    @Test
    void parse_addressOfOurOwn_isNoneToSearchFor() {
        Alert alert = alert(changed("defender-storage.json", "/Entities/3/Asset", "true"));

        assertThat(alert.indicators()).as("the property tells it still").hasSize(1);
        assertThat(alert(changed("defender-export.json", "/Entities/5/IpAddresses/0/Asset", "true"))
                        .indicators())
                .extracting(Indicator::kind)
                .doesNotContain("ip");
    }

    @Test
    void parse_principalsAmongTheEntities_areNamedByTheirObjectIds() {
        Alert alert = alert(changed("defender-export.json", "/Entities", """
                [{"Type": "service-principal", "ServicePrincipalObjectId": "C4D5E6F7-1122-4334-8556-677889900112"},
                 {"Type": "managed-identity", "ObjectId": "d7e8f901-2233-4445-8667-788990011223",
                  "ResourceId": "%s"},
                 {"Type": "account", "AadUserId": "00000000-0000-0000-0000-000000000000", "Name": "x' or 1@y"}, {"Type": "account", "Name": "o'brien@contoso.example"}]\
                """.formatted(STORAGE)));

        assertThat(alert.identities())
                .containsExactly(
                        new Identity("service-principal", Samples.PRINCIPAL_ID),
                        new Identity("managed-identity", Samples.MACHINE_IDENTITY_ID),
                        new Identity("user", "o'brien@contoso.example"));
        assertThat(alert.resources()).contains(ref(AzureType.STORAGE_ACCOUNT, STORAGE));
    }

    @Test
    void parse_subscriptionAlone_isNamedWithoutALocation() {
        Alert alert = alert(changed(
                "defender-storage.json",
                "/ResourceIdentifiers/0/AzureResourceId",
                "\"/subscriptions/%s\"".formatted(SUBSCRIPTION)));

        assertThat(alert.resources()).contains(Places.subscription(SUBSCRIPTION));
    }

    @Test
    void parse_severalSubscriptions_theFirstThatIsNamedRaisedIt() {
        Alert alert = alert(
                changed("defender-export.json", "/ResourceIdentifiers", """
                [{"Type": "AzureResource", "AzureResourceId": "/subscriptions/%s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v"},
                 {"Type": "AzureResource", "AzureResourceId": "%s"}]\
                """.formatted(Samples.OTHER_SUBSCRIPTION, VM)));

        assertThat(alert.account()).isEqualTo(Samples.OTHER_SUBSCRIPTION);
        assertThat(alert.resources())
                .extracting(r -> r.account())
                .containsExactly(Samples.OTHER_SUBSCRIPTION, SUBSCRIPTION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/Status | \"Dismissed\" | ignored: a dismissed alert",
                "/Status | \"Resolved\" | ignored: a resolved alert",
                "/AlertDisplayName | \"[SAMPLE ALERT] x\" | ignored: a sample alert",
                "/AlertType | \"SIMULATED_VM_x\" | ignored: a sample alert",
                "/ExtendedProperties | {\"isSample\": \"true\"} | ignored: a sample alert",
                "/AlertDisplayName | \"[Test Alert] x\" | ignored: a test alert",
                "/SystemAlertId | \"\" | rejected: it has no id",
                "/AlertType | \"\" | rejected: it has no type",
                "/ResourceIdentifiers | [\"x\"] | rejected: its resourceIdentifiers are no list",
                "/ResourceIdentifiers | [{\"AzureResourceId\": \"/subscriptions/1/x\"}] | rejected: \"/subscriptions/1/x\" cannot be",
            })
    void parse_nothingToDoOrImpossible_saysWhy(String pointer, String value, String why) {
        assertThat(why(changed("defender-export.json", pointer, value))).startsWith(why);
    }

    @Test
    void parse_testAlertOfDefender_isToldByTheEndOfItsTitle() {
        String test = "Azure Security Center test alert (not a threat)";

        assertThat(why(changed("defender-export.json", "/AlertDisplayName", "\"%s\"".formatted(test))))
                .isEqualTo("ignored: a test alert");
        assertThat(alert(changed("defender-export.json", "/AlertDisplayName", "\"%s: run by root\"".formatted(test)))
                        .id())
                .isEqualTo(DEFENDER_ID);
    }

    @Test
    void parse_sampleWithRealNames_isIgnored() {
        assertThat(why(Samples.json("defender-sample.json"))).isEqualTo("ignored: a sample alert");
    }

    @Test
    void parse_machineThatIsCalledSample_isRead() {
        assertThat(alert(changed("defender-export.json", "/CompromisedEntity", "\"sample-vm\""))
                        .id())
                .isEqualTo(DEFENDER_ID);
    }

    @Test
    void parse_assessmentInTheSameExport_isIgnored() {
        assertThat(why(Samples.json("defender-assessment.json")))
                .isEqualTo("ignored: microsoft.security/assessments of Defender for Cloud, which is no alert");
    }

    @Test
    void parse_anotherProductsAlertKeptBySentinel_hasSentinelsId() {
        Alert alert = alert(changed(
                changed(
                        changed("sentinel-alert-row.json", "/ProductName", "\"Azure Sentinel\""),
                        "/ProviderName",
                        "\"ASI\""),
                "/VendorOriginalId",
                "\"1\""));

        assertThat(List.of(alert.origin(), alert.id()))
                .containsExactly("sentinel", "fb0e1d2c-3a4b-4c5d-8e6f-70819a2b3c4d");
    }

    @Test
    void parse_keptAlertOfNothingInAzure_isIgnored() {
        assertThat(why(changed(
                        changed(
                                changed("sentinel-alert-row.json", "/ResourceId", "\"\""),
                                "/WorkspaceSubscriptionId",
                                "\"\""),
                        "/Entities",
                        "[]")))
                .startsWith("ignored: an alert that names no subscription");
    }
}
