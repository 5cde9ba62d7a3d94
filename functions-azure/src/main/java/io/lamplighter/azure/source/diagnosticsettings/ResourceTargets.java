package io.lamplighter.azure.source.diagnosticsettings;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.ResourceRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What of the touched resources can have diagnostic settings: known for some kinds, asked of all others. */
final class ResourceTargets {
    /**
     * These send metrics at most: https://learn.microsoft.com/azure/azure-monitor/reference/logs-index has none of them.
     * Subscription and tenant have sources of their own.
     */
    private static final Set<String> WITHOUT_LOGS = Set.of(
            AzureType.TENANT,
            AzureType.SUBSCRIPTION,
            AzureType.RESOURCE_GROUP,
            AzureType.VIRTUAL_MACHINE,
            AzureType.SCALE_SET,
            AzureType.SCALE_SET_VM,
            AzureType.NETWORK_INTERFACE,
            AzureType.SUBNET,
            AzureType.NETWORK_WATCHER,
            AzureType.FLOW_LOG,
            AzureType.EVENT_HUBS_RULE,
            AzureType.USER_ASSIGNED_IDENTITY,
            AzureType.DIAGNOSTIC_SETTING);

    /** A storage account's logs are those of its services, each with a setting of its own. */
    private static final List<String> SERVICES =
            List.of(AzureType.BLOB_SERVICE, AzureType.FILE_SERVICE, AzureType.QUEUE_SERVICE, AzureType.TABLE_SERVICE);

    private ResourceTargets() {}

    /** The targets among these, each once. */
    static List<ResourceRef> of(List<ResourceRef> resources) {
        Map<String, ResourceRef> targets = new LinkedHashMap<>();
        resources.stream().flatMap(ResourceTargets::of).forEach(t -> targets.putIfAbsent(t.id(), t));
        return List.copyOf(targets.values());
    }

    private static Stream<ResourceRef> of(ResourceRef resource) {
        if (WITHOUT_LOGS.contains(resource.kind())) {
            return Stream.of();
        }
        if (resource.kind().equals(AzureType.STORAGE_ACCOUNT)) {
            return SERVICES.stream().map(service -> service(resource, resource.id(), service));
        }
        ArmId id = ArmId.read(resource.id());
        ArmId account = id == null ? null : id.up(AzureType.STORAGE_ACCOUNT);
        // A container, a share or a queue: the logs are those of the service that it lies in.
        return account == null
                ? Stream.of(resource)
                : SERVICES.stream()
                        .map(service -> service(resource, account.text(), service))
                        .filter(t -> (resource.id() + "/").startsWith(t.id() + "/"));
    }

    private static ResourceRef service(ResourceRef resource, String account, String service) {
        String last = service.substring(service.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Map<String, String> within = new HashMap<>(resource.within());
        within.put(AzureType.STORAGE_ACCOUNT, account);
        return new ResourceRef(
                service, account + "/" + last + "/default", resource.account(), resource.region(), within);
    }
}
