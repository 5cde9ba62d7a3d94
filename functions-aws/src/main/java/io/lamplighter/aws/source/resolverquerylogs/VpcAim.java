package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which VPCs of a scope are meant: those that it names, and those that what it names lies in. */
final class VpcAim {
    /** An id from an event goes into the question for the log: nothing but an id may. */
    private static final String VPC_ID = "vpc-[0-9a-z]{1,60}";

    private VpcAim() {}

    static Aim of(Scope scope) {
        if (scope.breadth() == Breadth.ALL && scope.resources().isEmpty()) {
            return new Aim("vpc", List.of(), true, "every VPC that the account owns in the region");
        }
        Map<String, ResourceRef> vpcs = new LinkedHashMap<>();
        scope.resources().stream()
                .filter(r -> r.account().equals(scope.account()) && r.region().equals(scope.region()))
                .forEach(r -> vpcs.putIfAbsent(vpcOf(r), vpc(r)));
        // A VPC that is shared with this account is its owner's to log.
        scope.of(AwsType.VPC).stream()
                .filter(v -> !v.account().equals(scope.account()))
                .forEach(v -> vpcs.remove(v.id()));
        vpcs.keySet().removeIf(id -> !id.matches(VPC_ID));
        return new Aim(
                "vpc",
                List.copyOf(vpcs.values()),
                false,
                "DNS queries are logged per VPC: these are named, or hold what is named");
    }

    private static String vpcOf(ResourceRef resource) {
        return resource.kind().equals(AwsType.VPC)
                ? resource.id()
                : resource.within().getOrDefault(AwsType.VPC, "");
    }

    private static ResourceRef vpc(ResourceRef resource) {
        return resource.kind().equals(AwsType.VPC)
                ? resource
                : new ResourceRef(AwsType.VPC, vpcOf(resource), resource.account(), resource.region());
    }
}
