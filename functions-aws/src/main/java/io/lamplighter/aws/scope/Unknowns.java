package io.lamplighter.aws.scope;

import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be asked because the event names too little: pure, and empty where the event names enough. */
final class Unknowns {
    /** EC2 takes at most 200 values in one filter (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html). */
    private static final int BATCH = 100;

    private static final Set<String> HOSTS = Set.of(AwsType.INSTANCE, AwsType.NETWORK_INTERFACE, AwsType.ECS_TASK);

    private Unknowns() {}

    /** The calls that tell where a resource lies. */
    enum Lookup {
        INSTANCES,
        NETWORK_INTERFACES,
        SUBNETS,
        FUNCTION,
        EKS_CLUSTER,
        ECS_TASKS,
        DB_INSTANCES,
        DB_CLUSTERS,
        BUCKET
    }

    /** One call: about several resources where the call takes several. */
    record Question(Lookup lookup, String account, String region, List<ResourceRef> about) {
        String sentence() {
            List<String> ids = about.stream().map(ResourceRef::id).limit(3).toList();
            String more = about.size() > ids.size() ? " and %d more".formatted(about.size() - ids.size()) : "";
            return "where %s%s lies".formatted(String.join(", ", ids), more);
        }
    }

    /**
     * The questions about some resources, as few calls as the API allows.
     *
     * @param resources all that are named, since one may tell where another lies
     * @param region where a bucket's region is asked for
     */
    static List<Question> in(List<ResourceRef> open, List<ResourceRef> resources, String region) {
        Map<String, List<ResourceRef>> batches = new LinkedHashMap<>();
        Map<String, Lookup> lookups = new LinkedHashMap<>();
        for (ResourceRef r : open) {
            Lookup lookup = switch (r.kind()) {
                case AwsType.INSTANCE -> hostKnown(r, resources) ? null : Lookup.INSTANCES;
                case AwsType.NETWORK_INTERFACE ->
                    has(r, AwsType.VPC) && has(r, AwsType.SUBNET) ? null : Lookup.NETWORK_INTERFACES;
                case AwsType.SUBNET -> has(r, AwsType.VPC) ? null : Lookup.SUBNETS;
                case AwsType.FUNCTION -> has(r, AwsType.VPC) ? null : Lookup.FUNCTION;
                case AwsType.EKS_CLUSTER -> has(r, AwsType.VPC) ? null : Lookup.EKS_CLUSTER;
                case AwsType.ECS_TASK -> hostKnown(r, resources) ? null : Lookup.ECS_TASKS;
                case AwsType.DB_INSTANCE -> has(r, AwsType.VPC) ? null : Lookup.DB_INSTANCES;
                case AwsType.DB_CLUSTER -> has(r, AwsType.VPC) || memberNamed(r, resources) ? null : Lookup.DB_CLUSTERS;
                case AwsType.BUCKET -> r.region().isEmpty() ? Lookup.BUCKET : null;
                default -> null;
            };
            if (lookup != null) {
                String key = lookup + " " + r.account() + " " + r.region() + " " + apart(lookup, r);
                lookups.put(key, lookup);
                batches.computeIfAbsent(key, k -> new ArrayList<>()).add(r);
            }
        }
        List<Question> questions = new ArrayList<>();
        batches.forEach((key, about) -> {
            Lookup lookup = lookups.getOrDefault(key, Lookup.BUCKET);
            for (int from = 0; from < about.size(); from += BATCH) {
                List<ResourceRef> batch = List.copyOf(about.subList(from, Math.min(about.size(), from + BATCH)));
                ResourceRef first = batch.getFirst();
                String where = first.region().isEmpty() ? region : first.region();
                questions.add(new Question(lookup, first.account(), where, batch));
            }
        });
        questions.sort(Comparator.comparing(Question::lookup));
        return questions;
    }

    /** The cluster of a task, from what is known of it or from its ARN's newer form; empty if neither says. */
    static String clusterOf(ResourceRef task) {
        String named = task.within().get(AwsType.ECS_CLUSTER);
        if (named != null) {
            return named;
        }
        String[] parts = task.id().split("/", -1);
        return parts.length == 3 ? parts[1] : "";
    }

    /** What cannot go into one call with the others of its kind. */
    private static String apart(Lookup lookup, ResourceRef r) {
        return switch (lookup) {
            case EKS_CLUSTER, FUNCTION, BUCKET -> r.id();
            case ECS_TASKS -> clusterOf(r);
            case INSTANCES, NETWORK_INTERFACES, SUBNETS, DB_INSTANCES, DB_CLUSTERS -> "";
        };
    }

    /** One sentence for each group of hosts that is named without any of its hosts: there is nothing there to light. */
    static List<String> groupsAlone(List<ResourceRef> resources) {
        List<String> notes = new ArrayList<>();
        for (ResourceRef group : resources) {
            String members = switch (group.kind()) {
                case AwsType.ECS_CLUSTER -> "a task or an instance of it";
                case AwsType.AUTO_SCALING_GROUP -> "an instance of it";
                default -> "";
            };
            boolean host = resources.stream()
                    .filter(r ->
                            r.account().equals(group.account()) && r.region().equals(group.region()))
                    .anyMatch(r -> HOSTS.contains(r.kind()));
            if (!members.isEmpty() && !host) {
                notes.add("%s is named without its members, so no log was looked at for it: respond to %s"
                        .formatted(group.id(), members));
            }
        }
        return notes;
    }

    private static boolean has(ResourceRef r, String kind) {
        return r.within().containsKey(kind);
    }

    /** Whether the host's network interfaces, or the instance that a task runs on, are named beside it. */
    private static boolean hostKnown(ResourceRef host, List<ResourceRef> resources) {
        List<ResourceRef> beside = resources.stream()
                .filter(r -> r.account().equals(host.account()) && r.region().equals(host.region()))
                .toList();
        List<ResourceRef> carriers = beside.stream()
                .filter(r -> r.kind().equals(AwsType.NETWORK_INTERFACE)
                        || (host.kind().equals(AwsType.ECS_TASK) && r.kind().equals(AwsType.INSTANCE)))
                .toList();
        if (carriers.stream().anyMatch(c -> host.id().equals(c.within().get(host.kind())))) {
            return true;
        }
        // A finding about one host names its interfaces beside it and does not say whose they are.
        boolean alone =
                beside.stream().filter(r -> r.kind().equals(host.kind())).count() == 1;
        boolean unclaimed = carriers.stream().noneMatch(c -> has(c, host.kind()));
        return alone && unclaimed && !carriers.isEmpty();
    }

    private static boolean memberNamed(ResourceRef cluster, List<ResourceRef> resources) {
        return resources.stream()
                .filter(r -> r.kind().equals(AwsType.DB_INSTANCE))
                .filter(r -> r.account().equals(cluster.account()) && r.region().equals(cluster.region()))
                .anyMatch(r -> cluster.id().equals(r.within().get(AwsType.DB_CLUSTER)));
    }
}
