package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.List;

/** What of a scope flow logs are to be on. */
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
}
