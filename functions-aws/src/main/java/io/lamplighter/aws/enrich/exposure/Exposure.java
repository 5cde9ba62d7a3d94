package io.lamplighter.aws.enrich.exposure;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Which ports the security groups of what was touched open to the whole world: two calls an account and region. */
@Singleton
@Grants(read = {"ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups"})
public final class Exposure implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 100;
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");

    private final Clients clients;

    public Exposure(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "exposure";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return scopes.stream()
                .anyMatch(s -> !s.of(AwsType.NETWORK_INTERFACE).isEmpty()
                        || !s.of(AwsType.SECURITY_GROUP).isEmpty());
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<SideBySide.Question<Answers<Map<String, Object>>>> questions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Scope scope : scopes) {
            Cut<String> interfaces = ids(scope, AwsType.NETWORK_INTERFACE, "network interfaces");
            Cut<String> groups = ids(scope, AwsType.SECURITY_GROUP, "security groups");
            notes.addAll(interfaces.notes());
            notes.addAll(groups.notes());
            if (applies(alert, List.of(scope))) {
                questions.add(new SideBySide.Question<>(
                        "the security groups in " + scope.region(),
                        () -> look(scope, interfaces.kept(), groups.kept())));
            }
        }
        return Gathered.of(
                id(),
                Gathered.flat(SideBySide.ask(questions, LIMIT, new AwsFailures()))
                        .and(notes),
                "open",
                "no security group here is open to the world",
                found -> found.stream().map(Exposure::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "%s opens %s to the world".formatted(one.get("group"), one.get("ports"));
    }

    private static Cut<String> ids(Scope scope, String kind, String word) {
        List<String> ids =
                scope.of(kind).stream().map(ResourceRef::id).distinct().toList();
        return Cut.of(ids, MOST, "%s in %s were not looked at".formatted(word, scope.region()), i -> i);
    }

    private Answers<Map<String, Object>> look(Scope scope, List<String> ids, List<String> named) {
        Ec2Client ec2 = clients.ec2(scope.account(), scope.region());
        Map<String, Set<String>> interfaces = new LinkedHashMap<>();
        Map<String, Set<String>> addresses = new LinkedHashMap<>();
        named.forEach(g -> interfaces.put(g, new LinkedHashSet<>()));
        Set<String> gone = new LinkedHashSet<>(ids);
        for (NetworkInterface eni : interfaces(ec2, ids)) {
            gone.remove(eni.networkInterfaceId());
            eni.groups().forEach(g -> {
                interfaces
                        .computeIfAbsent(g.groupId(), k -> new LinkedHashSet<>())
                        .add(eni.networkInterfaceId());
                if (eni.association() != null && eni.association().publicIp() != null) {
                    addresses
                            .computeIfAbsent(g.groupId(), k -> new LinkedHashSet<>())
                            .add(eni.association().publicIp());
                }
            });
        }
        List<String> notes = new ArrayList<>();
        gone.forEach(i -> notes.add(i + " is not there any more, so its security groups could not be asked for"));
        if (interfaces.isEmpty()) {
            return new Answers<>(List.of(), notes);
        }
        Set<String> unseen = new LinkedHashSet<>(interfaces.keySet());
        Filter byGroup =
                Filter.builder().name("group-id").values(interfaces.keySet()).build();
        List<Map<String, Object>> open = new ArrayList<>();
        for (SecurityGroup group :
                ec2.describeSecurityGroupsPaginator(r -> r.filters(byGroup)).securityGroups()) {
            unseen.remove(group.groupId());
            List<String> ports = group.ipPermissions().stream()
                    .filter(Exposure::toTheWorld)
                    .map(Exposure::ports)
                    .distinct()
                    .toList();
            if (!ports.isEmpty()) {
                open.add(new Details()
                        .put("group", group.groupId())
                        .put("name", group.groupName())
                        .put("ports", ports)
                        .put("interfaces", interfaces.get(group.groupId()))
                        .put("publicAddresses", addresses.get(group.groupId()))
                        .map());
            }
        }
        unseen.forEach(g -> notes.add(g + " is not there any more, so what it opened is not known"));
        return new Answers<>(open, notes);
    }

    private static Iterable<NetworkInterface> interfaces(Ec2Client ec2, List<String> ids) {
        Filter byId = Filter.builder().name("network-interface-id").values(ids).build();
        return ids.isEmpty()
                ? List.of()
                : ec2.describeNetworkInterfacesPaginator(r -> r.filters(byId)).networkInterfaces();
    }

    private static boolean toTheWorld(IpPermission rule) {
        return rule.ipRanges().stream().anyMatch(r -> WORLD.contains(r.cidrIp()))
                || rule.ipv6Ranges().stream().anyMatch(r -> WORLD.contains(r.cidrIpv6()));
    }

    /** Protocol -1 is every protocol and port (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html). */
    private static String ports(IpPermission rule) {
        if ("-1".equals(rule.ipProtocol())) {
            return "everything";
        }
        if (rule.fromPort() == null || rule.fromPort() < 0) {
            return rule.ipProtocol();
        }
        return rule.fromPort().equals(rule.toPort())
                ? "%s %d".formatted(rule.ipProtocol(), rule.fromPort())
                : "%s %d-%d".formatted(rule.ipProtocol(), rule.fromPort(), rule.toPort());
    }
}
