package io.lamplighter.aws.scope;

import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Where instances and network interfaces lie.
 *
 * <p>Asked by filter and not by id: an id that is gone would else fail the call for all the others
 * ({@code InvalidInstanceID.NotFound}, https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html).
 */
final class NetworkLookup {
    private NetworkLookup() {}

    static Learned instances(Ec2Client ec2, List<ResourceRef> about) {
        List<ResourceRef> learned = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Instance instance :
                ec2.describeInstancesPaginator(r -> r.filters(byId("instance-id", about))).reservations().stream()
                        .flatMap(r -> r.instances().stream())
                        .toList()) {
            for (ResourceRef host : about) {
                if (host.id().equals(instance.instanceId())) {
                    found.add(host.id());
                    learned.addAll(of(host, instance));
                    if (instance.networkInterfaces().isEmpty()) {
                        notes.add("%s is %s and has no network interface any more"
                                .formatted(
                                        host.id(),
                                        instance.state() == null
                                                ? "there"
                                                : instance.state().nameAsString()));
                    }
                }
            }
        }
        notes.addAll(Learned.gone(about, found));
        return new Learned(learned, notes);
    }

    private static List<ResourceRef> of(ResourceRef host, Instance instance) {
        List<ResourceRef> learned = new ArrayList<>();
        Map<String, @Nullable String> place = new HashMap<>();
        place.put(AwsType.VPC, instance.vpcId());
        place.put(AwsType.SUBNET, instance.subnetId());
        place.put(
                AwsType.INSTANCE_PROFILE,
                instance.iamInstanceProfile() == null
                        ? null
                        : instance.iamInstanceProfile().arn());
        learned.add(Learned.within(host, place));
        for (InstanceNetworkInterface eni : instance.networkInterfaces()) {
            Map<String, @Nullable String> within = new HashMap<>();
            within.put(AwsType.INSTANCE, host.id());
            within.put(AwsType.VPC, eni.vpcId());
            within.put(AwsType.SUBNET, eni.subnetId());
            learned.add(Learned.beside(host, AwsType.NETWORK_INTERFACE, eni.networkInterfaceId(), within));
        }
        return learned;
    }

    static Learned networkInterfaces(Ec2Client ec2, List<ResourceRef> about) {
        List<ResourceRef> learned = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (NetworkInterface eni : ec2.describeNetworkInterfacesPaginator(
                        r -> r.filters(byId("network-interface-id", about)))
                .networkInterfaces()) {
            for (ResourceRef asked : about) {
                if (asked.id().equals(eni.networkInterfaceId())) {
                    found.add(asked.id());
                    Map<String, @Nullable String> within = new HashMap<>();
                    within.put(AwsType.VPC, eni.vpcId());
                    within.put(AwsType.SUBNET, eni.subnetId());
                    String host =
                            eni.attachment() == null ? null : eni.attachment().instanceId();
                    within.put(AwsType.INSTANCE, host);
                    learned.add(Learned.within(asked, within));
                    if (host != null) {
                        // Named beside the interface, so that who looks at hosts sees it; its other interfaces stay
                        // out.
                        learned.add(Learned.beside(asked, AwsType.INSTANCE, host, Map.of()));
                    }
                }
            }
        }
        return new Learned(learned, Learned.gone(about, found));
    }

    /** A subnet that another account shares is put into that one, since only its owner may log it. */
    static Learned subnets(Ec2Client ec2, List<ResourceRef> about) {
        List<ResourceRef> learned = new ArrayList<>();
        List<ResourceRef> moved = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Subnet subnet : ec2.describeSubnetsPaginator(r -> r.filters(byId("subnet-id", about)))
                .subnets()) {
            for (ResourceRef asked : about) {
                if (asked.id().equals(subnet.subnetId())) {
                    found.add(asked.id());
                    String owner = subnet.ownerId() == null ? asked.account() : subnet.ownerId();
                    ResourceRef owned =
                            new ResourceRef(asked.kind(), asked.id(), owner, asked.region(), asked.within());
                    if (!owned.same(asked)) {
                        moved.add(asked);
                    }
                    Map<String, @Nullable String> within = new HashMap<>();
                    within.put(AwsType.VPC, subnet.vpcId());
                    learned.add(Learned.within(owned, within));
                }
            }
        }
        return new Learned(learned, Learned.gone(about, found), moved);
    }

    private static Filter byId(String name, List<ResourceRef> about) {
        return Filter.builder()
                .name(name)
                .values(about.stream().map(ResourceRef::id).distinct().toList())
                .build();
    }
}
