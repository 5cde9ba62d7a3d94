package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The log categories that a resource offers, each with the groups that it is in (handbook C2-bis, C4 and C5).
 *
 * <p>https://learn.microsoft.com/rest/api/monitor/diagnostic-settings-category/list
 */
final class Categories {
    private static final Set<String> BOTH = Set.of("audit", "allLogs");
    private static final Set<String> ALL = Set.of("allLogs");
    private static final Set<String> NONE = Set.of();

    private final Map<String, Map<String, Set<String>>> offered = new HashMap<>();

    Categories() {
        clear();
    }

    void clear() {
        offered.clear();
        offer("microsoft.keyvault/vaults", BOTH, "AuditEvent");
        offer("microsoft.keyvault/vaults", ALL, "AzurePolicyEvaluationDetails");
        offer(
                "microsoft.network/networksecuritygroups",
                ALL,
                "NetworkSecurityGroupEvent",
                "NetworkSecurityGroupRuleCounter");
        offer(
                "microsoft.network/publicipaddresses",
                ALL,
                "DDoSProtectionNotifications",
                "DDoSMitigationFlowLogs",
                "DDoSMitigationReports");
        offer("microsoft.network/virtualnetworks", ALL, "VMProtectionAlerts");
        offer("microsoft.network/loadbalancers", ALL, "LoadBalancerHealthEvent");
        offer(
                "microsoft.network/applicationgateways",
                ALL,
                "ApplicationGatewayAccessLog",
                "ApplicationGatewayPerformanceLog",
                "ApplicationGatewayFirewallLog");
        offer(
                "microsoft.cdn/profiles",
                ALL,
                "FrontDoorAccessLog",
                "FrontDoorHealthProbeLog",
                "FrontDoorWebApplicationFirewallLog");
        offer("microsoft.sql/servers/databases", BOTH, "SQLSecurityAuditEvents");
        offer("microsoft.sql/servers/databases", ALL, "SQLInsights", "Errors", "Deadlocks");
        offer("microsoft.operationalinsights/workspaces", ALL, "Audit", "SummaryLogs");
        offer("microsoft.eventhub/namespaces", ALL, "ArchiveLogs", "OperationalLogs", "RuntimeAuditLogs");
        // Handbook C2, "not in that list": no groups.
        for (String service : List.of("blob", "queue", "table", "file")) {
            offer(
                    "microsoft.storage/storageaccounts/" + service + "services",
                    NONE,
                    "StorageRead",
                    "StorageWrite",
                    "StorageDelete");
        }
        offer(
                "microsoft.containerservice/managedclusters",
                NONE,
                "kube-apiserver",
                "kube-audit",
                "kube-audit-admin",
                "guard");
        offer("microsoft.web/sites", NONE, "AppServiceHTTPLogs", "AppServiceConsoleLogs", "AppServiceAuditLogs");
        offer(
                "microsoft.resources/subscriptions",
                NONE,
                "Administrative",
                "Security",
                "ServiceHealth",
                "Alert",
                "Recommendation",
                "Policy",
                "Autoscale",
                "ResourceHealth");
        offer(
                "",
                NONE,
                "AuditLogs",
                "SignInLogs",
                "NonInteractiveUserSignInLogs",
                "ServicePrincipalSignInLogs",
                "ManagedIdentitySignInLogs",
                "ProvisioningLogs",
                "RiskyUsers",
                "UserRiskEvents",
                "RiskyServicePrincipals",
                "ServicePrincipalRiskEvents",
                "MicrosoftGraphActivityLogs");
    }

    /** More of a type, or of one resource by its id; the tenant is the empty text. */
    void offer(String typeOrId, Set<String> groups, String... names) {
        Map<String, Set<String>> known =
                offered.computeIfAbsent(typeOrId.toLowerCase(Locale.ROOT), k -> new LinkedHashMap<>());
        List.of(names).forEach(n -> known.put(n, groups));
    }

    /** Nothing any more of a type, or of one resource by its id. */
    void none(String typeOrId) {
        offered.put(typeOrId.toLowerCase(Locale.ROOT), Map.of());
    }

    /** What the resource that this hangs on offers; empty for none. */
    Map<String, Set<String>> of(ArmPath setting) {
        Map<String, Set<String>> own = offered.get(setting.base());
        if (own != null || setting.base().isEmpty()) {
            return own == null ? Map.of() : own;
        }
        return offered.getOrDefault(ArmPath.of(setting.base()).type(), Map.of());
    }

    List<JsonNode> list(ArmPath path) {
        List<JsonNode> listed = new ArrayList<>();
        of(path).forEach((name, groups) -> listed.add(one(path, name, "Logs", groups)));
        if (!path.base().isEmpty() && !path.base().matches("/subscriptions/[^/]+")) {
            listed.add(one(path, "AllMetrics", "Metrics", NONE));
        }
        return listed;
    }

    private static JsonNode one(ArmPath path, String name, String type, Set<String> groups) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("categoryType", type);
        if (!groups.isEmpty()) {
            properties.put("categoryGroups", groups.stream().sorted().toList());
        }
        return Json.tree(Map.of(
                "id",
                path.text() + "/" + name,
                "type",
                "microsoft.insights/diagnosticSettingsCategories",
                "name",
                name,
                "properties",
                properties));
    }

    static Set<String> named(Map<String, Set<String>> offered, String category) {
        Set<String> found = new LinkedHashSet<>();
        offered.keySet().stream().filter(category::equalsIgnoreCase).forEach(found::add);
        return found;
    }

    static Set<String> inGroup(Map<String, Set<String>> offered, String group) {
        Set<String> found = new LinkedHashSet<>();
        offered.forEach((name, groups) -> {
            if (groups.stream().anyMatch(group::equalsIgnoreCase)) {
                found.add(name);
            }
        });
        return found;
    }
}
