package io.lamplighter.azure.source.vnetflowlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Grants;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is checked behind the PUT, against https://learn.microsoft.com/azure/network-watcher/required-rbac-permissions as of
 * June 2025. What is granted for a call is compared with the calls by the contract.
 */
class VnetFlowLogsGrantsTest {
    /** Its section on flow logs, less the one for NSG flow logs, of which none can be made any more. */
    private static final List<String> FLOW_LOGS = List.of(
            "Microsoft.Network/networkWatchers/flowLogs/read",
            "Microsoft.Network/networkWatchers/flowLogs/write",
            "Microsoft.Network/networkWatchers/flowLogs/delete",
            "Microsoft.Network/networkWatchers/configureFlowLog/action",
            "Microsoft.Network/networkWatchers/queryFlowLogStatus/action",
            "Microsoft.Storage/storageAccounts/listServiceSas/action",
            "Microsoft.Storage/storageAccounts/listAccountSas/action",
            "Microsoft.Storage/storageAccounts/listKeys/action");

    /** Its section on Traffic Analytics. */
    private static final List<String> TRAFFIC_ANALYTICS = List.of(
            "Microsoft.Network/applicationGateways/read",
            "Microsoft.Network/connections/read",
            "Microsoft.Network/loadBalancers/read",
            "Microsoft.Network/localNetworkGateways/read",
            "Microsoft.Network/networkInterfaces/read",
            "Microsoft.Network/networkSecurityGroups/read",
            "Microsoft.Network/publicIPAddresses/read",
            "Microsoft.Network/routeTables/read",
            "Microsoft.Network/virtualNetworkGateways/read",
            "Microsoft.Network/virtualNetworks/read",
            "Microsoft.Network/expressRouteCircuits/read",
            "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
            "Microsoft.Insights/dataCollectionRules/read",
            "Microsoft.Insights/dataCollectionRules/write",
            "Microsoft.Insights/dataCollectionRules/delete",
            "Microsoft.Insights/dataCollectionEndpoints/read",
            "Microsoft.Insights/dataCollectionEndpoints/write",
            "Microsoft.Insights/dataCollectionEndpoints/delete");

    /** A target's own read, which the page leaves to the role of who made it; a network's is called, an interface's above. */
    private static final List<String> TARGETS = List.of("Microsoft.Network/virtualNetworks/subnets/read");

    @Test
    void grants_behindThePut_areWhatAzureAsksAndNoMore() {
        Grants grants = Objects.requireNonNull(VnetFlowLogs.class.getAnnotation(Grants.class));
        Set<String> called = new TreeSet<>(List.of(grants.read()));
        called.addAll(List.of(grants.write()));
        assertThat(grants.behind())
                .containsExactlyInAnyOrderElementsOf(Stream.of(FLOW_LOGS, TRAFFIC_ANALYTICS, TARGETS)
                        .flatMap(List::stream)
                        .filter(permission -> !called.contains(permission))
                        .toList());
    }
}
