package io.lamplighter.aws.enrich.front;

import io.lamplighter.aws.enrich.Details;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.SideBySide.Answers;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.AccessLog;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;

/** Classic load balancers: their instances are told with them. */
final class ClassicBalancers {
    private ClassicBalancers() {}

    static Answers<Map<String, Object>> before(ElasticLoadBalancingClient classic, Scope scope) {
        Set<String> ids =
                scope.of(AwsType.INSTANCE).stream().map(ResourceRef::id).collect(Collectors.toSet());
        List<Map<String, Object>> balancers = new ArrayList<>();
        if (ids.isEmpty()) {
            return new Answers<>(balancers, List.of());
        }
        for (LoadBalancerDescription one :
                classic.describeLoadBalancersPaginator().loadBalancerDescriptions()) {
            List<String> behind = one.instances().stream()
                    .map(i -> i.instanceId())
                    .filter(ids::contains)
                    .toList();
            if (!behind.isEmpty()) {
                AccessLog log = classic.describeLoadBalancerAttributes(r -> r.loadBalancerName(one.loadBalancerName()))
                        .loadBalancerAttributes()
                        .accessLog();
                boolean on = log != null && Boolean.TRUE.equals(log.enabled());
                balancers.add(new Details()
                        .put("type", "classic load balancer")
                        .put("name", one.loadBalancerName())
                        .put("address", one.dnsName())
                        .put("scheme", one.scheme())
                        .put("targets", behind)
                        .put("accessLogs", on ? "on, to " + log.s3BucketName() : "off")
                        .put("shows", Balancers.ITS_OWN)
                        .map());
            }
        }
        return new Answers<>(balancers, List.of());
    }
}
