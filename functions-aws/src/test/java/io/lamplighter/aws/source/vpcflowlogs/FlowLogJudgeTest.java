package io.lamplighter.aws.source.vpcflowlogs;

import static io.lamplighter.aws.source.vpcflowlogs.Resources.ACCOUNT;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.ENI;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.REGION;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.SUBNET;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.VPC;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.eni;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.subnet;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowLogJudgeTest {
    private static final String STORE = "arn:aws:s3:::lamplighter-evidence-111122223333-eu-central-1";
    private static final String THEIRS = "arn:aws:s3:::siem-archive";
    private static final String DEFAULT_FORMAT = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr}"
            + " ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

    /** What is expected: the kind of verdict, or the rule that blocks it, and a part of the sentence. */
    record Row(String situation, ResourceRef target, List<ExistingFlowLog> logs, String verdict, String says) {
        @Override
        public String toString() {
            return situation;
        }
    }

    static List<Row> table() {
        return List.of(
                // Nothing there.
                new Row("no log at all", eni(ENI), List.of(), "lit", "no flow log covers it"),
                new Row("subnet, no log", subnet(SUBNET), List.of(), "lit", "no flow log covers it"),
                new Row("VPC, no log", vpc(VPC), List.of(), "lit", "no flow log covers it"),
                // Coverage is inherited, inwards only.
                new Row("own log", eni(ENI), List.of(good("fl-1", ENI)), "covered", "fl-1 on " + ENI),
                new Row("its subnet's log", eni(ENI), List.of(good("fl-1", SUBNET)), "covered", "fl-1 on " + SUBNET),
                new Row("its VPC's log", eni(ENI), List.of(good("fl-1", VPC)), "covered", "fl-1 on " + VPC),
                new Row("subnet by its VPC", subnet(SUBNET), List.of(good("fl-1", VPC)), "covered", THEIRS),
                new Row("an ENI's log is not its VPC's", vpc(VPC), List.of(good("fl-1", ENI)), "lit", "no flow log"),
                new Row("a subnet's log is not its VPC's", vpc(VPC), List.of(good("fl-1", SUBNET)), "lit", "no flow"),
                new Row(
                        "another VPC's log",
                        eni(ENI),
                        List.of(good("fl-1", "vpc-0a000000000000009")),
                        "lit",
                        "no flow"),
                // Present is not good.
                new Row(
                        "rejected only",
                        vpc(VPC),
                        List.of(traffic("fl-1", VPC, "REJECT")),
                        "lit",
                        "REJECT traffic only"),
                new Row("accepted only", eni(ENI), List.of(traffic("fl-1", SUBNET, "ACCEPT")), "lit", "ACCEPT traffic"),
                new Row(
                        "rejected here and accepted there are not all",
                        eni(ENI),
                        List.of(traffic("fl-1", ENI, "REJECT"), traffic("fl-2", VPC, "ACCEPT")),
                        "lit",
                        "REJECT traffic only; fl-2"),
                new Row("delivery failed", eni(ENI), List.of(failed("fl-1", VPC, THEIRS)), "lit", "(Access error)"),
                new Row("no reason given", vpc(VPC), List.of(unsaid("fl-1", VPC)), "lit", "AWS gives no reason"),
                new Row("not active", vpc(VPC), List.of(status("fl-1", VPC, "PENDING")), "lit", "not active (PENDING)"),
                new Row("no status", vpc(VPC), List.of(status("fl-1", VPC, "")), "lit", "not active (no status)"),
                new Row("no addresses", vpc(VPC), List.of(format("fl-1", VPC, "${bytes} ${action}")), "lit", "no addr"),
                new Row(
                        "one end only",
                        vpc(VPC),
                        List.of(format("fl-1", VPC, "${srcaddr} ${action}")),
                        "lit",
                        "records no addresses"),
                new Row(
                        "packet addresses do",
                        vpc(VPC),
                        List.of(format("fl-1", VPC, "${pkt-srcaddr} ${pkt-dstaddr} ${bytes}")),
                        "covered",
                        "fl-1"),
                new Row("no format listed", vpc(VPC), List.of(format("fl-1", VPC, "")), "covered", "fl-1"),
                new Row("nothing delivered yet", vpc(VPC), List.of(fresh("fl-1", VPC)), "covered", "nothing delivered"),
                new Row(
                        "a good one behind a bad one",
                        eni(ENI),
                        List.of(failed("fl-1", ENI, THEIRS), good("fl-2", VPC)),
                        "covered",
                        "fl-2 on " + VPC),
                // Whose it is.
                new Row(
                        "a telemetry rule's",
                        vpc(VPC),
                        List.of(tagged("fl-1", VPC, ExistingFlowLog.RULE_TAG, "true")),
                        "covered",
                        "kept by a CloudWatch telemetry rule"),
                new Row(
                        "ours",
                        vpc(VPC),
                        List.of(tagged("fl-1", VPC, Approved.STEP_TAG, "0123456789abcdef0123456789abcdef")),
                        "covered",
                        "lit by Lamplighter"),
                // The quota counts what hangs on the resource itself.
                new Row(
                        "both slots taken",
                        eni(ENI),
                        List.of(traffic("fl-1", ENI, "REJECT"), failed("fl-2", ENI, THEIRS)),
                        "quota",
                        "fl-1 on"),
                new Row(
                        "both slots taken, one is good",
                        eni(ENI),
                        List.of(traffic("fl-1", ENI, "REJECT"), good("fl-2", ENI)),
                        "covered",
                        "fl-2"),
                new Row(
                        "the VPC's slots are not the ENI's",
                        eni(ENI),
                        List.of(traffic("fl-1", VPC, "REJECT"), traffic("fl-2", VPC, "ACCEPT")),
                        "lit",
                        "fl-1 on " + VPC),
                // A second copy to a store that takes nothing helps nobody.
                new Row(
                        "ours cannot deliver",
                        vpc(VPC),
                        List.of(failed("fl-1", VPC, STORE)),
                        "delivery",
                        "cannot deliver"),
                new Row(
                        "a wider one to our store cannot deliver",
                        eni(ENI),
                        List.of(failed("fl-1", VPC, STORE)),
                        "lit",
                        "cannot deliver to " + STORE),
                // Not to be told.
                new Row(
                        "ENI that lies nobody knows where",
                        new ResourceRef(AwsType.NETWORK_INTERFACE, ENI, ACCOUNT, REGION),
                        List.of(),
                        "undecidable",
                        "not known what it lies in"),
                new Row(
                        "the same with a log of its own",
                        new ResourceRef(AwsType.NETWORK_INTERFACE, ENI, ACCOUNT, REGION),
                        List.of(good("fl-1", ENI)),
                        "covered",
                        "fl-1"),
                new Row(
                        "subnet of an unknown VPC",
                        new ResourceRef(AwsType.SUBNET, SUBNET, ACCOUNT, REGION),
                        List.of(),
                        "undecidable",
                        "not known what it lies in"),
                new Row(
                        "a VPC that another account shares",
                        new ResourceRef(AwsType.VPC, VPC, "444455556666", REGION),
                        List.of(),
                        "undecidable",
                        "account 444455556666 owns it"),
                new Row("an id from an attacker", vpc("vpc-1' OR '1'='1"), List.of(), "undecidable", "no id"),
                new Row("markup for an id", eni("eni-<script>alert(1)</script>"), List.of(), "undecidable", "no id"),
                new Row(
                        "a second line in an id",
                        eni(ENI + "\neni-0c000000000000009"),
                        List.of(),
                        "undecidable",
                        "no id"),
                new Row("a subnet's id on a VPC", vpc(SUBNET), List.of(), "undecidable", "no id"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void judge_row_isAsTheTableSays(Row row) {
        List<Verdict<FlowLogStep>> verdicts = FlowLogJudge.of(facts(List.of(row.target()), row.logs()));
        assertThat(verdicts).singleElement().satisfies(v -> {
            assertThat(v.targets()).containsExactly(row.target());
            assertThat(kind(v)).isEqualTo(row.verdict());
            assertThat(sentence(v)).contains(row.says());
        });
    }

    @Test
    void judge_sixHundredAndOneDarkVpcs_areThreeBatchesEachWithItsOwnPlan() {
        List<ResourceRef> vpcs = IntStream.range(0, 601)
                .mapToObj(i -> vpc("vpc-%017x".formatted(i)))
                .toList();
        List<Verdict<FlowLogStep>> verdicts = FlowLogJudge.of(facts(vpcs.reversed(), List.of()));
        assertThat(verdicts).extracting(v -> v.targets().size()).containsExactly(300, 300, 1);
        assertThat(verdicts)
                .allSatisfy(v -> assertThat(steps(v))
                        .singleElement()
                        .satisfies(s -> assertThat(s.targets()).isEqualTo(v.targets())));
        assertThat(verdicts.getFirst().targets().getFirst().id()).isEqualTo("vpc-00000000000000000");
    }

    @Test
    void judge_mixedLevels_areOneCallEachNarrowestFirst() {
        ResourceRef other = vpc("vpc-0a000000000000002");
        List<Verdict<FlowLogStep>> verdicts = FlowLogJudge.of(facts(List.of(other, eni(ENI)), List.of()));
        assertThat(verdicts)
                .flatExtracting(FlowLogJudgeTest::steps)
                .extracting(s -> s.level().type())
                .containsExactly("NetworkInterface", "VPC");
    }

    @Test
    void step_request_recordsAllTrafficByTheMinuteIntoTheStore() {
        FlowLogStep step = new FlowLogStep(Level.NETWORK_INTERFACE, List.of(eni(ENI)), STORE);
        assertThat(step.action()).isEqualTo("ec2:CreateFlowLogs");
        assertThat(step.request())
                .containsEntry("ResourceIds", List.of(ENI))
                .containsEntry("ResourceType", "NetworkInterface")
                .containsEntry("TrafficType", "ALL")
                .containsEntry("LogDestinationType", "s3")
                .containsEntry("LogDestination", STORE)
                .containsEntry("MaxAggregationInterval", 60)
                .containsEntry(
                        "DestinationOptions",
                        Map.of("FileFormat", "parquet", "HiveCompatiblePartitions", true, "PerHourPartition", true));
        assertThat((String) step.request().get("LogFormat"))
                .startsWith("${version} ${account-id} ${interface-id} ${srcaddr}")
                .contains("${pkt-srcaddr}", "${flow-direction}", "${ecs-task-id}", "${reject-reason}")
                .endsWith("${next-hop-interface-type}")
                .doesNotContain("tgw");
        assertThat(step.before()).isEmpty();
    }

    @Test
    void step_logs_nameThePrefixAndAskForTheTargets() {
        FlowLogStep step = new FlowLogStep(Level.NETWORK_INTERFACE, List.of(eni(ENI)), STORE);
        assertThat(step.logs().uri())
                .isEqualTo("s3://lamplighter-evidence-111122223333-eu-central-1/AWSLogs/aws-account-id=111122223333"
                        + "/aws-service=vpcflowlogs/aws-region=eu-central-1/");
        assertThat(step.logs().firstRecord()).contains("10 minutes");
        assertThat(step.logs().ask()).contains("interface_id IN ('" + ENI + "')", "\"aws-region\" = 'eu-central-1'");
    }

    private static FlowLogFacts facts(List<ResourceRef> targets, List<ExistingFlowLog> logs) {
        return new FlowLogFacts(ACCOUNT, STORE, targets, logs);
    }

    private static String kind(Verdict<FlowLogStep> verdict) {
        return switch (verdict) {
            case Verdict.Covered<FlowLogStep> covered -> "covered";
            case Verdict.Undecidable<FlowLogStep> undecidable -> "undecidable";
            case Verdict.Missing<FlowLogStep> missing ->
                switch (missing.plan()) {
                    case Plan.Steps<FlowLogStep> steps -> "lit";
                    case Plan.Blocked<FlowLogStep> blocked -> blocked.rule();
                };
        };
    }

    private static String sentence(Verdict<FlowLogStep> verdict) {
        return switch (verdict) {
            case Verdict.Covered<FlowLogStep> covered -> covered.evidence();
            case Verdict.Undecidable<FlowLogStep> undecidable -> undecidable.why();
            case Verdict.Missing<FlowLogStep> missing -> missing.why();
        };
    }

    private static List<FlowLogStep> steps(Verdict<FlowLogStep> verdict) {
        return verdict instanceof Verdict.Missing<FlowLogStep> missing
                        && missing.plan() instanceof Plan.Steps<FlowLogStep> steps
                ? steps.steps()
                : List.of();
    }

    private static ExistingFlowLog good(String id, String resource) {
        return log(id, resource, "ACTIVE", "ALL", THEIRS, DEFAULT_FORMAT, "SUCCESS", "", Map.of());
    }

    private static ExistingFlowLog fresh(String id, String resource) {
        return log(id, resource, "ACTIVE", "ALL", THEIRS, DEFAULT_FORMAT, "", "", Map.of());
    }

    private static ExistingFlowLog traffic(String id, String resource, String traffic) {
        return log(id, resource, "ACTIVE", traffic, THEIRS, DEFAULT_FORMAT, "SUCCESS", "", Map.of());
    }

    private static ExistingFlowLog failed(String id, String resource, String destination) {
        return log(id, resource, "ACTIVE", "ALL", destination, DEFAULT_FORMAT, "FAILED", "Access error", Map.of());
    }

    private static ExistingFlowLog unsaid(String id, String resource) {
        return log(id, resource, "ACTIVE", "ALL", THEIRS, DEFAULT_FORMAT, "FAILED", "", Map.of());
    }

    private static ExistingFlowLog status(String id, String resource, String status) {
        return log(id, resource, status, "ALL", THEIRS, DEFAULT_FORMAT, "SUCCESS", "", Map.of());
    }

    private static ExistingFlowLog format(String id, String resource, String format) {
        return log(id, resource, "ACTIVE", "ALL", THEIRS, format, "SUCCESS", "", Map.of());
    }

    private static ExistingFlowLog tagged(String id, String resource, String key, String value) {
        return log(id, resource, "ACTIVE", "ALL", THEIRS, DEFAULT_FORMAT, "SUCCESS", "", Map.of(key, value));
    }

    private static ExistingFlowLog log(
            String id,
            String resource,
            String status,
            String traffic,
            String destination,
            String format,
            String delivery,
            String error,
            Map<String, String> tags) {
        return new ExistingFlowLog(id, resource, status, traffic, destination, format, delivery, error, tags);
    }
}
