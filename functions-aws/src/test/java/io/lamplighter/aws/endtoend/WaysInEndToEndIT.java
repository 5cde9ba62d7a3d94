package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.LambdaRuntime.Answer;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.function.Respond;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each way into the function, what fails there, and what its log says; each test is about resources of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysInEndToEndIT {
    private static final Path LOG = World.log("ways-in");
    private static final Answer NOTHING_AGAIN = new Answer("{\"batchItemFailures\":[]}", false);

    /** What must not be in a log. */
    private static final String SECRET = "a-secret-access-key-of-nobody";

    private static final String TOKEN = "a-session-token-of-nobody";

    /** What must not be in a log either, and what an attacker would put into a name to forge a line of it. */
    private static final String MARK = "marked-7f3c";

    private static final String FORGED =
            "\"'</script><script>alert(1)</script>\r\n[main] INFO lamplighter - {\"event\":\"TurnedOn\"}\n";

    private static final Pattern OURS = Pattern.compile("\\[[^\\]]*] INFO lamplighter - (.*)");

    private final World world = new World();
    private final DemoTenant tenant = world.make();
    private final LambdaRuntime function = world.function(
            Respond.class,
            LOG,
            Map.of(Variables.MODE, "act", "AWS_SECRET_ACCESS_KEY", SECRET, "AWS_SESSION_TOKEN", TOKEN));

    @AfterAll
    void stop() {
        function.close();
        world.close();
    }

    @Test
    void respond_findingThroughATopic_isDone() {
        String alert = World.sample(tenant, "guardduty-s3.json");

        assertThat(function.invoke(Sqs.batch(notification(alert)))).isEqualTo(NOTHING_AGAIN);

        assertThat(world.logsOf(DemoTenant.DARK)).isEqualTo(tenant.evidence());
        assertThat(world.ledger(alert)).singleElement().satisfies(e -> {
            assertThat(e.action()).isEqualTo("s3:PutBucketLogging");
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
        });
    }

    @Test
    void respond_findingFromEventBridgeItself_isDone() {
        String alert = World.sample(tenant, "guardduty-ec2.json");

        world.assertDone(function.invoke(alert), alert);

        assertThat(world.outcomes(alert))
                .containsExactlyInAnyOrder(
                        "aws.vpc-flow-logs turned-on " + tenant.networkInterface(),
                        "aws.resolver-query-logs turned-on " + tenant.vpc());
    }

    @Test
    void respond_requestsOfAPerson_areDone() {
        String event = Json.write(Map.of(
                "source",
                "lamplighter",
                "detail-type",
                "Lamplighter Respond",
                "account",
                Moto.ACCOUNT,
                "region",
                Moto.REGION,
                "detail",
                Map.of("id", "INC-42", "resources", List.of(tenant.otherVpc()))));
        String direct = request("INC-43", "s3://" + DemoTenant.LIT);

        world.assertDone(function.invoke(event), event);
        world.assertDone(function.invoke(direct), direct);

        assertThat(world.outcomes(event))
                .containsExactlyInAnyOrder(
                        "aws.vpc-flow-logs turned-on " + tenant.otherVpc(),
                        "aws.resolver-query-logs turned-on " + tenant.otherVpc());
        assertThat(world.outcomes(direct)).containsExactly("aws.s3-access-logs already-on " + DemoTenant.LIT);
    }

    @Test
    void respond_impossibleEventWithoutAQueue_failsTheInvocation() {
        List<Map<String, String>> before = world.rows("", "");

        Answer answer = function.invoke(World.sample(tenant, "guardduty-impossible-account.json"));

        assertThat(answer.error()).isTrue();
        assertThat(World.json(answer.body()).path("errorType").asText()).endsWith("ComeAgain");
        assertThat(World.json(answer.body()).path("errorMessage").asText()).contains("an account has 12 digits");
        assertThat(World.json(answer.body()).path("stackTrace")).isEmpty();
        assertThat(world.rows("", "")).isEqualTo(before);
    }

    @Test
    void respond_tableIsGone_changesNothingAndComesAgain() {
        String dark = "tardy-" + DemoTenant.DARK;
        world.clients().s3(Moto.ACCOUNT, Moto.REGION).createBucket(b -> b.bucket(dark));
        String request = request("INC-44", "s3://" + dark);
        world.clients().table().deleteTable(r -> r.tableName("lamplighter"));

        try {
            Answer direct = function.invoke(request);
            Answer queued = function.invoke(Sqs.batch(request));

            assertThat(direct.error()).isTrue();
            assertThat(World.json(direct.body()).path("errorType").asText()).endsWith("ComeAgain");
            assertThat(queued)
                    .isEqualTo(new Answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-1\"}]}", false));
            // What cannot be written down is not done.
            assertThat(world.logsOf(dark)).isEqualTo("nowhere");
        } finally {
            world.lamps().bean(TableCreation.class).create();
        }
        world.assertDone(function.invoke(request), request);
        assertThat(world.logsOf(dark)).isEqualTo(tenant.evidence());
    }

    @Test
    void respond_hostileEvents_leaveOneJsonLineForEachOutcomeAndNothingOfThemselves() throws IOException {
        JsonNode instance = World.json(inItsOwnVpc(World.sample(tenant, "guardduty-ec2.json")));
        set(instance, "/detail", "id", "hostile-1");
        set(instance, "/detail", "title", MARK + FORGED);
        set(instance, "/detail", "description", MARK + FORGED);
        set(instance, "/detail/resource/instanceDetails", "imageDescription", MARK + FORGED);
        set(instance, "/detail/resource/instanceDetails/tags/0", "value", MARK + FORGED);
        set(instance, "/detail/service/action/dnsRequestAction", "domain", MARK + ".example");
        JsonNode bucket =
                World.json(World.sample(tenant, "guardduty-s3.json").replace(DemoTenant.DARK, DemoTenant.LIT));
        set(bucket, "/detail", "id", "hostile-2");
        set(bucket, "/detail/service/action/awsApiCallAction", "userAgent", MARK + FORGED);
        set(bucket, "/detail/resource/accessKeyDetails", "userName", "eve" + FORGED);
        JsonNode unknown = World.json(World.sample(tenant, "health.json"));
        set(unknown, "", "detail-type", "unheard of" + FORGED);
        String request = request("INC-45" + FORGED, "s3://" + DemoTenant.LIT);

        Answer answer = function.invoke(Sqs.batch(
                instance.toString(), bucket.toString(), unknown.toString(), request, "{\"" + MARK + "\": " + MARK));

        assertThat(answer).isEqualTo(new Answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-5\"}]}", false));
        // What fails without a queue is told by the runtime client, in a line that is not ours.
        assertThat(function.invoke(request("INC-46", FORGED)).error()).isTrue();
        assertThat(world.ledger(instance.toString()))
                .hasSizeGreaterThan(1)
                .allMatch(e -> e.state() == LedgerEntry.State.ON);
        List<String> log = Files.readAllLines(LOG);
        assertThat(log).noneMatch(l -> l.contains(MARK) || l.contains(SECRET) || l.contains(TOKEN));
        // Where a hostile name is told, as in the alert's id, it is inside one line's JSON and its newline is escaped.
        List<JsonNode> lines = log.stream()
                .map(OURS::matcher)
                .filter(Matcher::matches)
                .map(m -> World.json(m.group(1)))
                .toList();
        assertThat(lines)
                .hasSizeGreaterThan(5)
                .allSatisfy(l -> assertThat(l.path("event").asText())
                        .isIn("TurnedOn", "AlreadyOn", "Proposed", "Refused", "Failed", "Unreadable", "Answer"));
        assertThat(lines)
                .filteredOn(l -> l.path("event").asText().equals("TurnedOn"))
                .allSatisfy(l -> assertThat(l.path("step").asText()).isNotEmpty());
        assertThat(lines)
                .filteredOn(l -> l.path("alert").asText().equals("INC-45" + FORGED.strip()))
                .extracting(l -> l.path("event").asText())
                .containsExactly("AlreadyOn", "Answer");
    }

    private String inItsOwnVpc(String event) {
        var ec2 = world.clients().ec2(Moto.ACCOUNT, Moto.REGION);
        String vpc = ec2.createVpc(b -> b.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        String subnet = ec2.createSubnet(b -> b.vpcId(vpc).cidrBlock("10.9.1.0/24"))
                .subnet()
                .subnetId();
        return event.replace(tenant.vpc(), vpc)
                .replace(tenant.subnet(), subnet)
                .replace(
                        tenant.networkInterface(),
                        ec2.createNetworkInterface(b -> b.subnetId(subnet))
                                .networkInterface()
                                .networkInterfaceId());
    }

    private static String request(String id, String resource) {
        return Json.write(Map.of(
                "request",
                "respond",
                "id",
                id,
                "account",
                Moto.ACCOUNT,
                "region",
                Moto.REGION,
                "resources",
                List.of(resource)));
    }

    private static String notification(String message) {
        return Json.write(Map.of(
                "Type",
                "Notification",
                "MessageId",
                "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                "TopicArn",
                "arn:aws:sns:%s:%s:findings".formatted(Moto.REGION, Moto.ACCOUNT),
                "Message",
                message));
    }

    private static void set(JsonNode event, String parent, String field, String value) {
        ((ObjectNode) event.at(parent)).put(field, value);
    }
}
