package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.WeakeningOperation.ends;
import static io.lamplighter.azure.alert.WeakeningOperation.maybe;
import static io.lamplighter.azure.alert.WeakeningOperation.told;
import static io.lamplighter.azure.alert.WeakeningOperation.untold;

import java.util.List;

/** The rows of the table of weakening operations that blind those who watch: detectors, rules, and what passes alerts on. */
final class Unwatching {
    private Unwatching() {}

    static List<WeakeningOperation> operations() {
        return List.of(
                told("Microsoft.Security/pricings/write", Weakens::plan, "turns a plan of Defender for Cloud off"),
                untold(
                        "Microsoft.Security/pricings/write",
                        "changes a plan of Defender for Cloud, and whether it is still on is not told"),
                ends("Microsoft.Security/pricings/delete", "turns a plan of Defender for Cloud off"),
                ends("Microsoft.Security/automations/delete", "ends the export of Defender for Cloud's alerts"),
                told(
                        "Microsoft.Security/automations/write",
                        Weakens::export,
                        "stops the export of Defender for Cloud's alerts"),
                told(
                        "Microsoft.Security/alertsSuppressionRules/write",
                        Weakens::suppression,
                        "dismisses alerts of Defender for Cloud before anybody sees them"),
                untold(
                        "Microsoft.Security/alertsSuppressionRules/write",
                        "changes a rule that dismisses alerts of Defender for Cloud before anybody sees them"),
                told("Microsoft.Security/settings/write", Weakens::rule, "cuts a detector off from Defender for Cloud"),
                told(
                        "Microsoft.Security/autoProvisioningSettings/write",
                        Weakens::provisioning,
                        "ends the installation of agents on new machines"),
                ends(
                        "Microsoft.Security/securityContacts/delete",
                        "takes away who is told of Defender for Cloud's alerts"),
                told(
                        "Microsoft.Sql/servers/securityAlertPolicies/write",
                        Weakens::auditing,
                        "ends threat detection on a database server"),
                told(
                        "Microsoft.Sql/servers/databases/securityAlertPolicies/write",
                        Weakens::auditing,
                        "ends threat detection on a database"),
                told(
                        "Microsoft.Sql/managedInstances/securityAlertPolicies/write",
                        Weakens::auditing,
                        "ends threat detection on a managed database server"),
                told(
                        "Microsoft.Sql/managedInstances/databases/securityAlertPolicies/write",
                        Weakens::auditing,
                        "ends threat detection on a managed database"),
                ends("Microsoft.SecurityInsights/onboardingStates/delete", "ends Sentinel in a workspace"),
                ends("Microsoft.SecurityInsights/dataConnectors/delete", "ends a stream of logs into Sentinel"),
                ends("Microsoft.SecurityInsights/alertRules/delete", "deletes a detection of Sentinel"),
                told("Microsoft.SecurityInsights/alertRules/write", Weakens::rule, "stops a detection of Sentinel"),
                maybe(
                        "Microsoft.SecurityInsights/automationRules/delete",
                        "deletes a rule of Sentinel, which may have passed incidents on"),
                ends("Microsoft.Insights/activityLogAlerts/delete", "ends an alert on management calls"),
                told("Microsoft.Insights/activityLogAlerts/write", Weakens::rule, "stops an alert on management calls"),
                // Most of these watch a load; only their owner can tell which watched for an attacker.
                maybe(
                        "Microsoft.Insights/scheduledQueryRules/delete",
                        "ends an alert on logs, which may have watched for an attacker"),
                told("Microsoft.Insights/scheduledQueryRules/write", Weakens::rule, "stops an alert on logs"),
                maybe("Microsoft.Insights/actionGroups/delete", "takes away who is told of alerts"),
                told(
                        "Microsoft.AlertsManagement/actionRules/write",
                        Weakens::processingRule,
                        "sets a rule, which may hold back who is told of alerts"),
                maybe(
                        "Microsoft.EventGrid/eventSubscriptions/delete",
                        "ends a delivery of events, which may have told us of changes"),
                maybe(
                        "Microsoft.EventGrid/systemTopics/delete",
                        "deletes a source of events, which may have told us of changes"),
                maybe(
                        "Microsoft.EventGrid/systemTopics/eventSubscriptions/delete",
                        "ends a delivery of events, which may have told us of changes"),
                maybe(
                        "Microsoft.Authorization/policyAssignments/delete",
                        "takes a policy away, which may have turned logs on"),
                maybe(
                        "Microsoft.Authorization/policyExemptions/write",
                        "takes something out of a policy, which may have turned logs on"));
    }
}
