package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.EvidenceStore.Look;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceStoresTest {
    private static final String SUBSCRIPTION = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/log ger/providers/";
    private static final String WEST = GROUP + "microsoft.storage/storageaccounts/west";
    private static final String NORTH = GROUP + "microsoft.storage/storageaccounts/north";
    private static final String READ = "Microsoft.Storage/storageAccounts/read";

    private final ArmFake arm = new ArmFake();

    @BeforeEach
    void seed() {
        arm.put(NORTH, account("northeurope", "StorageV2", "Standard_LRS", Map.of()));
        arm.put(WEST, account("West Europe", "StorageV2", "Standard_GRS", Map.of()));
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private static Map<String, Object> account(
            String location, String kind, String sku, Map<String, Object> properties) {
        return Map.of("location", location, "kind", kind, "sku", Map.of("name", sku), "properties", properties);
    }

    private EvidenceStores stores(Map<String, String> variables) {
        Settings settings = arm.settings(variables);
        return new EvidenceStores(arm.clients(new Home(SUBSCRIPTION, "westeurope"), settings), settings);
    }

    private EvidenceStores stores() {
        return stores(Map.of(Settings.EVIDENCE_STORES, NORTH + "," + WEST));
    }

    private static Scope scope(String location) {
        return new Scope(SUBSCRIPTION, location, Breadth.TOUCHED, List.of());
    }

    private static Failure.Kind kind(Throwable thrown) {
        return new AzureFailures().read(thrown).kind();
    }

    @Test
    void at_accountOfThisLocation_isFitAndNotAskedAgain() {
        EvidenceStores stores = stores();

        assertThat(stores.at(scope("westeurope"))).isEqualTo(Look.FIT);
        assertThat(stores.at(scope("westeurope"))).isEqualTo(Look.FIT);
        assertThat(arm.requests())
                .extracting(SentCall::permission)
                .containsExactly(READ, READ, "Microsoft.Insights/diagnosticSettings/read");
        assertThat(stores.in("westeurope").account())
                .isEqualTo(
                        new StorageAccounts.Account(WEST, "westeurope", "https://west.blob.core.windows.net/", null));
    }

    @Test
    void in_accountThatTellsWhereItsBlobsAre_takesItsWord() {
        Map<String, Object> endpoints = Map.of("primaryEndpoints", Map.of("blob", "https://west.z1.blob.example/"));
        arm.put(WEST, account("westeurope", "StorageV2", "Standard_LRS", endpoints));

        assertThat(stores().in("westeurope").account())
                .satisfies(a -> assertThat(a)
                        .isNotNull()
                        .extracting(StorageAccounts.Account::blobs)
                        .isEqualTo("https://west.z1.blob.example/"));
    }

    @Test
    void at_noneInThisLocation_saysWhatToDeployAndIsAskedAgain() {
        EvidenceStores stores = stores();
        arm.remove(WEST);
        assertThat(stores.at(scope("westeurope")).unfit())
                .contains("no evidence store in westeurope", Settings.EVIDENCE_STORES, WEST, "ResourceNotFound");

        arm.put(WEST, account("westeurope", "StorageV2", "Standard_LRS", Map.of()));
        assertThat(stores.at(scope("westeurope"))).isEqualTo(Look.FIT);
    }

    @Test
    void at_noneInThisLocationButAWorkspace_isFitForWhatCanGoThere() {
        String workspace = GROUP + "microsoft.operationalinsights/workspaces/soc";
        EvidenceStores stores = stores(Map.of(Settings.WORKSPACE, workspace));

        assertThat(stores.at(scope("westeurope"))).isEqualTo(Look.FIT);
        assertThat(stores.in("westeurope").missing()).contains("no evidence store in westeurope");
        assertThat(arm.requests()).as("nothing to ask about").isEmpty();
    }

    @Test
    void at_accountWithAFlawAndAWorkspace_holdsUpOnlyWhatGoesToTheAccount() {
        EvidenceStores stores = stores(Map.of(
                Settings.EVIDENCE_STORES,
                WEST,
                Settings.WORKSPACE,
                GROUP + "microsoft.operationalinsights/workspaces/soc"));
        arm.change(WEST, "networkAcls", Map.of("defaultAction", "Deny", "bypass", "None"));

        assertThat(stores.at(scope("westeurope"))).isEqualTo(Look.FIT);
        assertThat(stores.in("westeurope").account()).isNull();
        assertThat(stores.in("westeurope").missing()).contains("firewall");
    }

    @Test
    void in_twoOfThisLocationAndTheFirstHasAFlaw_takesTheOther() {
        String other = WEST + "2";
        arm.put(other, account("westeurope", "StorageV2", "Standard_LRS", Map.of()));
        arm.put(WEST, account("westeurope", "StorageV2", "Premium_LRS", Map.of()));

        assertThat(stores(Map.of(Settings.EVIDENCE_STORES, WEST + "," + other))
                        .in("westeurope")
                        .account())
                .extracting(StorageAccounts.Account::id)
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({"StorageV2, Premium_LRS, premium", "Storage, Standard_LRS, of kind Storage"})
    void at_accountThatTakesNoLogs_isUnfit(String kind, String sku, String said) {
        arm.put(WEST, account("westeurope", kind, sku, Map.of()));

        assertThat(stores().at(scope("westeurope")).unfit()).contains(said);
    }

    @Test
    void at_firewallThatShutsAzureOut_isUnfitUntilItDoesNot() {
        EvidenceStores stores = stores();
        arm.change(WEST, "networkAcls", Map.of("defaultAction", "Deny", "bypass", "None"));
        assertThat(stores.at(scope("westeurope")).unfit())
                .contains("firewall", "az storage account update --ids", "--bypass AzureServices");

        arm.change(WEST, "networkAcls", Map.of("defaultAction", "Deny", "bypass", "Logging, AzureServices"));
        assertThat(stores.at(scope("westeurope"))).isEqualTo(Look.FIT);
    }

    @Test
    void at_storeThatLogsElsewhere_feedsAllThatItLogsInto() {
        String archive = "/subscriptions/" + SUBSCRIPTION
                + "/resourceGroups/web/providers/Microsoft.Storage/storageAccounts/archive";
        String hubs = GROUP + "microsoft.eventhub/namespaces/soc";
        arm.put(
                WEST + "/blobServices/default/providers/microsoft.insights/diagnosticSettings/theirs",
                Map.of(
                        "properties",
                        Map.of(
                                "storageAccountId",
                                archive,
                                "eventHubAuthorizationRuleId",
                                hubs + "/authorizationRules/send")));

        assertThat(stores().at(scope("westeurope")).feeds())
                .contains(
                        archive.toLowerCase(java.util.Locale.ROOT),
                        archive.toLowerCase(java.util.Locale.ROOT) + "/blobservices/default",
                        hubs)
                .doesNotContain(hubs + "/authorizationrules/send");
    }

    @Test
    void at_whereItLogsToMayNotBeRead_isUnfit() {
        arm.deny("Microsoft.Insights/diagnosticSettings/read");

        assertThat(stores().at(scope("westeurope")).unfit()).contains("may not be read", "AuthorizationFailed");
    }

    @Test
    void at_accountMayNotBeRead_saysSo() {
        arm.deny(READ);

        assertThat(stores().at(scope("westeurope")).unfit()).contains("no evidence store in", "AuthorizationFailed");
    }

    @Test
    void at_throttled_isThrownSinceItSaysNothingOfTheStore() {
        for (int i = 0; i < 8; i++) {
            arm.throttleNext(READ, 0);
        }

        assertThatThrownBy(() -> stores().at(scope("westeurope")))
                .satisfies(e -> assertThat(kind(e)).isEqualTo(Failure.Kind.THROTTLED));
    }

    @Test
    void in_global_isTheStoreAtHomeOrElseAny() {
        assertThat(stores().in("global").account())
                .extracting(StorageAccounts.Account::id)
                .isEqualTo(WEST);
        arm.remove(WEST);
        assertThat(stores().in("global").account())
                .extracting(StorageAccounts.Account::id)
                .isEqualTo(NORTH);
    }
}
