package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.events.ResourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the query logging of some VPCs.
 *
 * @param associations those of {@code vpcs}
 * @param associationsInRegion how many there are in all, for the quota
 * @param configurations every configuration that the account sees, its own and those shared with it; empty where they
 *     were not listed
 * @param remembered the id of our configuration, where it was seen before and no VPC here has any association, so that the
 *     list was not asked for; else null
 */
record QueryLogFacts(
        OurConfiguration ours,
        List<ResourceRef> vpcs,
        List<Association> associations,
        int associationsInRegion,
        List<Configuration> configurations,
        @Nullable String remembered) {
    QueryLogFacts {
        vpcs = List.copyOf(vpcs);
        associations = List.copyOf(associations);
        configurations = List.copyOf(configurations);
    }

    @Nullable Configuration configuration(String id) {
        return configurations.stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
