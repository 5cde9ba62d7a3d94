package io.lamplighter.aws.scope;

import static io.lamplighter.aws.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lamplighter.aws.scope.Unknowns.Lookup;
import io.lamplighter.aws.scope.Unknowns.Question;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownsTest {
    private static final Map<String, String> PLACED = Map.of(AwsType.VPC, "vpc-1", AwsType.SUBNET, "subnet-1");
    private static final String TASK = "arn:aws:ecs:eu-west-1:111122223333:task/prod/0f0f";

    static Stream<Arguments> whatIsNamedAndWhatIsAsked() {
        ResourceRef instance = ref(AwsType.INSTANCE, "i-1");
        ResourceRef eni = ref(AwsType.NETWORK_INTERFACE, "eni-1", PLACED);
        ResourceRef others = ref(
                AwsType.NETWORK_INTERFACE,
                "eni-2",
                Map.of(AwsType.VPC, "v", AwsType.SUBNET, "s", AwsType.INSTANCE, "i-9"));
        ResourceRef member = ref(AwsType.DB_INSTANCE, "orders-1", Map.of(AwsType.DB_CLUSTER, "orders"));
        return Stream.of(
                arguments("instance alone", List.of(instance), List.of(Lookup.INSTANCES)),
                arguments("instance with its interface beside it", List.of(instance, eni), List.of()),
                arguments("instance and another's interface", List.of(instance, others), List.of(Lookup.INSTANCES)),
                arguments(
                        "two instances and an interface of nobody",
                        List.of(instance, ref(AwsType.INSTANCE, "i-2"), eni),
                        List.of(Lookup.INSTANCES)),
                arguments("interface with subnet and VPC", List.of(eni), List.of()),
                arguments(
                        "interface without VPC",
                        List.of(ref(AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.SUBNET, "subnet-1"))),
                        List.of(Lookup.NETWORK_INTERFACES)),
                arguments("cluster with VPC", List.of(ref(AwsType.EKS_CLUSTER, "prod", PLACED)), List.of()),
                arguments("cluster without", List.of(ref(AwsType.EKS_CLUSTER, "prod")), List.of(Lookup.EKS_CLUSTER)),
                arguments("task alone", List.of(ref(AwsType.ECS_TASK, TASK)), List.of(Lookup.ECS_TASKS)),
                arguments(
                        "task with the instance it runs on",
                        List.of(ref(AwsType.ECS_TASK, TASK), instance, eni),
                        List.of()),
                arguments("database", List.of(ref(AwsType.DB_INSTANCE, "d")), List.of(Lookup.DB_INSTANCES)),
                arguments("database cluster", List.of(ref(AwsType.DB_CLUSTER, "d")), List.of(Lookup.DB_CLUSTERS)),
                arguments(
                        "database cluster with a member",
                        List.of(ref(AwsType.DB_CLUSTER, "orders"), member),
                        List.of(Lookup.DB_INSTANCES)),
                arguments("bucket with region", List.of(ref(AwsType.BUCKET, "b")), List.of()),
                arguments(
                        "bucket without",
                        List.of(new ResourceRef(AwsType.BUCKET, "b", "111122223333", "")),
                        List.of(Lookup.BUCKET)),
                arguments("function in a VPC", List.of(ref(AwsType.FUNCTION, "f", PLACED)), List.of()),
                arguments(
                        "two functions without",
                        List.of(ref(AwsType.FUNCTION, "f"), ref(AwsType.FUNCTION, "g")),
                        List.of(Lookup.FUNCTION, Lookup.FUNCTION)),
                arguments("VPC", List.of(ref(AwsType.VPC, "v")), List.of()),
                arguments("subnet with VPC", List.of(ref(AwsType.SUBNET, "s", PLACED)), List.of()),
                arguments(
                        "two subnets without",
                        List.of(ref(AwsType.SUBNET, "s"), ref(AwsType.SUBNET, "t")),
                        List.of(Lookup.SUBNETS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsNamedAndWhatIsAsked")
    void in_asksOnlyWhatIsNotNamed(String situation, List<ResourceRef> named, List<Lookup> asked) {
        assertThat(Unknowns.in(named, named, "eu-west-1"))
                .as(situation)
                .extracting(Question::lookup)
                .isEqualTo(asked);
    }

    @Test
    void in_manyInstancesOfTwoRegions_oneCallForAHundredAndForEachRegion() {
        List<ResourceRef> named = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            named.add(ref(AwsType.INSTANCE, "i-" + i));
        }
        named.add(new ResourceRef(AwsType.INSTANCE, "i-far", "111122223333", "us-east-1"));

        assertThat(Unknowns.in(named, named, "eu-west-1"))
                .extracting(q -> q.region() + " " + q.about().size())
                .containsExactly("eu-west-1 100", "eu-west-1 50", "us-east-1 1");
    }

    @Test
    void in_bucketWithoutRegion_askedFromTheAlertsRegion() {
        List<ResourceRef> named = List.of(new ResourceRef(AwsType.BUCKET, "b", "444455556666", ""));

        Question question = Unknowns.in(named, named, "eu-north-1").getFirst();

        assertThat(question.account()).isEqualTo("444455556666");
        assertThat(question.region()).isEqualTo("eu-north-1");
    }

    @Test
    void groupsAlone_clusterOrGroupWithoutAnyHost_saidWithWhatToAskFor() {
        ResourceRef cluster = ref(AwsType.ECS_CLUSTER, "prod");
        ResourceRef group = ref(AwsType.AUTO_SCALING_GROUP, "web");

        assertThat(Unknowns.groupsAlone(List.of(cluster, group, ref(AwsType.BUCKET, "b"))))
                .containsExactly(
                        "prod is named without its members, so no log was looked at for it: respond to a task or an instance of it",
                        "web is named without its members, so no log was looked at for it: respond to an instance of it");
        assertThat(Unknowns.groupsAlone(List.of(cluster, group, ref(AwsType.INSTANCE, "i-1"))))
                .isEmpty();
    }

    @Test
    void clusterOf_namedOrInTheArnOrNowhere() {
        assertThat(Unknowns.clusterOf(ref(AwsType.ECS_TASK, TASK))).isEqualTo("prod");
        assertThat(Unknowns.clusterOf(ref(AwsType.ECS_TASK, TASK, Map.of(AwsType.ECS_CLUSTER, "named"))))
                .isEqualTo("named");
        assertThat(Unknowns.clusterOf(ref(AwsType.ECS_TASK, "arn:aws:ecs:eu-west-1:111122223333:task/0f0f")))
                .isEmpty();
    }
}
