package io.lamplighter.azure.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmActionTest {
    private static final String GROUP = "/subscriptions/0a/resourceGroups/web";

    @ParameterizedTest
    @CsvSource({
        "GET, /subscriptions/0a, Microsoft.Resources/subscriptions/read",
        "GET, /subscriptions/0a/locations, Microsoft.Resources/subscriptions/locations/read",
        "GET, /subscriptions/0a/resourceGroups/web, Microsoft.Resources/subscriptions/resourceGroups/read",
        "GET, /subscriptions/0a/providers/Microsoft.Network/networkWatchers, Microsoft.Network/networkWatchers/read",
        "GET, /subscriptions/0a/providers/Microsoft.Network/locations/weu/operations/1,"
                + " Microsoft.Network/locations/operations/read",
        "GET, /subscriptions/0a/providers/microsoft.insights/eventtypes/management/values,"
                + " Microsoft.Insights/eventtypes/values/read",
        "POST, /providers/Microsoft.ResourceGraph/resources, Microsoft.ResourceGraph/resources/read",
        "PUT, /providers/microsoft.aadiam/diagnosticSettings/x, microsoft.aadiam/diagnosticSettings/write",
        "PUT, /subscriptions/0a/providers/Microsoft.Insights/diagnosticSettings/x,"
                + " Microsoft.Insights/diagnosticSettings/write",
    })
    void of_whatLiesInNoGroup_isTheTypesOwn(String method, String path, String action) {
        assertThat(ArmAction.of(method, path)).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, Microsoft.Network/networkWatchers/nw/flowLogs/x, Microsoft.Network/networkWatchers/flowLogs/write",
        "DELETE, MICROSOFT.NETWORK/NETWORKWATCHERS/nw/FLOWLOGS/x, Microsoft.Network/networkWatchers/flowLogs/delete",
        "GET, Microsoft.Network/networkWatchers/nw/flowLogs, Microsoft.Network/networkWatchers/flowLogs/read",
        "POST, Microsoft.Storage/storageAccounts/x/listKeys, Microsoft.Storage/storageAccounts/listKeys/action",
        "PUT, Microsoft.KeyVault/vaults/x/providers/Microsoft.Insights/diagnosticSettings/y,"
                + " Microsoft.Insights/diagnosticSettings/write",
        "GET, Microsoft.KeyVault/vaults/x/providers/Microsoft.Insights/diagnosticSettingsCategories,"
                + " Microsoft.Insights/diagnosticSettingsCategories/read",
    })
    void of_whatLiesInAGroup_isTheLastNamespacesOwn(String method, String path, String action) {
        assertThat(ArmAction.of(method, GROUP + "/providers/" + path)).isEqualTo(action);
    }
}
