package io.lamplighter.azure.scope;

import io.lamplighter.events.ResourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be asked because the event names too little: pure, and nothing where the event names enough. */
final class Unknowns {
    private Unknowns() {}

    /**
     * The resource whose body tells where this one lies; null where it is known.
     *
     * @param all all that are named, since one may tell where another lies
     */
    static @Nullable ArmId ask(ResourceRef r, List<ResourceRef> all) {
        ArmId id = ArmId.read(r.id());
        if (id == null || r.region().equals(Locations.GLOBAL)) {
            return null;
        }
        boolean lost = r.region().isEmpty();
        return switch (r.kind()) {
            case AzureType.VIRTUAL_MACHINE -> lost || !hostKnown(r, all) ? id : null;
            case AzureType.NETWORK_INTERFACE, AzureType.SCALE_SET -> lost || !has(r, AzureType.SUBNET) ? id : null;
            // An instance of a scale set is in no table of the graph that has the others; its set tells where it lies.
            case AzureType.SCALE_SET_VM -> lost || !has(r, AzureType.SUBNET) ? id.parent() : null;
            case AzureType.KUBERNETES_CLUSTER, AzureType.WEB_SITE, AzureType.SITE_SLOT ->
                lost || !has(r, AzureType.VIRTUAL_NETWORK) ? id : null;
            case AzureType.USER_ASSIGNED_IDENTITY -> lost || !has(r, AzureType.MANAGED_IDENTITY) ? id : null;
            case AzureType.SECURITY_GROUP,
                    AzureType.PUBLIC_ADDRESS,
                    AzureType.LOAD_BALANCER,
                    AzureType.HOSTING_ENVIRONMENT,
                    AzureType.FLOW_LOG -> id;
            default -> lost ? outermost(id) : null;
        };
    }

    /** The resource that this one is a part of: it has the location. */
    static ArmId outermost(ArmId id) {
        ArmId one = id;
        for (ArmId parent = one.parent(); parent != null; parent = one.parent()) {
            one = parent;
        }
        return one;
    }

    private static boolean has(ResourceRef r, String kind) {
        return r.within().containsKey(kind);
    }

    /** Whether the machine's network interfaces are named beside it. */
    private static boolean hostKnown(ResourceRef host, List<ResourceRef> all) {
        return all.stream()
                .filter(r -> r.kind().equals(AzureType.NETWORK_INTERFACE))
                .anyMatch(r -> host.id().equals(r.within().get(AzureType.VIRTUAL_MACHINE)));
    }
}
