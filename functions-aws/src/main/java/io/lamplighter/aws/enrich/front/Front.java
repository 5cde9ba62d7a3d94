package io.lamplighter.aws.enrich.front;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands in front of what was touched.
 *
 * <p>Whoever reads the new flow logs must know it: behind a load balancer they show the balancer's address, and the
 * attacker's is only in the balancer's own access log.
 */
@Singleton
@Grants(
        read = {
            "ec2:DescribeNetworkInterfaces",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth"
        })
public final class Front implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private final Clients clients;

    public Front(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "front";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return scopes.stream()
                .anyMatch(s -> !s.of(AwsType.INSTANCE).isEmpty()
                        || !s.of(AwsType.NETWORK_INTERFACE).isEmpty()
                        || !s.of(AwsType.FUNCTION).isEmpty());
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<SideBySide.Question<Answers<Map<String, Object>>>> questions = new ArrayList<>();
        for (Scope scope : scopes) {
            if (applies(alert, List.of(scope))) {
                questions.add(new SideBySide.Question<>(
                        "the load balancers in " + scope.region(),
                        () -> new Balancers(
                                        clients.loadBalancing(scope.account(), scope.region()),
                                        clients.ec2(scope.account(), scope.region()))
                                .before(scope)));
                questions.add(new SideBySide.Question<>(
                        "the classic load balancers in " + scope.region(),
                        () -> ClassicBalancers.before(
                                clients.classicLoadBalancing(scope.account(), scope.region()), scope)));
            }
        }
        return Gathered.of(
                id(),
                Gathered.flat(SideBySide.ask(questions, LIMIT, new AwsFailures())),
                "balancers",
                "no load balancer has it as a target",
                balancers -> balancers.stream().map(Front::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "%s %s stands in front, access logs %s: %s"
                .formatted(one.get("type"), one.get("name"), one.get("accessLogs"), one.get("shows"));
    }
}
