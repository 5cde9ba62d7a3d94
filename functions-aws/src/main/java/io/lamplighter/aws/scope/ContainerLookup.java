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
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Where tasks and clusters lie: a task by the network interface that it has of its own (Fargate, {@code awsvpc}), else by
 * the instance that it runs on.
 */
final class ContainerLookup {
    private ContainerLookup() {}

    static Learned eksCluster(EksClient eks, ResourceRef about) {
        String name = about.id().substring(about.id().lastIndexOf('/') + 1);
        Cluster cluster = eks.describeCluster(r -> r.name(name)).cluster();
        Map<String, @Nullable String> within = new HashMap<>();
        within.put(
                AwsType.VPC,
                cluster.resourcesVpcConfig() == null
                        ? null
                        : cluster.resourcesVpcConfig().vpcId());
        return new Learned(List.of(Learned.within(about, within)), List.of());
    }

    static Learned tasks(EcsClient ecs, List<ResourceRef> about) {
        String cluster = Unknowns.clusterOf(about.getFirst());
        List<Task> tasks = ecs.describeTasks(r -> r.cluster(cluster.isEmpty() ? null : cluster)
                        .tasks(about.stream().map(ResourceRef::id).toList()))
                .tasks();
        List<ResourceRef> learned = new ArrayList<>();
        Set<String> found = new HashSet<>();
        Map<String, List<ResourceRef>> hosts = new HashMap<>();
        for (Task task : tasks) {
            for (ResourceRef asked : about) {
                if (!task.taskArn().endsWith(asked.id())) {
                    continue;
                }
                found.add(asked.id());
                List<ResourceRef> own = ownInterfaces(asked, task);
                learned.addAll(own);
                if (own.isEmpty() && task.containerInstanceArn() != null) {
                    hosts.computeIfAbsent(task.containerInstanceArn(), k -> new ArrayList<>())
                            .add(asked);
                }
            }
        }
        if (!hosts.isEmpty()) {
            for (ContainerInstance host : ecs.describeContainerInstances(
                            r -> r.cluster(cluster.isEmpty() ? null : cluster).containerInstances(hosts.keySet()))
                    .containerInstances()) {
                for (ResourceRef asked : hosts.getOrDefault(host.containerInstanceArn(), List.of())) {
                    learned.add(Learned.beside(
                            asked, AwsType.INSTANCE, host.ec2InstanceId(), Map.of(AwsType.ECS_TASK, asked.id())));
                }
            }
        }
        return new Learned(learned, Learned.gone(about, found));
    }

    private static List<ResourceRef> ownInterfaces(ResourceRef asked, Task task) {
        List<ResourceRef> interfaces = new ArrayList<>();
        for (Attachment attachment : task.attachments()) {
            Map<String, String> details = new HashMap<>();
            for (KeyValuePair detail : attachment.details()) {
                if (detail.name() != null && detail.value() != null) {
                    details.put(detail.name(), detail.value());
                }
            }
            String eni = details.get("networkInterfaceId");
            if (eni != null) {
                Map<String, @Nullable String> within = new HashMap<>();
                within.put(AwsType.ECS_TASK, asked.id());
                within.put(AwsType.SUBNET, details.get("subnetId"));
                interfaces.add(Learned.beside(asked, AwsType.NETWORK_INTERFACE, eni, within));
            }
        }
        return interfaces;
    }
}
