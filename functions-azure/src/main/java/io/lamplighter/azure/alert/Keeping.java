package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.WeakeningOperation.ends;
import static io.lamplighter.azure.alert.WeakeningOperation.maybe;
import static io.lamplighter.azure.alert.WeakeningOperation.ours;
import static io.lamplighter.azure.alert.WeakeningOperation.told;
import static io.lamplighter.azure.alert.WeakeningOperation.untold;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Severity;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of the table of weakening operations that touch where logs are kept or sent by.
 *
 * <p>A storage account or an event hub may be any program's, and every deployment writes it: only its owner can tell whether
 * it held logs, unless our own settings do.
 */
final class Keeping {
    private Keeping() {}

    static List<WeakeningOperation> operations() {
        return List.of(
                ends("Microsoft.OperationalInsights/workspaces/delete", "deletes a workspace with the logs in it"),
                told(
                        "Microsoft.OperationalInsights/workspaces/write",
                        Weakens::workspace,
                        "shuts senders out of a workspace, caps what it takes or keeps it for a week or less"),
                untold(
                        "Microsoft.OperationalInsights/workspaces/write",
                        "changes a workspace, and whether it still takes and keeps its logs is not told"),
                ends("Microsoft.OperationalInsights/workspaces/purge/action", "deletes logs out of a workspace"),
                ends("Microsoft.OperationalInsights/workspaces/tables/delete", "deletes a workspace's table of logs"),
                told(
                        "Microsoft.OperationalInsights/workspaces/tables/write",
                        Weakens::workspaceTable,
                        "keeps a workspace's table of logs for a week or less"),
                ends(
                        "Microsoft.OperationalInsights/workspaces/dataExports/delete",
                        "ends the export of a workspace's logs"),
                told(
                        "Microsoft.Storage/storageAccounts/write",
                        Weakens::storageAccount,
                        "shuts the services that deliver logs out of a storage account"),
                ours(
                        "Microsoft.Storage/storageAccounts/write",
                        "changes a storage account that our logs go to, and whether it still takes them is not told"),
                maybe(
                        "Microsoft.Storage/storageAccounts/delete",
                        "deletes a storage account, which may have held logs"),
                // Flow logs are sent with a key, and stop when it is made anew (handbook C1).
                maybe(
                        "Microsoft.Storage/storageAccounts/regenerateKey/action",
                        "makes a storage account's key anew, which ends the flow logs that may have been sent with it"),
                seen(
                        "Microsoft.Storage/storageAccounts/managementPolicies/write",
                        Weakens::lifecycle,
                        "has blobs deleted after a week or less, which may be logs"),
                ours(
                        "Microsoft.Storage/storageAccounts/managementPolicies/write",
                        "changes how long our logs are kept in a storage account, and to what is not told"),
                maybe(
                        "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
                        "deletes a container, which may have held logs"),
                maybe(
                        "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/delete",
                        "lets what is in a container be deleted, which may be logs"),
                seen(
                        "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write",
                        Weakens::immutability,
                        "lets what is in a container be deleted after a week or less, which may be logs"),
                ours(
                        "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write",
                        "changes how long our logs cannot be deleted, and to what is not told"),
                maybe(
                        "Microsoft.Storage/storageAccounts/blobServices/containers/clearLegalHold/action",
                        "lets what was on hold in a container be deleted, which may be logs"),
                maybe("Microsoft.EventHub/namespaces/delete", "deletes event hubs, by which logs may have been sent"),
                seen(
                        "Microsoft.EventHub/namespaces/write",
                        Weakens::shut,
                        "shuts senders out of event hubs, by which logs may have been sent"),
                ours(
                        "Microsoft.EventHub/namespaces/write",
                        "changes event hubs that our logs go to, and whether they still take them is not told"),
                seen(
                        "Microsoft.EventHub/namespaces/networkRuleSets/write",
                        Weakens::hubNetwork,
                        "shuts the services that send logs out of event hubs, by which some may have been sent"),
                untold(
                        "Microsoft.EventHub/namespaces/networkRuleSets/write",
                        "changes who may send to event hubs, and whether what sends logs still may is not told"),
                maybe(
                        "Microsoft.EventHub/namespaces/eventhubs/delete",
                        "deletes an event hub, by which logs may have been sent"),
                seen(
                        "Microsoft.EventHub/namespaces/eventhubs/write",
                        Weakens::hub,
                        "turns an event hub off, by which logs may have been sent"),
                ours(
                        "Microsoft.EventHub/namespaces/eventhubs/write",
                        "changes an event hub that our logs may go to, and whether it still takes them is not told"),
                maybe(
                        "Microsoft.EventHub/namespaces/authorizationRules/delete",
                        "deletes a rule of event hubs, by which logs may have been sent"),
                maybe(
                        "Microsoft.EventHub/namespaces/authorizationRules/regenerateKeys/action",
                        "makes keys of event hubs anew, by which logs may have been sent"),
                maybe(
                        "Microsoft.Authorization/locks/delete",
                        "takes a lock away, which may have kept logs from being deleted"),
                maybe(
                        "Microsoft.Resources/subscriptions/resourceGroups/delete",
                        "deletes a resource group with all in it, logs and their settings too"));
    }

    /** Told, and still any program's. */
    private static WeakeningOperation seen(String name, Predicate<JsonNode> when, String why) {
        return new WeakeningOperation(name, change -> change.told() && when.test(change.body()), why, Severity.MEDIUM);
    }
}
