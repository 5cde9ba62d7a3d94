package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.LambdaRuntime.Answer;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.function.Harden;
import io.lamplighter.events.Alert;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfigAssociation;

/** Hardening by the function; each test brings a dark bucket of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardenEndToEndIT {
    private static final String FOREIGN = "444455556666";
    private static final String OTHER_REGION = "eu-west-1";

    private final World world = new World();
    private final DemoTenant tenant = world.make();
    private final LambdaRuntime function =
            world.function(Harden.class, World.log("harden"), Map.of(Variables.MODE, "act"));

    @AfterAll
    void stop() {
        function.close();
        world.close();
    }

    @Test
    void harden_nothingNamed_lightsAllOfTheOwnRegion() {
        String dark = darkBucket("dark-direct");

        assertThat(function.invoke("{\"request\":\"harden\"}").error()).isFalse();

        assertThat(world.logsOf(dark)).isEqualTo(tenant.evidence());
        assertThat(world.logsOf(DemoTenant.DARK)).isEqualTo(tenant.evidence());
        assertThat(world.logsOf(DemoTenant.LOGGED)).isEqualTo(DemoTenant.LOG_TARGET);
        assertThat(world.logsOf(DemoTenant.LOG_TARGET)).isEqualTo("nowhere");
        assertThat(world.logsOf(tenant.evidence())).isEqualTo("nowhere");
        assertThat(recorded(Moto.REGION)).isEqualTo(vpcs(Moto.REGION)).contains(tenant.vpc(), tenant.otherVpc());
        assertThat(world.clients()
                        .resolver(Moto.ACCOUNT, Moto.REGION)
                        .listResolverQueryLogConfigAssociations(b -> {})
                        .resolverQueryLogConfigAssociations())
                .extracting(ResolverQueryLogConfigAssociation::resourceId)
                .containsExactlyInAnyOrderElementsOf(vpcs(Moto.REGION));
    }

    @Test
    void harden_byScheduleTwice_isOneFindingAndOneSetOfChanges() {
        String dark = darkBucket("dark-schedule");
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html, "Scheduled Event"
        String event = """
                {"version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
                 "source": "aws.events", "account": "%s", "time": "2026-11-20T16:53:06Z", "region": "%s",
                 "resources": ["arn:aws:events:%2$s:%1$s:rule/nightly"], "detail": {}}""".formatted(Moto.ACCOUNT, Moto.REGION);
        String asked = request("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", Map.of());

        world.assertDone(function.invoke(event), asked);
        Map<String, String> lit = tenant.settings();
        world.assertDone(function.invoke(event), asked);

        assertThat(world.logsOf(dark)).isEqualTo(tenant.evidence());
        assertThat(tenant.settings()).isEqualTo(lit);
        assertThat(world.document(asked).at("/unmapped/lamplighter/deliveries").asInt())
                .isEqualTo(2);
    }

    @Test
    void harden_bySource_leavesTheOthersAlone() {
        String dark = darkBucket("dark-source");
        Map<String, String> before = notBuckets();
        String asked = request("by-source", Map.of("sources", List.of("aws.s3-access-logs")));

        world.assertDone(function.invoke(asked), asked);

        assertThat(world.logsOf(dark)).isEqualTo(tenant.evidence());
        assertThat(notBuckets()).isEqualTo(before);
    }

    @Test
    void harden_byResource_lightsOnlyThat() {
        String dark = darkBucket("dark-resource");
        darkBucket("dark-beside-it");
        Map<String, String> before = tenant.settings();
        String asked = request("by-resource", Map.of("resources", List.of("s3://" + dark)));

        world.assertDone(function.invoke(asked), asked);

        assertThat(world.logsOf(dark)).isEqualTo(tenant.evidence());
        Map<String, String> after = tenant.settings();
        after.put("s3://" + dark, "null");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void harden_byAccountsAndRegions_staysInsideItsReach() {
        world.clients()
                .s3(Moto.ACCOUNT, OTHER_REGION)
                .createBucket(b -> b.bucket("lamplighter-evidence-%s-%s".formatted(Moto.ACCOUNT, OTHER_REGION))
                        .createBucketConfiguration(c -> c.locationConstraint(OTHER_REGION)));
        String asked = Json.write(Map.of(
                "request", "harden",
                "id", "by-account",
                "accounts", List.of(Moto.ACCOUNT, FOREIGN),
                "regions", List.of(OTHER_REGION),
                "sources", List.of("aws.vpc-flow-logs")));

        assertThat(function.invoke(asked).error()).isFalse();

        List<Alert> alerts = world.alerts(asked);
        assertThat(recorded(OTHER_REGION)).isEqualTo(vpcs(OTHER_REGION)).isNotEmpty();
        assertThat(world.ledger(alerts.getFirst()))
                .isNotEmpty()
                .allMatch(e -> e.region().equals(OTHER_REGION));
        // The other account is not in the reach, and its finding says so.
        assertThat(world.document(alerts.getLast())
                        .at("/unmapped/lamplighter/outcomes")
                        .findValuesAsText("rule"))
                .containsExactly("reach");
        assertThat(world.ledger(alerts.getLast())).isEmpty();
    }

    @Test
    void harden_noTimeLeft_startsNothingAndComesAgain() {
        String dark = darkBucket("dark-late");
        String asked = request("late", Map.of("resources", List.of("s3://" + dark)));

        Answer answer = function.invoke(asked, Duration.ofSeconds(5));

        assertThat(answer.error()).isTrue();
        assertThat(World.json(answer.body()).path("errorMessage").asText())
                .isEqualTo("the deadline came before its turn");
        assertThat(world.logsOf(dark)).isEqualTo("nowhere");
        assertThat(world.ledger(asked)).isEmpty();

        world.assertDone(function.invoke(asked), asked);
        assertThat(world.ledger(asked))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.ON));
    }

    private String darkBucket(String name) {
        world.clients().s3(Moto.ACCOUNT, Moto.REGION).createBucket(b -> b.bucket(name));
        return name;
    }

    private Set<String> vpcs(String region) {
        return world.clients().ec2(Moto.ACCOUNT, region).describeVpcs().vpcs().stream()
                .map(Vpc::vpcId)
                .collect(Collectors.toSet());
    }

    /** The VPCs with a flow log of all traffic. */
    private Set<String> recorded(String region) {
        return world.clients().ec2(Moto.ACCOUNT, region).describeFlowLogs().flowLogs().stream()
                .filter(l -> l.trafficType() == TrafficType.ALL)
                .map(FlowLog::resourceId)
                .collect(Collectors.toSet());
    }

    private Map<String, String> notBuckets() {
        Map<String, String> settings = tenant.settings();
        settings.keySet().removeIf(k -> k.startsWith("s3://"));
        return settings;
    }

    private static String request(String id, Map<String, Object> more) {
        Map<String, Object> request = new TreeMap<>(more);
        request.putAll(Map.of("request", "harden", "id", id, "account", Moto.ACCOUNT, "region", Moto.REGION));
        return Json.write(request);
    }
}
