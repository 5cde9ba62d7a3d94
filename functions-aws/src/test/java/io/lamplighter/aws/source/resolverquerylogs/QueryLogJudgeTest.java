package io.lamplighter.aws.source.resolverquerylogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.AssociateVpc;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.CreateConfiguration;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLogJudgeTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final OurConfiguration OURS = OurConfiguration.of(ACCOUNT, REGION, Settings.from(Map.of()));
    private static final String BUCKET = "arn:aws:s3:::their-logs";
    private static final String LOG_GROUP = "arn:aws:logs:eu-central-1:111122223333:log-group:dns:*";
    private static final String STREAM = "arn:aws:firehose:eu-central-1:111122223333:deliverystream/dns";
    private static final ResourceRef VPC = vpc("vpc-0a1");

    private static ResourceRef vpc(String id) {
        return new ResourceRef(AwsType.VPC, id, ACCOUNT, REGION);
    }

    private static Configuration ours(String id, String status) {
        return new Configuration(id, ACCOUNT, OURS.name(), OURS.name(), OURS.destination(), status, 0);
    }

    private static Configuration theirs(String id, String owner, String destination, String status) {
        return new Configuration(id, owner, "their-logs", "2026-03-01", destination, status, 1);
    }

    private static Association with(String configuration, String status, String error) {
        return new Association("qlca-" + configuration, configuration, VPC.id(), status, error, "");
    }

    private static List<Verdict<QueryLogStep>> judge(List<Configuration> configurations, Association... associations) {
        return QueryLogJudge.judge(new QueryLogFacts(
                OURS, List.of(VPC), List.of(associations), associations.length, configurations, null));
    }

    private static String word(Verdict<QueryLogStep> verdict) {
        return switch (verdict) {
            case Verdict.Covered<QueryLogStep> covered -> "covered";
            case Verdict.Undecidable<QueryLogStep> undecidable -> "undecidable";
            case Verdict.Missing<QueryLogStep> missing ->
                switch (missing.plan()) {
                    case Plan.Blocked<QueryLogStep> blocked -> blocked.rule();
                    case Plan.Steps<QueryLogStep> steps ->
                        String.join(
                                "+",
                                steps.steps().stream()
                                        .map(s -> switch (s) {
                                            case CreateConfiguration create -> "create";
                                            case AssociateVpc one -> "associate";
                                        })
                                        .toList());
                };
        };
    }

    @ParameterizedTest
    @CsvSource({
        // association, configuration, destination, verdict
        "ACTIVE,        CREATED,  bucket, covered",
        "CREATING,      CREATED,  bucket, covered",
        "ACTIVE,        CREATING, bucket, covered",
        "ACTIVE,        CREATED,  group,  covered",
        "ACTIVE,        CREATED,  stream, covered",
        "ACTIVE,        FAILED,   bucket, foreign",
        "ACTIVE,        FAILED,   group,  create+associate",
        "ACTIVE,        DELETING, bucket, undecidable",
        "ACTIVE,        DELETING, group,  create+associate",
        "ACTION_NEEDED, CREATED,  bucket, foreign",
        "ACTION_NEEDED, CREATED,  group,  create+associate",
        "FAILED,        CREATED,  bucket, foreign",
        "FAILED,        CREATED,  stream, create+associate",
        "DELETING,      CREATED,  bucket, undecidable",
        "DELETING,      CREATED,  group,  create+associate",
        "SLEEPING,      CREATED,  bucket, undecidable",
        "ACTIVE,        DREAMING, group,  undecidable",
        "'',            CREATED,  bucket, undecidable",
    })
    void judge_associationOfOthers_tellsWhetherItReallyLogs(
            String association, String configuration, String to, String verdict) {
        String destination = switch (to) {
            case "bucket" -> BUCKET;
            case "group" -> LOG_GROUP;
            default -> STREAM;
        };
        assertThat(judge(List.of(theirs("qlc-1", ACCOUNT, destination, configuration)), with("qlc-1", association, "")))
                .extracting(QueryLogJudgeTest::word)
                .containsExactly(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,        CREATED,  covered",
        "CREATING,      CREATING, covered",
        "FAILED,        CREATED,  destination",
        "ACTION_NEEDED, CREATED,  destination",
        "ACTIVE,        FAILED,   destination",
        "DELETING,      CREATED,  undecidable",
    })
    void judge_associationOfOurs_isNotMadeTwice(String association, String configuration, String verdict) {
        assertThat(judge(List.of(ours("qlc-1", configuration)), with("qlc-1", association, "ACCESS_DENIED")))
                .extracting(QueryLogJudgeTest::word)
                .containsExactly(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED,  associate",
        "CREATING, associate",
        "FAILED,   destination",
        "DELETING, undecidable",
    })
    void judge_darkAndOursIsThere_usesItIfItIsWell(String status, String verdict) {
        assertThat(judge(List.of(ours("qlc-1", status))))
                .extracting(QueryLogJudgeTest::word)
                .containsExactly(verdict);
    }

    @Test
    void judge_oneOfTwoAssociationsIsWell_isCovered() {
        assertThat(judge(
                        List.of(
                                theirs("qlc-1", ACCOUNT, BUCKET, "CREATED"),
                                theirs("qlc-2", ACCOUNT, LOG_GROUP, "CREATED")),
                        with("qlc-1", "FAILED", "DESTINATION_NOT_FOUND"),
                        with("qlc-2", "ACTIVE", "")))
                .singleElement()
                .isEqualTo(new Verdict.Covered<>(
                        List.of(VPC), "the association with qlc-2 to " + LOG_GROUP + " is ACTIVE"));
    }

    @Test
    void judge_configurationSharedByAnotherAccount_isCovered() {
        assertThat(judge(List.of(theirs("qlc-1", "444455556666", BUCKET, "CREATED")), with("qlc-1", "ACTIVE", "")))
                .extracting(QueryLogJudgeTest::word)
                .containsExactly("covered");
    }

    @Test
    void judge_configurationThatCannotBeSeen_isUndecidable() {
        assertThat(judge(List.of(), with("qlc-9", "ACTIVE", "")))
                .extracting(QueryLogJudgeTest::word)
                .containsExactly("undecidable");
        assertThat(judge(List.of(), with("qlc-9", "DELETING", "")))
                .extracting(QueryLogJudgeTest::word)
                .containsExactly("undecidable");
    }

    @Test
    void judge_namesakeOfOurs_isNotOurs() {
        List<Configuration> namesakes = List.of(
                new Configuration("1", "444455556666", OURS.name(), OURS.name(), OURS.destination(), "CREATED", 0),
                new Configuration("2", ACCOUNT, OURS.name(), "by hand", OURS.destination(), "CREATED", 0),
                new Configuration("3", ACCOUNT, OURS.name(), OURS.name(), BUCKET, "CREATED", 0));
        assertThat(judge(namesakes)).extracting(QueryLogJudgeTest::word).containsExactly("create+associate");
    }

    @Test
    void judge_severalDark_isOnePlanThatMakesOneConfiguration() {
        List<ResourceRef> vpcs = List.of(VPC, vpc("vpc-0b2"));
        List<Verdict<QueryLogStep>> verdicts =
                QueryLogJudge.judge(new QueryLogFacts(OURS, vpcs, List.of(), 0, List.of(), null));
        assertThat(verdicts)
                .containsExactly(new Verdict.Missing<>(
                        vpcs,
                        "no query log configuration is associated with it",
                        new Plan.Steps<QueryLogStep>(List.of(
                                new CreateConfiguration(OURS, vpcs),
                                new AssociateVpc(OURS, VPC, null, false),
                                new AssociateVpc(OURS, vpc("vpc-0b2"), null, false)))));
    }

    @Test
    void judge_rememberedConfiguration_isNotMadeAgain() {
        assertThat(QueryLogJudge.judge(new QueryLogFacts(OURS, List.of(VPC), List.of(), 7, List.of(), "qlc-1")))
                .containsExactly(new Verdict.Missing<>(
                        List.of(VPC),
                        "no query log configuration is associated with it",
                        new Plan.Steps<QueryLogStep>(List.of(new AssociateVpc(OURS, VPC, "qlc-1", false)))));
    }

    @ParameterizedTest
    @CsvSource({
        // how many there are, how many fit of five, whether a rest is refused
        "0, 5, false",
        "95, 5, false",
        "97, 3, true",
        "100, 0, true",
        // more than the default is there: the account was given more, and the service knows how much
        "130, 5, false",
    })
    void judge_quotaOfAssociations_lightsWhatFits(int used, int fit, boolean rest) {
        List<ResourceRef> vpcs =
                IntStream.range(0, 5).mapToObj(i -> vpc("vpc-" + i)).toList();
        List<Verdict<QueryLogStep>> verdicts = QueryLogJudge.judge(
                new QueryLogFacts(OURS, vpcs, List.of(), used, List.of(ours("qlc-1", "CREATED")), null));
        assertThat(verdicts.stream().flatMap(v -> v.targets().stream())).containsExactlyElementsOf(vpcs);
        assertThat(verdicts.stream().map(QueryLogJudgeTest::word).filter("quota"::equals))
                .hasSize(rest ? 1 : 0);
        assertThat(verdicts.stream()
                        .filter(v -> word(v).startsWith("associate"))
                        .flatMap(v -> v.targets().stream()))
                .hasSize(fit);
    }

    @ParameterizedTest
    @CsvSource({"19, create+associate", "20, quota", "21, create+associate"})
    void judge_quotaOfConfigurations_countsTheOwnOnly(int own, String verdict) {
        List<Configuration> configurations = new ArrayList<>();
        for (int i = 0; i < own; i++) {
            configurations.add(theirs("qlc-" + i, ACCOUNT, BUCKET, "CREATED"));
        }
        configurations.add(theirs("qlc-shared", "444455556666", BUCKET, "CREATED"));
        assertThat(judge(configurations)).extracting(QueryLogJudgeTest::word).containsExactly(verdict);
    }

    @Test
    void judge_nothingToLookAt_saysNothing() {
        assertThat(QueryLogJudge.judge(new QueryLogFacts(OURS, List.of(), List.of(), 0, List.of(), null)))
                .isEmpty();
    }
}
