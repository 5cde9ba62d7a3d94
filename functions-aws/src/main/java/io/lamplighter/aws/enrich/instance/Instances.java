package io.lamplighter.aws.enrich.instance;

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
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What the instances are: one call for each account and region. */
@Singleton
@Grants(read = "ec2:DescribeInstances")
public final class Instances implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 50;

    private final Clients clients;

    public Instances(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "instance";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return scopes.stream().anyMatch(s -> !s.of(AwsType.INSTANCE).isEmpty());
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<SideBySide.Question<List<Map<String, Object>>>> questions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Scope scope : scopes) {
            Cut<String> cut = Cut.of(
                    scope.of(AwsType.INSTANCE).stream()
                            .map(ResourceRef::id)
                            .distinct()
                            .toList(),
                    MOST,
                    "instances in %s were not looked at".formatted(scope.region()),
                    i -> i);
            List<String> ids = cut.kept();
            notes.addAll(cut.notes());
            if (!ids.isEmpty()) {
                questions.add(new SideBySide.Question<>("the instances in " + scope.region(), () -> look(scope, ids)));
            }
        }
        return Gathered.of(
                id(),
                SideBySide.ask(questions, LIMIT, new AwsFailures()).and(notes),
                "instances",
                "the instances are not there any more",
                found -> found.stream().map(Instances::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "%s%s, %s, launched %s, %s, metadata %s"
                .formatted(
                        one.getOrDefault("id", ""),
                        one.containsKey("name") ? " (" + one.get("name") + ")" : "",
                        one.getOrDefault("image", "image unknown"),
                        one.getOrDefault("launched", "unknown"),
                        one.containsKey("publicAddress")
                                ? "public at " + one.get("publicAddress")
                                : "no public address",
                        one.getOrDefault("metadata", "unknown"));
    }

    private List<Map<String, Object>> look(Scope scope, List<String> ids) {
        Filter byId = Filter.builder().name("instance-id").values(ids).build();
        return clients
                .ec2(scope.account(), scope.region())
                .describeInstancesPaginator(r -> r.filters(byId))
                .reservations()
                .stream()
                .flatMap(r -> r.instances().stream())
                .map(Instances::details)
                .toList();
    }

    private static Map<String, Object> details(Instance instance) {
        Map<String, Object> tags = new LinkedHashMap<>();
        for (Tag tag : instance.tags()) {
            tags.put(Details.text(tag.key()), Details.text(tag.value()));
        }
        return new Details()
                .put("id", instance.instanceId())
                .put("name", tags.get("Name"))
                .put("state", instance.state() == null ? null : instance.state().nameAsString())
                .put("image", instance.imageId())
                .put("type", instance.instanceTypeAsString())
                .put("launched", instance.launchTime())
                .put("publicAddress", instance.publicIpAddress())
                .put("privateAddress", instance.privateIpAddress())
                .put("metadata", metadata(instance.metadataOptions()))
                .put("key", instance.keyName())
                .put(
                        "profile",
                        instance.iamInstanceProfile() == null
                                ? null
                                : instance.iamInstanceProfile().arn())
                .put("vpc", instance.vpcId())
                .put("subnet", instance.subnetId())
                .put("tags", tags.isEmpty() ? null : tags)
                .map();
    }

    /** With version 1 a forged request from inside is enough to steal the role's credentials. */
    private static String metadata(InstanceMetadataOptionsResponse options) {
        if (options == null || options.httpTokens() == null) {
            return "version unknown";
        }
        if (options.httpEndpoint() == InstanceMetadataEndpointState.DISABLED) {
            return "off";
        }
        return options.httpTokens() == HttpTokensState.REQUIRED ? "version 2 only" : "version 1 allowed";
    }
}
