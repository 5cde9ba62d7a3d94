package io.lamplighter.events;

import java.util.Map;

/**
 * One cloud resource by the names that its cloud gives it; everything in it may come from an attacker.
 *
 * @param kind the cloud's own type name, {@code AWS::EC2::VPC} or {@code Microsoft.Network/virtualNetworks}
 * @param id the id that the cloud's calls take: a VPC id, a bucket's name, an ARN where there is no shorter id
 * @param account the AWS account or Azure subscription that owns it
 * @param region the region it lives in; empty where the event does not tell, as with a bucket, which may live in any:
 *     the scoper finds it
 * @param within what it is known to lie in, id by kind (a network interface: its subnet and its VPC), so that what an
 *     event already names is not asked again; empty where nothing is known
 */
public record ResourceRef(String kind, String id, String account, String region, Map<String, String> within) {
    public ResourceRef {
        within = Map.copyOf(within);
    }

    public ResourceRef(String kind, String id, String account, String region) {
        this(kind, id, account, region, Map.of());
    }

    /** Whether both name the same resource, whatever is known of where it lies. */
    public boolean same(ResourceRef other) {
        return kind.equals(other.kind)
                && id.equals(other.id)
                && account.equals(other.account)
                && region.equals(other.region);
    }

    /** Whether the given id names this resource or something that it lies in. */
    public boolean liesIn(String otherId) {
        return id.equals(otherId) || within.containsValue(otherId);
    }
}
