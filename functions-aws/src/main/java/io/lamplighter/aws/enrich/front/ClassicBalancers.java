package io.lamplighter.aws.enrich.front;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Details;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.AccessLog;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;

/** Classic load balancers: their instances are told with them. */
final class ClassicBalancers {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private ClassicBalancers() {}

    static Answers<Map<String, Object>> before(ElasticLoadBalancingClient classic, Scope scope) {
        Set<String> ids =
                scope.of(AwsType.INSTANCE).stream().map(ResourceRef::id).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return new Answers<>(List.of(), List.of());
        }
        Map<LoadBalancerDescription, List<String>> hit = new LinkedHashMap<>();
        List<Question<Map<String, String>>> questions = new ArrayList<>();
        for (LoadBalancerDescription one :
                classic.describeLoadBalancersPaginator().loadBalancerDescriptions()) {
            List<String> behind = one.instances().stream()
                    .map(i -> i.instanceId())
                    .filter(ids::contains)
                    .toList();
            if (!behind.isEmpty()) {
                String name = one.loadBalancerName();
                hit.put(one, behind);
                questions.add(
                        new Question<>("load balancer " + Details.text(name), () -> Map.of(name, logs(classic, name))));
            }
        }
        Answers<Map<String, String>> answers = SideBySide.ask(questions, LIMIT, new AwsFailures());
        Map<String, String> logs = new HashMap<>();
        answers.values().forEach(logs::putAll);
        List<Map<String, Object>> balancers = new ArrayList<>();
        hit.forEach((one, behind) -> balancers.add(new Details()
                .put("type", "classic load balancer")
                .put("name", one.loadBalancerName())
                .put("address", one.dnsName())
                .put("scheme", one.scheme())
                .put("targets", behind)
                .put("accessLogs", logs.getOrDefault(one.loadBalancerName(), "unknown"))
                .put("shows", Balancers.ITS_OWN)
                .map()));
        return new Answers<>(balancers, answers.failures());
    }

    private static String logs(ElasticLoadBalancingClient classic, String name) {
        AccessLog log = classic.describeLoadBalancerAttributes(r -> r.loadBalancerName(name))
                .loadBalancerAttributes()
                .accessLog();
        return log != null && Boolean.TRUE.equals(log.enabled()) ? "on, to " + log.s3BucketName() : "off";
    }
}
