package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What of a scope flow logs are to be on, and which flow logs are about it. */
final class FlowLogTargets {
    private FlowLogTargets() {}

    /** Whether it asks about every virtual network. */
    static boolean sweep(Scope scope) {
        return scope.breadth() == Breadth.ALL
                && scope.resources().isEmpty()
                && !scope.region().isEmpty();
    }

    /** What was touched, less what something narrower that was touched lies in. */
    static List<ResourceRef> of(Scope scope) {
        List<ResourceRef> targets = new ArrayList<>();
        for (ResourceRef touched : scope.resources()) {
            Level level = Level.of(touched);
            boolean wider = level != null
                    && scope.resources().stream()
                            .anyMatch(r -> Level.of(r) != null
                                    && !touched.same(r)
                                    && level.around(r).equals(touched.id()));
            if (level != null && !wider && targets.stream().noneMatch(touched::same)) {
                targets.add(touched);
            }
        }
        return targets;
    }

    /** Those on the targets, on what they lie in, on the subnets of a network, and on network security groups. */
    static List<ExistingFlowLog> about(List<ResourceRef> targets, List<ExistingFlowLog> logs) {
        Set<String> ids = new TreeSet<>();
        for (ResourceRef target : targets) {
            for (Level level : Level.values()) {
                ids.add(level.around(target));
            }
        }
        return logs.stream()
                .filter(l -> ids.contains(l.target()) || ids.contains(network(l)) || l.ofSecurityGroup())
                .toList();
    }

    private static String network(ExistingFlowLog log) {
        ArmId target = ArmId.read(log.target());
        ArmId network = target == null ? null : target.up(AzureType.VIRTUAL_NETWORK);
        return network == null ? "" : network.text();
    }
}
