package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;

/**
 * Whom the network security groups guard, asked only where a flow log of the retired kind may be the light: an event need
 * not tell it, and who lies in a subnet does not know the group of that.
 */
final class Guards {
    private Guards() {}

    /** The groups of network interfaces and subnets, by their ids. */
    static Map<String, String> of(FlowLogApi api, List<ResourceRef> targets, List<ExistingFlowLog> logs) {
        if (logs.stream().noneMatch(l -> l.ofSecurityGroup() && l.inForce())
                || targets.stream().allMatch(t -> Level.of(t) == Level.VIRTUAL_NETWORK)) {
            return Map.of();
        }
        try {
            return api.guards();
        } catch (RuntimeException e) {
            if (new AzureFailures().read(e).kind() != Failure.Kind.DENIED) {
                throw e;
            }
            // A second copy of some flows is better than none of them.
            return Map.of();
        }
    }
}
