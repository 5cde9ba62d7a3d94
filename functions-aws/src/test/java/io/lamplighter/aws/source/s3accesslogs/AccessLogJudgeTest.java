package io.lamplighter.aws.source.s3accesslogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.BucketSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen.State;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccessLogJudgeTest {
    private static final Failure DENIED = new Failure(Failure.Kind.DENIED, "denied");

    private static BucketSeen to(String name, String target) {
        return new BucketSeen(bucket(name), target.isEmpty() ? Map.of() : Map.of(LoggingTree.TARGET, target), null);
    }

    private static ResourceRef bucket(String name) {
        return new ResourceRef(AwsType.BUCKET, name, "111122223333", "eu-west-1");
    }

    private static TargetSeen target(String name) {
        return new TargetSeen(
                switch (name) {
                    case "unreadable" -> State.UNREADABLE;
                    case "unclear" -> State.UNCLEAR;
                    case "gone" -> State.GONE;
                    case "refusing" -> State.REFUSES;
                    default -> State.ADMITS;
                },
                "so it is");
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("dark", List.of(to("a", "")), "missing"),
                Arguments.of("ours", List.of(to("a", "evidence")), "covered"),
                Arguments.of("ours, where the store is gone", List.of(to("unfit store", "evidence")), "evidence-store"),
                Arguments.of("others, healthy", List.of(to("a", "healthy")), "covered"),
                Arguments.of("others, not to be read", List.of(to("a", "unreadable")), "covered"),
                Arguments.of("others, not to be told", List.of(to("a", "unclear")), "undecidable"),
                Arguments.of("others, gone", List.of(to("a", "gone")), "foreign-target"),
                Arguments.of("others, refusing", List.of(to("a", "refusing")), "foreign-target"),
                Arguments.of("the store itself", List.of(to("evidence", "")), "loop"),
                Arguments.of("target of another", List.of(to("a", ""), to("b", "a")), "loop"),
                Arguments.of("ring of two", List.of(to("a", "healthy"), to("healthy", "a")), "covered"),
                Arguments.of("into itself", List.of(to("healthy", "healthy")), "covered"),
                Arguments.of("odd name", List.of(to("<script>'\"\n", "")), "missing"),
                Arguments.of("denied", List.of(new BucketSeen(bucket("a"), Map.of(), DENIED)), "undecidable"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judge_table(String name, List<BucketSeen> seen, String expected) {
        AccessLogFacts facts = new AccessLogFacts(
                "111122223333",
                "eu-west-1",
                "evidence",
                seen,
                seen.stream()
                        .filter(b -> !b.target().equals("evidence")
                                || b.bucket().id().equals("unfit store"))
                        .collect(Collectors.toMap(b -> b.bucket().id(), b -> target(b.target()))));

        Verdict<AccessLogStep> verdict = AccessLogJudge.of(facts).getFirst();

        assertThat(
                        switch (verdict) {
                            case Verdict.Covered<AccessLogStep> covered -> "covered";
                            case Verdict.Undecidable<AccessLogStep> undecidable -> "undecidable";
                            case Verdict.Missing<AccessLogStep> missing ->
                                missing.plan() instanceof Plan.Blocked<AccessLogStep> blocked
                                        ? blocked.rule()
                                        : "missing";
                        })
                .isEqualTo(expected);
        assertThat(AccessLogJudge.of(facts)).hasSameSizeAs(seen);
    }

    @Test
    void judge_targetThatNobodyLookedAt_isCoveredAndSaysSo() {
        AccessLogFacts facts =
                new AccessLogFacts("111122223333", "eu-west-1", "evidence", List.of(to("a", "theirs")), Map.of());

        assertThat(AccessLogJudge.of(facts))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Covered.class, c -> assertThat(c.evidence()).contains("could not be checked"));
    }

    @Test
    void tree_thereAndBack_losesNothing() {
        Map<String, Object> tree = Map.of(
                "TargetBucket",
                "logs",
                "TargetPrefix",
                "p/",
                "TargetGrants",
                List.of(Map.of(
                        "Permission",
                        "READ",
                        "Grantee",
                        Map.of("Type", "CanonicalUser", "ID", "0123", "DisplayName", "an \"owner\""))),
                "TargetObjectKeyFormat",
                Map.of("PartitionedPrefix", Map.of("PartitionDateSource", "DeliveryTime")));

        assertThat(LoggingTree.of(LoggingTree.status(tree).loggingEnabled())).isEqualTo(tree);
        assertThat(LoggingTree.of(LoggingTree.status(Map.of()).loggingEnabled()))
                .isEmpty();
        assertThat(LoggingTree.of(LoggingTree.status(LoggingTree.ours("store")).loggingEnabled()))
                .isEqualTo(LoggingTree.ours("store"));
    }
}
