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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessLogJudgeTest {
    private static BucketSeen to(String name, String target) {
        return new BucketSeen(bucket(name), target.isEmpty() ? Map.of() : Map.of(LoggingTree.TARGET, target), null);
    }

    private static ResourceRef bucket(String name) {
        return new ResourceRef(AwsType.BUCKET, name, "111122223333", "eu-west-1");
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("dark", List.of(to("a", "")), "missing"),
                Arguments.of("ours", List.of(to("a", "evidence")), "covered"),
                Arguments.of("others, healthy", List.of(to("a", "healthy")), "covered"),
                Arguments.of("others, not to be read", List.of(to("a", "unreadable")), "covered"),
                Arguments.of("others, gone", List.of(to("a", "gone")), "foreign-target"),
                Arguments.of("others, refusing", List.of(to("a", "refusing")), "foreign-target"),
                Arguments.of("never looked at", List.of(to("a", "unknown")), "covered"),
                Arguments.of("the store itself", List.of(to("evidence", "")), "loop"),
                Arguments.of("target of another", List.of(to("a", ""), to("b", "a")), "loop"),
                Arguments.of("ring of two", List.of(to("a", "healthy"), to("healthy", "a")), "covered"),
                Arguments.of("into itself", List.of(to("healthy", "healthy")), "covered"),
                Arguments.of("odd name", List.of(to("<script>'\"\n", "")), "missing"),
                Arguments.of(
                        "denied",
                        List.of(new BucketSeen(bucket("a"), Map.of(), new Failure(Failure.Kind.DENIED, "denied"))),
                        "undecidable"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judge_table(String name, List<BucketSeen> seen, String expected) {
        AccessLogFacts facts = new AccessLogFacts(
                "111122223333",
                "eu-west-1",
                "evidence",
                seen,
                Map.of(
                        "healthy", new TargetSeen(State.ADMITS, "fine"),
                        "unreadable", new TargetSeen(State.UNREADABLE, "denied"),
                        "gone", new TargetSeen(State.GONE, "there is no such bucket"),
                        "refusing", new TargetSeen(State.REFUSES, "denies"),
                        "a", new TargetSeen(State.ADMITS, "fine")));

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"Statement": {"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject"}}     | ADMITS
                    {"Statement": [{"Effect":"Allow","Principal":{"Service":["a","logging.s3.amazonaws.com"]},"Action":["s3:Put*"]}]} | ADMITS
                    {"Statement": [{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject"}]} | ADMITS
                    {"Statement": [{"Effect":"Deny","Principal":"*","Action":"*"},{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject"}]} | REFUSES
                    {"Statement": [{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:DeleteBucket"}]} | UNREADABLE
                    {"Statement": []} | UNREADABLE
                    not json | UNREADABLE
                    """)
    void policy_table(String policy, State expected) {
        assertThat(WriterPolicy.read(policy).state()).isEqualTo(expected);
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
