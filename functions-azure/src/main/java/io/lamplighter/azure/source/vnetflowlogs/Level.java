package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow log can hang, narrowest first; where several hang around one interface, the narrowest that is enabled is the
 * one that records it (https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-manage).
 */
enum Level {
    NETWORK_INTERFACE(AzureType.NETWORK_INTERFACE, "network-interface"),
    SUBNET(AzureType.SUBNET, "subnet"),
    VIRTUAL_NETWORK(AzureType.VIRTUAL_NETWORK, "virtual-network");

    private final String kind;
    private final String word;

    Level(String kind, String word) {
        this.kind = kind;
        this.word = word;
    }

    /** The level of a resource, or null if no flow log can hang there. */
    static @Nullable Level of(ResourceRef resource) {
        for (Level level : values()) {
            if (level.kind.equals(resource.kind())) {
                return level;
            }
        }
        return null;
    }

    /** The kind of resource. */
    String kind() {
        return kind;
    }

    /** The word for people. */
    String word() {
        return word;
    }

    /** Whether this can be an id of this level. */
    boolean takes(String id) {
        ArmId read = ArmId.read(id);
        return read != null && read.type().equals(kind) && read.text().equals(id);
    }

    /** The id of what a resource lies in at this level, itself included; empty where it is not known. */
    String around(ResourceRef resource) {
        if (kind.equals(resource.kind())) {
            return resource.id();
        }
        String told = resource.within().get(kind);
        if (told != null) {
            return told;
        }
        // A subnet's id tells its network.
        String subnet = this == VIRTUAL_NETWORK ? SUBNET.around(resource) : "";
        ArmId id = subnet.isEmpty() ? null : ArmId.read(subnet);
        ArmId network = id == null ? null : id.up(kind);
        return network == null ? "" : network.text();
    }
}
