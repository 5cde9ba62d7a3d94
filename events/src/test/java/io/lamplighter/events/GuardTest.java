package io.lamplighter.events;

import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Street.Light;
import io.lamplighter.reliability.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
    private static final ResourceRef INSIDE_A_VPC =
            new ResourceRef("lamp", "one", Street.ACCOUNT, Street.REGION, Map.of("vpc", "vpc-1"));

    static Stream<Arguments> rulings() {
        Set<String> none = Set.of();
        return Stream.of(
                // mode, accounts, regions, sources, target, hands off, undone, budget, rule
                Arguments.of(Mode.ACT, "*", "*", "*", lamp("one"), none, false, 1, "approve"),
                Arguments.of(Mode.PROPOSE, "*", "*", "*", lamp("one"), none, false, 1, "propose"),
                Arguments.of(Mode.PROPOSE, "*", "*", "*", lamp("one"), none, false, 0, "alert-limit"),
                Arguments.of(Mode.ACT, "*", "*", "*", lamp("one"), none, false, 0, "alert-limit"),
                Arguments.of(Mode.ACT, "444455556666", "*", "*", lamp("one"), none, false, 1, "reach"),
                Arguments.of(Mode.ACT, "1111*", "*", "*", lamp("one"), none, false, 1, "approve"),
                Arguments.of(Mode.ACT, "", "*", "*", lamp("one"), none, false, 1, "reach"),
                Arguments.of(Mode.ACT, "*", "us-*", "*", lamp("one"), none, false, 1, "reach"),
                Arguments.of(Mode.ACT, "*", "eu-west-1", "*", lamp("one"), none, false, 1, "approve"),
                Arguments.of(Mode.ACT, "*", "*", "aws.s3*", lamp("one"), none, false, 1, "reach"),
                Arguments.of(
                        Mode.ACT,
                        "*",
                        "*",
                        "*",
                        new ResourceRef("lamp", "one", "444455556666", Street.REGION),
                        none,
                        false,
                        1,
                        "reach"),
                Arguments.of(
                        Mode.ACT,
                        "*",
                        "*",
                        "*",
                        new ResourceRef("lamp", "one", Street.ACCOUNT, "us-east-1"),
                        none,
                        false,
                        1,
                        "reach"),
                Arguments.of(Mode.ACT, "*", "*", "*", lamp("one"), Set.of("one"), false, 1, "hands-off"),
                Arguments.of(Mode.PROPOSE, "*", "*", "*", lamp("one"), Set.of("one"), false, 1, "hands-off"),
                Arguments.of(Mode.ACT, "*", "*", "*", lamp("one"), Set.of("two"), false, 1, "approve"),
                Arguments.of(Mode.ACT, "*", "*", "*", INSIDE_A_VPC, Set.of("vpc-1"), false, 1, "hands-off"),
                Arguments.of(Mode.ACT, "*", "*", "*", lamp("one"), none, true, 1, "undone"));
    }

    @ParameterizedTest
    @MethodSource("rulings")
    void rule_table(
            Mode mode,
            String accounts,
            String regions,
            String sources,
            ResourceRef target,
            Set<String> handsOff,
            boolean undone,
            int budget,
            String expected) {
        Guard guard = new Guard(
                mode,
                new Reach(List.of(accounts), List.of(regions), List.of(sources)),
                new Limits(1, 1, Duration.ofDays(1)),
                new HandClock(Street.START));
        Light step = new Light(List.of(target));
        Set<String> undoneIds = undone ? Set.of(Approved.stepId("f", "aws.vpc-flow-logs", step)) : Set.of();
        Scope scope = new Scope(Street.ACCOUNT, Street.REGION, Breadth.TOUCHED, List.of(target));

        Ruling<Light> ruling = guard.rule(
                step,
                "aws.vpc-flow-logs",
                scope,
                new Case(
                        "f",
                        handsOff,
                        EvidenceStore.Look.FIT,
                        undoneIds,
                        Set.of(),
                        new AtomicInteger(budget),
                        new AtomicInteger()));

        assertThat(
                        switch (ruling) {
                            case Ruling.Approve<Light> approved -> "approve";
                            case Ruling.Propose<Light> proposed -> "propose";
                            case Ruling.Refuse<Light> refused -> refused.rule();
                        })
                .isEqualTo(expected);
    }
}
