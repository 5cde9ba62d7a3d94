package io.lamplighter.aws.enrich.sharing;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A VPC of one account in which another's resources lie: pure.
 *
 * @param scope what was touched there, the participant's
 */
record Sharing(Scope scope, String vpc, String owner) {
    /** The VPCs of a scope that are not known to be another account's. */
    static Set<String> vpcs(Scope scope) {
        Set<String> vpcs = new LinkedHashSet<>();
        scope.resources().stream()
                .filter(r -> r.account().equals(scope.account()))
                .map(Sharing::vpcOf)
                .filter(id -> !id.isEmpty())
                .forEach(vpcs::add);
        scope.of(AwsType.VPC).stream()
                .filter(v -> !v.account().equals(scope.account()))
                .forEach(v -> vpcs.remove(v.id()));
        return vpcs;
    }

    private static String vpcOf(ResourceRef r) {
        return r.kind().equals(AwsType.VPC) ? r.id() : r.within().getOrDefault(AwsType.VPC, "");
    }

    /**
     * What was touched there and is the owner's: the VPC's resolver always, the subnets and the VPC itself only where
     * nothing narrower in them was touched, so that the owner's flow logs get no wider than the alert.
     */
    List<ResourceRef> ofOwner() {
        List<ResourceRef> owned = new ArrayList<>();
        owned.add(new ResourceRef(AwsType.RESOLVER, vpc, owner, scope.region(), Map.of(AwsType.VPC, vpc)));
        for (ResourceRef r : scope.resources()) {
            boolean wide = r.kind().equals(AwsType.SUBNET) || r.kind().equals(AwsType.VPC);
            boolean narrowest = scope.resources().stream()
                    .noneMatch(o -> r.id().equals(o.within().get(r.kind())) && narrow(o));
            if (wide && narrowest && vpcOf(r).equals(vpc)) {
                owned.add(new ResourceRef(r.kind(), r.id(), owner, r.region(), r.within()));
            }
        }
        return owned;
    }

    private static boolean narrow(ResourceRef r) {
        return r.kind().equals(AwsType.NETWORK_INTERFACE) || r.kind().equals(AwsType.SUBNET);
    }
}
