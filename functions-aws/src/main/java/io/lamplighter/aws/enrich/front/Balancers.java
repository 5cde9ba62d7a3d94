package io.lamplighter.aws.enrich.front;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Application, network and gateway load balancers, three round trips deep: there is no way from a target to its groups but
 * to ask each group, so those of other VPCs and those that no balancer uses are left out first.
 */
final class Balancers {
    static final String ITS_OWN = "flow logs will show the balancer's address, not the attacker's";
    private static final String PRESERVED = "flow logs show the client's address where the target group preserves it"
            + " (preserve_client_ip), else the balancer's";
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MOST_GROUPS = 60;

    /** What DescribeLoadBalancers takes in one call. */
    private static final int MOST_BALANCERS = 20;

    private final ElasticLoadBalancingV2Client balancing;
    private final Ec2Client ec2;

    Balancers(ElasticLoadBalancingV2Client balancing, Ec2Client ec2) {
        this.balancing = balancing;
        this.ec2 = ec2;
    }

    /** The balancers whose targets include what is in the scope, and what could not be read of them. */
    Answers<Map<String, Object>> before(Scope scope) {
        Answers<Start> start = SideBySide.ask(
                List.of(
                        new Question<>("target groups", () -> new Start(groups(scope), Set.of())),
                        new Question<>("the targets' addresses", () -> new Start(List.of(), targets(scope)))),
                LIMIT,
                new AwsFailures());
        List<String> failures = new ArrayList<>(start.failures());
        List<TargetGroup> groups = new ArrayList<>();
        Set<String> targets = new LinkedHashSet<>(named(scope));
        for (Start one : start.values()) {
            groups.addAll(one.groups());
            targets.addAll(one.targets());
        }
        Cut<TargetGroup> cut = Cut.of(
                groups, MOST_GROUPS, "target groups were not asked for their targets", TargetGroup::targetGroupName);
        failures.addAll(cut.notes());
        Answers<Hit> hits = SideBySide.ask(
                cut.kept().stream()
                        .map(g -> new Question<>(
                                "target group " + Details.text(g.targetGroupName()), () -> hit(g, targets)))
                        .toList(),
                LIMIT,
                new AwsFailures());
        failures.addAll(hits.failures());
        Map<String, Set<String>> behind = new LinkedHashMap<>();
        for (Hit hit : hits.values()) {
            if (!hit.targets().isEmpty()) {
                hit.balancers()
                        .forEach(b -> behind.computeIfAbsent(b, k -> new LinkedHashSet<>())
                                .addAll(hit.targets()));
            }
        }
        return described(behind, failures);
    }

    private record Start(List<TargetGroup> groups, Set<String> targets) {}

    private List<TargetGroup> groups(Scope scope) {
        Set<String> vpcs = new LinkedHashSet<>();
        scope.resources().forEach(r -> vpcs.add(r.within().getOrDefault(AwsType.VPC, "")));
        boolean known = scope.of(AwsType.NETWORK_INTERFACE).stream().allMatch(Balancers::placed)
                && scope.of(AwsType.INSTANCE).stream().allMatch(i -> placed(i, scope));
        Predicate<TargetGroup> worthAsking =
                g -> !g.loadBalancerArns().isEmpty() && (g.vpcId() == null || !known || vpcs.contains(g.vpcId()));
        return balancing.describeTargetGroupsPaginator().targetGroups().stream()
                .filter(worthAsking)
                .toList();
    }

    private static boolean placed(ResourceRef r) {
        return r.within().containsKey(AwsType.VPC);
    }

    /** An event about one instance names its interfaces beside it and does not say whose they are. */
    private static boolean placed(ResourceRef instance, Scope scope) {
        List<ResourceRef> interfaces = scope.of(AwsType.NETWORK_INTERFACE);
        boolean alone = scope.of(AwsType.INSTANCE).size() == 1 && !interfaces.isEmpty();
        return placed(instance)
                || alone
                || interfaces.stream()
                        .anyMatch(e -> instance.id().equals(e.within().get(AwsType.INSTANCE)));
    }

    private static List<String> named(Scope scope) {
        return scope.resources().stream()
                .filter(r -> r.kind().equals(AwsType.INSTANCE) || r.kind().equals(AwsType.FUNCTION))
                .map(ResourceRef::id)
                .toList();
    }

    /** Where a group's targets are addresses, those of the network interfaces tell. */
    private Set<String> targets(Scope scope) {
        Set<String> addresses = new LinkedHashSet<>();
        List<String> interfaces = scope.of(AwsType.NETWORK_INTERFACE).stream()
                .map(ResourceRef::id)
                .toList();
        if (!interfaces.isEmpty()) {
            Filter byId = Filter.builder()
                    .name("network-interface-id")
                    .values(interfaces)
                    .build();
            for (NetworkInterface eni :
                    ec2.describeNetworkInterfacesPaginator(r -> r.filters(byId)).networkInterfaces()) {
                eni.privateIpAddresses().forEach(a -> addresses.add(a.privateIpAddress()));
                eni.ipv6Addresses().forEach(a -> addresses.add(a.ipv6Address()));
            }
        }
        return addresses;
    }

    private record Hit(List<String> balancers, List<String> targets) {}

    private Hit hit(TargetGroup group, Set<String> targets) {
        List<String> hit =
                balancing
                        .describeTargetHealth(r -> r.targetGroupArn(group.targetGroupArn()))
                        .targetHealthDescriptions()
                        .stream()
                        .map(h -> h.target().id())
                        .filter(id -> targets.stream().anyMatch(t -> id.equals(t) || isFunction(id, t)))
                        .toList();
        return new Hit(group.loadBalancerArns(), hit);
    }

    /** An event may name a function by its name alone; a target has the ARN, with or without a version. */
    private static boolean isFunction(String arn, String name) {
        return (arn + ":").contains(":function:" + name + ":") || arn.startsWith(name + ":");
    }

    private Answers<Map<String, Object>> described(Map<String, Set<String>> behind, List<String> failures) {
        Cut<String> cut =
                Cut.of(List.copyOf(behind.keySet()), MOST_BALANCERS, "load balancers stand in front", Balancers::name);
        List<String> arns = cut.kept();
        failures.addAll(cut.notes());
        if (arns.isEmpty()) {
            return new Answers<>(List.of(), failures);
        }
        List<Question<Part>> questions = new ArrayList<>();
        arns.forEach(a -> questions.add(new Question<>("load balancer " + a, () -> logs(a))));
        questions.add(new Question<>("the load balancers' addresses", () -> addresses(arns)));
        Answers<Part> parts = SideBySide.ask(questions, LIMIT, new AwsFailures());
        failures.addAll(parts.failures());
        List<Map<String, Object>> all = new ArrayList<>();
        for (String arn : arns) {
            String kind = arn.contains("loadbalancer/app/")
                    ? "application"
                    : arn.contains("loadbalancer/net/") ? "network" : "gateway";
            Details one = new Details()
                    .put("type", kind + " load balancer")
                    .put("name", name(arn))
                    .put("targets", behind.get(arn))
                    .put("accessLogs", "unknown")
                    // Of network and gateway balancers some hand the client's address on.
                    .put("shows", kind.equals("application") ? ITS_OWN : PRESERVED);
            for (Part part : parts.values()) {
                part.ofBalancer().getOrDefault(arn, Map.of()).forEach(one::put);
            }
            all.add(one.map());
        }
        return new Answers<>(all, failures);
    }

    /** Some details of some balancers, by ARN. */
    private record Part(Map<String, Map<String, Object>> ofBalancer) {}

    private Part logs(String arn) {
        boolean on = false;
        String bucket = "";
        for (LoadBalancerAttribute attribute : balancing
                .describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn))
                .attributes()) {
            on |= "access_logs.s3.enabled".equals(attribute.key()) && Boolean.parseBoolean(attribute.value());
            bucket = "access_logs.s3.bucket".equals(attribute.key()) ? attribute.value() : bucket;
        }
        return new Part(Map.of(arn, Map.of("accessLogs", on ? "on, to " + bucket : "off")));
    }

    private Part addresses(List<String> arns) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (LoadBalancer one : balancing
                .describeLoadBalancersPaginator(r -> r.loadBalancerArns(arns))
                .loadBalancers()) {
            all.put(
                    one.loadBalancerArn(),
                    new Details()
                            .put("address", one.dnsName())
                            .put("scheme", one.schemeAsString())
                            .map());
        }
        return new Part(all);
    }

    /** {@code …:loadbalancer/app/NAME/ID}. */
    private static String name(String arn) {
        String[] parts = arn.split("/", -1);
        return parts.length > 2 ? parts[2] : arn;
    }
}
