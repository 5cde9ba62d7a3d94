package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation of Azure Resource Manager that weakens logging: the one table of them, each with its reason.
 *
 * <p>Names: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 *
 * @param name as Azure spells it, of an extension the extension's own
 * @param when what the call must be like
 * @param why what it does, the end of the sentence "this call …"
 * @param severity how bad it is if it was done; medium where the call alone does not tell
 */
record WeakeningOperation(String name, Predicate<Change> when, String why, Severity severity) {
    /**
     * A call as far as the event tells it.
     *
     * @param id what it is made on, or null
     * @param body what was sent; missing where the event does not tell, as Event Grid never does
     * @param ours whether our logs go there, by the settings
     */
    record Change(@Nullable ArmId id, JsonNode body, boolean ours) {
        boolean told() {
            return body.isObject();
        }
    }

    private static final String EXTENSION = "/providers/";

    private static final List<WeakeningOperation> LOGGING = List.of(
            // The network.
            ends("Microsoft.Network/networkWatchers/flowLogs/delete", "ends a flow log"),
            told(
                    "Microsoft.Network/networkWatchers/flowLogs/write",
                    Weakens::flowLog,
                    "turns a flow log off, or keeps it for a week or less"),
            untold(
                    "Microsoft.Network/networkWatchers/flowLogs/write",
                    "changes a flow log, and whether it is still on is not told"),
            told(
                    "Microsoft.Network/networkWatchers/configureFlowLog/action",
                    Weakens::flowLog,
                    "turns a flow log off, or keeps it for a week or less"),
            untold(
                    "Microsoft.Network/networkWatchers/configureFlowLog/action",
                    "changes a flow log, and whether it is still on is not told"),
            ends("Microsoft.Network/networkWatchers/delete", "deletes a network watcher with its flow logs"),
            ends("Microsoft.Network/dnsResolverPolicies/delete", "ends the DNS query logs of virtual networks"),
            ends(
                    "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/delete",
                    "ends a virtual network's DNS query log"),
            // What resources tell.
            ends("Microsoft.Insights/diagnosticSettings/delete", "ends a delivery of logs"),
            told(
                    "Microsoft.Insights/diagnosticSettings/write",
                    Weakens::diagnosticSetting,
                    "leaves logs out of a delivery"),
            untold(
                    "Microsoft.Insights/diagnosticSettings/write",
                    "changes a delivery of logs, and what is left of it is not told"),
            ends("Microsoft.Insights/logProfiles/delete", "ends the export of a subscription's Activity log"),
            ends("Microsoft.Insights/dataCollectionRules/delete", "ends the collection of machines' logs"),
            ends("Microsoft.Insights/dataCollectionRuleAssociations/delete", "takes a machine out of log collection"),
            ends("Microsoft.Insights/dataCollectionEndpoints/delete", "deletes where machines send their logs"),
            told(
                    "Microsoft.Insights/dataCollectionRules/write",
                    Weakens::collection,
                    "leaves nothing in a rule that collects machines' logs"),
            untold(
                    "Microsoft.Insights/dataCollectionRules/write",
                    "changes the collection of machines' logs, and what is left of it is not told"),
            agent(
                    "Microsoft.Compute/virtualMachines/extensions/delete",
                    "takes the agent that sends its logs off a machine"),
            agent(
                    "Microsoft.Compute/virtualMachineScaleSets/extensions/delete",
                    "takes the agent that sends their logs off the machines of a scale set"),
            agent(
                    "Microsoft.HybridCompute/machines/extensions/delete",
                    "takes the agent that sends its logs off a machine outside Azure"),
            ends("Microsoft.Aadiam/diagnosticSettings/delete", "ends a delivery of Entra ID's logs"),
            told(
                    "Microsoft.Aadiam/diagnosticSettings/write",
                    Weakens::diagnosticSetting,
                    "leaves logs of Entra ID out of a delivery"),
            untold(
                    "Microsoft.Aadiam/diagnosticSettings/write",
                    "changes a delivery of Entra ID's logs, and what is left of it is not told"),
            told("Microsoft.Sql/servers/auditingSettings/write", Weakens::auditing, "ends a database server's audit"),
            untold(
                    "Microsoft.Sql/servers/auditingSettings/write",
                    "changes a database server's audit, and whether it is still on is not told"),
            told(
                    "Microsoft.Sql/servers/extendedAuditingSettings/write",
                    Weakens::auditing,
                    "ends a database server's audit"),
            untold(
                    "Microsoft.Sql/servers/extendedAuditingSettings/write",
                    "changes a database server's audit, and whether it is still on is not told"),
            told(
                    "Microsoft.Sql/servers/databases/auditingSettings/write",
                    Weakens::auditing,
                    "ends a database's audit"),
            untold(
                    "Microsoft.Sql/servers/databases/auditingSettings/write",
                    "changes a database's audit, and whether it is still on is not told"),
            told(
                    "Microsoft.Sql/servers/databases/extendedAuditingSettings/write",
                    Weakens::auditing,
                    "ends a database's audit"),
            untold(
                    "Microsoft.Sql/servers/databases/extendedAuditingSettings/write",
                    "changes a database's audit, and whether it is still on is not told"));

    /** The table. */
    static final List<WeakeningOperation> ALL = Stream.of(LOGGING, Keeping.operations(), Unwatching.operations())
            .flatMap(List::stream)
            .toList();

    private static final Map<String, List<WeakeningOperation>> BY_NAME =
            ALL.stream().collect(Collectors.groupingBy(o -> o.name().toLowerCase(Locale.ROOT)));

    /**
     * The rows of an operation, the first that holds being the one; none if it is none that could weaken anything.
     *
     * @param operation in any case; of an extension also after the type of what it extends
     */
    static List<WeakeningOperation> of(String operation) {
        String lower = operation.toLowerCase(Locale.ROOT);
        int extension = lower.lastIndexOf(EXTENSION);
        return BY_NAME.getOrDefault(extension < 0 ? lower : lower.substring(extension + EXTENSION.length()), List.of());
    }

    static WeakeningOperation ends(String name, String why) {
        return new WeakeningOperation(name, change -> true, why, Severity.HIGH);
    }

    static WeakeningOperation maybe(String name, String why) {
        return new WeakeningOperation(name, change -> true, why, Severity.MEDIUM);
    }

    static WeakeningOperation told(String name, Predicate<JsonNode> when, String why) {
        return new WeakeningOperation(name, change -> change.told() && when.test(change.body()), why, Severity.HIGH);
    }

    static WeakeningOperation untold(String name, String why) {
        return new WeakeningOperation(name, change -> !change.told(), why, Severity.MEDIUM);
    }

    /** A write that not every team wants to hear of: where the settings send our logs, its body need not be told. */
    static WeakeningOperation ours(String name, String why) {
        return new WeakeningOperation(name, change -> !change.told() && change.ours(), why, Severity.MEDIUM);
    }

    private static WeakeningOperation agent(String name, String why) {
        return new WeakeningOperation(name, WeakeningOperation::agent, why, Severity.HIGH);
    }

    /** https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-manage and its predecessors. */
    private static boolean agent(Change change) {
        return change.id() != null
                && change.id()
                        .name()
                        .matches("azuremonitor(linux|windows)agent|mde\\.(linux|windows)"
                                + "|omsagentforlinux|microsoftmonitoringagent|iaasantimalware"
                                + "|networkwatcheragent(linux|windows)");
    }
}
