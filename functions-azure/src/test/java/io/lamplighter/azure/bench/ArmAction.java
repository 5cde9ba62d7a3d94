package io.lamplighter.azure.bench;

import io.lamplighter.azure.scope.AzureType;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The permission that a request takes, by the names of
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
public final class ArmAction {
    /** Types that the product has no constant for, in Azure's spelling; others are in lower case. */
    private static final Map<String, String> SPELT = Stream.of(
                    "Microsoft.Authorization/roleAssignments",
                    "Microsoft.Authorization/roleDefinitions",
                    "Microsoft.Insights/diagnosticSettingsCategories",
                    "Microsoft.Insights/eventtypes/values",
                    "Microsoft.Network/locations/operations",
                    "Microsoft.Resources/subscriptions/locations",
                    "Microsoft.Resources/subscriptions/resources",
                    "Microsoft.ResourceGraph/resources",
                    "Microsoft.Security/alerts",
                    "Microsoft.Security/pricings",
                    "microsoft.aadiam/diagnosticSettings",
                    "microsoft.aadiam/diagnosticSettingsCategories")
            .collect(Collectors.toUnmodifiableMap(t -> t.toLowerCase(Locale.ROOT), t -> t));

    private ArmAction() {}

    /** The permission of a method on a path, the host and query left out. */
    public static String of(String method, String path) {
        ArmPath at = ArmPath.of(path);
        return switch (method) {
            case "GET", "HEAD" -> spelt(at.type()) + "/read";
            case "PUT", "PATCH" -> spelt(at.type()) + "/write";
            case "DELETE" -> spelt(at.type()) + "/delete";
            // A query is a POST and needs the permission to read.
            case "POST" ->
                at.type().equals("microsoft.resourcegraph/resources")
                        ? spelt(at.type()) + "/read"
                        : action(at.type(), path.substring(path.lastIndexOf('/') + 1));
            default -> throw new IllegalArgumentException("no such method: " + method);
        };
    }

    private static String action(String type, String name) {
        return spelt(type.substring(0, type.lastIndexOf('/'))) + "/" + name + "/action";
    }

    private static String spelt(String type) {
        return SPELT.getOrDefault(type, AzureType.spelt(type));
    }
}
