package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.source.DestinationSeen;
import io.lamplighter.events.ResourceRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in one subscription and location.
 *
 * @param watcher the id of the network watcher of the location, empty where there is none
 * @param shape what a flow log of ours would be like; null where there is no evidence store
 * @param noStore why there is none, and what to do; empty where there is one
 * @param targets what is aimed at, each once, sorted by id so that the same world gives the same plans
 * @param logs the flow logs on the targets, on what they lie in and on network security groups, sorted by id
 * @param guards the network security groups of network interfaces and subnets, by their ids; empty where no flow log is on
 *     a group, and incomplete where they may not be read
 * @param stores what was seen of the storage accounts that good ones of them record into, by id
 */
record FlowLogFacts(
        String account,
        String location,
        String watcher,
        @Nullable Shape shape,
        String noStore,
        List<ResourceRef> targets,
        List<ExistingFlowLog> logs,
        Map<String, String> guards,
        Map<String, DestinationSeen> stores) {
    FlowLogFacts {
        targets = targets.stream().sorted(Comparator.comparing(ResourceRef::id)).toList();
        logs = logs.stream().sorted(Comparator.comparing(ExistingFlowLog::id)).toList();
        guards = Map.copyOf(guards);
        stores = Map.copyOf(stores);
    }
}
