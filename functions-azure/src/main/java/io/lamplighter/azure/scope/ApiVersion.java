package io.lamplighter.azure.scope;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The version by which a resource of each type is asked for by its id: each provider has its own, and what no version is
 * known for is looked for in {@link ResourceList}.
 *
 * <p>https://learn.microsoft.com/azure/templates has them by type.
 */
final class ApiVersion {
    private static final Map<String, String> OF = Map.ofEntries(
            Map.entry("microsoft.compute", "2024-07-01"),
            Map.entry("microsoft.network", "2024-05-01"),
            Map.entry("microsoft.containerservice", "2024-09-01"),
            Map.entry("microsoft.managedidentity", "2023-01-31"),
            Map.entry("microsoft.web", "2023-12-01"),
            Map.entry("microsoft.storage", "2023-05-01"),
            Map.entry("microsoft.keyvault", "2023-07-01"),
            Map.entry("microsoft.sql", "2021-11-01"),
            Map.entry("microsoft.operationalinsights", "2023-09-01"),
            Map.entry("microsoft.eventhub", "2024-01-01"),
            Map.entry("microsoft.cdn", "2024-02-01"));

    private ApiVersion() {}

    /** Null for a type that is not asked for by its id: nothing is granted to read it. */
    static @Nullable String of(String type) {
        String provider = type.substring(0, type.indexOf('/')).toLowerCase(Locale.ROOT);
        return switch (type) {
            // It stayed at its last version: https://learn.microsoft.com/rest/api/frontdoorservice
            case AzureType.CLASSIC_FRONT_DOOR -> "2021-06-01";
            case AzureType.MANAGED_IDENTITY -> null;
            default -> AzureType.known(type) ? OF.get(provider) : null;
        };
    }
}
