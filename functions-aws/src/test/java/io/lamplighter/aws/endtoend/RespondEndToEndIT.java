package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.LambdaRuntime;
import io.lamplighter.aws.bench.LambdaRuntime.Answer;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.function.Respond;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.shell.Variables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.route53resolver.model.ResolverQueryLogConfigAssociation;

/** One batch from the queue, with good and bad in it, and what is there afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RespondEndToEndIT {
    private final World world = new World();
    private final DemoTenant tenant = world.make();
    private final String alert = tenant.alert();
    private final String id = world.alert(alert).findingId();
    private final LambdaRuntime function =
            world.function(Respond.class, World.log("respond"), Map.of(Variables.MODE, "act"));
    private final Answer answer = function.invoke(Sqs.batch(
            alert,
            alert.substring(0, alert.length() / 2),
            World.sample(tenant, "guardduty-sample.json"),
            World.sample(tenant, "health.json"),
            alert));

    @AfterAll
    void stop() {
        function.close();
        world.close();
    }

    @Test
    void respond_batchOfGoodAndBad_onlyTheBrokenMessageComesAgain() {
        assertThat(answer).isEqualTo(new Answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"message-2\"}]}", false));
    }

    @Test
    void respond_findingFromItsQueue_lightsWhatIsDarkAndLeavesTheRest() {
        String store = "arn:aws:s3:::" + tenant.evidence();

        assertThat(world.logsOf(DemoTenant.DARK)).isEqualTo(tenant.evidence());
        assertThat(world.logsOf(DemoTenant.LOGGED)).isEqualTo(DemoTenant.LOG_TARGET);
        assertThat(world.logsOf(DemoTenant.LOG_TARGET)).isEqualTo("nowhere");
        assertThat(world.logsOf(tenant.evidence())).isEqualTo("nowhere");
        assertThat(world.clients()
                        .ec2(Moto.ACCOUNT, Moto.REGION)
                        .describeFlowLogs()
                        .flowLogs())
                .extracting(FlowLog::resourceId, FlowLog::trafficTypeAsString, FlowLog::logDestination)
                .containsExactlyInAnyOrder(
                        tuple(tenant.otherVpc(), "REJECT", "arn:aws:s3:::" + DemoTenant.LOG_TARGET),
                        tuple(tenant.otherVpc(), "ALL", store),
                        tuple(tenant.networkInterface(), "ALL", store));
        assertThat(world.clients()
                        .resolver(Moto.ACCOUNT, Moto.REGION)
                        .listResolverQueryLogConfigAssociations(b -> {})
                        .resolverQueryLogConfigAssociations())
                .extracting(
                        ResolverQueryLogConfigAssociation::resourceId,
                        ResolverQueryLogConfigAssociation::statusAsString)
                .containsExactlyInAnyOrder(tuple(tenant.vpc(), "ACTIVE"), tuple(tenant.otherVpc(), "ACTIVE"));
    }

    @Test
    void respond_findingFromItsQueue_isOneFindingOfItsOcsfClass() {
        assertThat(world.rows("FINDING", "FINDING"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("pk", "FINDING#" + id)
                        .containsEntry("account", Moto.ACCOUNT)
                        .doesNotContainKey("leaseUntil"));
        assertThat(world.document(alert).path("class_uid").asInt()).isEqualTo(2004);
        assertThat(world.document(alert).path("resources"))
                .extracting(r -> r.path("uid").asText())
                .contains(tenant.instance(), tenant.networkInterface(), DemoTenant.DARK, DemoTenant.LOGGED);
        // Of the duplicate, which came second: what is lit is lit, what was refused is refused still.
        assertThat(world.outcomes(alert))
                .containsExactlyInAnyOrder(
                        "aws.s3-access-logs already-on " + DemoTenant.DARK,
                        "aws.s3-access-logs already-on " + DemoTenant.LOGGED,
                        "aws.s3-access-logs refused " + DemoTenant.LOG_TARGET,
                        "aws.s3-access-logs already-on " + DemoTenant.LIT,
                        "aws.vpc-flow-logs already-on " + tenant.networkInterface(),
                        "aws.vpc-flow-logs already-on " + tenant.otherVpc(),
                        "aws.resolver-query-logs already-on " + tenant.vpc(),
                        "aws.resolver-query-logs already-on " + tenant.otherVpc());
    }

    @Test
    void respond_findingFromItsQueue_hasEachChangeOnceInTheLedger() {
        assertThat(world.rows("FINDING#" + id, "STEP#"))
                .allSatisfy(row -> {
                    assertThat(row).containsEntry("state", "ON").containsEntry("live", "live");
                    assertThat(World.json(row.getOrDefault("document", ""))
                                    .path("class_uid")
                                    .asInt())
                            .isEqualTo(7001);
                })
                .extracting(row -> row.get("action"))
                .containsExactlyInAnyOrder(
                        "s3:PutBucketLogging",
                        "ec2:CreateFlowLogs",
                        "ec2:CreateFlowLogs",
                        "route53resolver:CreateResolverQueryLogConfig",
                        "route53resolver:AssociateResolverQueryLogConfig",
                        "route53resolver:AssociateResolverQueryLogConfig");
        assertThat(world.rows("DAY#", "DAY"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("steps", "6"));
    }

    @Test
    void respond_findingFromItsQueue_isFoundByAccountByResourceAndByStep() {
        var findings = world.lamps().findings();
        assertThat(findings.list(Moto.ACCOUNT, Instant.EPOCH, 10))
                .extracting(Stored::id)
                .containsExactly(id);
        for (String resource : List.of(DemoTenant.DARK, tenant.instance(), tenant.networkInterface())) {
            assertThat(findings.touching(resource, 10)).extracting(Stored::id).containsExactly(id);
        }
        assertThat(world.ledger(alert))
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(world.lamps().ledger().entry(entry.id())).isEqualTo(entry));
    }

    @Test
    void respond_oneEnricherCannotRead_hidesNothingElse() {
        // The emulator answers 500 to CloudTrail's LookupEvents.
        assertThat(world.document(alert).at("/unmapped/lamplighter/enrichments"))
                .extracting(e -> e.path("id").asText() + " " + e.path("result").asText())
                .contains("recent-history could-not-read", "front found", "instance found", "exposure found")
                .filteredOn(e -> e.endsWith("could-not-read"))
                .hasSize(1);
    }

    @Test
    void respond_sameMessageAgain_changesNothing() {
        Map<String, String> lit = tenant.settings();
        List<LedgerEntry> ledger = world.ledger(alert);
        int deliveries =
                world.document(alert).at("/unmapped/lamplighter/deliveries").asInt();

        assertThat(function.invoke(Sqs.batch(alert))).isEqualTo(new Answer("{\"batchItemFailures\":[]}", false));

        assertThat(tenant.settings()).isEqualTo(lit);
        assertThat(world.ledger(alert)).isEqualTo(ledger).hasSize(6);
        assertThat(world.rows("DAY#", "DAY"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("steps", "6"));
        assertThat(world.document(alert).at("/unmapped/lamplighter/deliveries").asInt())
                .isEqualTo(deliveries + 1);
    }
}
