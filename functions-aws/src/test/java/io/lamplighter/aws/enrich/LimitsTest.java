package io.lamplighter.aws.enrich;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.lamplighter.aws.scope.Alerts.ref;
import static io.lamplighter.aws.scope.FakeCloud.json;
import static io.lamplighter.aws.scope.FakeCloud.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.enrich.account.AccountName;
import io.lamplighter.aws.enrich.exposure.Exposure;
import io.lamplighter.aws.enrich.front.Front;
import io.lamplighter.aws.enrich.instance.Instances;
import io.lamplighter.aws.enrich.links.ConsoleLinks;
import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.FakeCloud;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A part must never pass for the whole. */
class LimitsTest {
    private static final Alert ALERT = Alerts.naming();

    private final FakeCloud cloud = new FakeCloud();
    private final Clients clients = cloud.clients(FakeCloud.settings());

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static Scope many(String kind, String prefix, int number) {
        return Alerts.scope(
                IntStream.range(0, number).mapToObj(i -> ref(kind, prefix + i)).toArray(ResourceRef[]::new));
    }

    @Test
    void of_moreThanTheMost_theFirstAndANoteThatNamesSome() {
        Cut<Integer> cut = Cut.of(List.of(1, 2, 3, 4, 5, 6, 7, 8), 2, "numbers were left out", String::valueOf);

        assertThat(cut.kept()).containsExactly(1, 2);
        assertThat(cut.notes()).containsExactly("6 more numbers were left out: 3, 4, 5, 6, 7, …");
        assertThat(Cut.of(List.of(1, 2), 2, "numbers were left out", String::valueOf)
                        .notes())
                .isEmpty();
    }

    @Test
    void put_longList_itsRestIsCounted() {
        assertThat(new Details()
                        .put("ports", List.copyOf(IntStream.range(0, 53).boxed().toList()))
                        .map())
                .containsEntry("portsLeftOut", 3);
    }

    @Test
    void gathered_moreValuesThanKept_noted() {
        List<Map<String, Object>> values = IntStream.range(0, 52)
                .mapToObj(i -> Map.<String, Object>of("name", "n" + i))
                .toList();

        Enrichment.Found found = (Enrichment.Found)
                Gathered.of("x", new Answers<>(List.of(values), List.of()), "things", "none", all -> "some");

        assertThat(found.notes()).containsExactly("2 more things were found: n50, n51");
    }

    @Test
    void gathered_manyReasons_theRestIsCounted() {
        List<String> reasons = IntStream.range(0, 7).mapToObj(i -> "r" + i).toList();

        assertThat(Gathered.of("x", new Answers<>(List.of(), reasons), "things", "none", all -> "some"))
                .isEqualTo(new Enrichment.Unreadable("x", "r0; r1; r2; r3; r4; and 2 more like these"));
    }

    @Test
    void instances_overTheLimit_said() {
        cloud.play(any(anyUrl()).willReturn(aResponse().withStatus(403)));

        assertThat(new Instances(clients).enrich(ALERT, List.of(many(AwsType.INSTANCE, "i-", 51))))
                .asString()
                .contains("1 more instances in eu-west-1 were not looked at: i-50");
    }

    @Test
    void exposure_overTheLimit_said() {
        cloud.play(any(anyUrl()).willReturn(aResponse().withStatus(403)));

        assertThat(new Exposure(clients).enrich(ALERT, List.of(many(AwsType.NETWORK_INTERFACE, "eni-", 101))))
                .asString()
                .contains("1 more network interfaces in eu-west-1 were not looked at: eni-100");
    }

    @Test
    void account_overTheLimit_said() {
        cloud.play(json("DescribeAccount")
                .willReturn(aResponse().withBody("{\"Account\": {\"Id\": \"1\", \"Name\": \"acme\"}}")));
        List<Scope> scopes = new ArrayList<>();
        IntStream.range(10, 21)
                .forEach(i -> scopes.add(new Scope("4444555566" + i, "eu-west-1", Breadth.TOUCHED, List.of())));

        assertThat(((Enrichment.Found) new AccountName(clients).enrich(ALERT, scopes)).notes())
                .containsExactly("1 more accounts were not asked for their names: 444455556620");
    }

    @Test
    void links_overTheLimit_said() {
        Enrichment.Found found =
                (Enrichment.Found) new ConsoleLinks().enrich(ALERT, List.of(many(AwsType.BUCKET, "b-", 40)));

        assertThat(found.details()).hasSize(40);
        assertThat(found.notes()).singleElement().asString().contains("more pages of the console were left out");
    }

    /** A group stands behind several balancers (TargetGroup.LoadBalancerArns); DescribeLoadBalancers takes 20 in one call. */
    @Test
    void front_moreBalancersThanOneCallTakes_said() {
        String arns = IntStream.range(10, 31)
                .mapToObj(i -> "<member>arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/web-%d/x</member>"
                        .formatted(i))
                .collect(Collectors.joining());
        cloud.play(any(anyUrl()).willReturn(aResponse().withStatus(403)));
        cloud.play(query("DescribeTargetGroups").willReturn(aResponse().withBody("""
                                <DescribeTargetGroupsResponse><DescribeTargetGroupsResult><TargetGroups><member>
                                <TargetGroupArn>arn:g</TargetGroupArn><LoadBalancerArns>%s</LoadBalancerArns></member></TargetGroups>
                                </DescribeTargetGroupsResult></DescribeTargetGroupsResponse>""".formatted(arns))));
        cloud.play(query("DescribeTargetHealth").willReturn(aResponse().withBody("""
                                <DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member>
                                <Target><Id>i-1</Id></Target></member></TargetHealthDescriptions>
                                </DescribeTargetHealthResult></DescribeTargetHealthResponse>""")));

        Enrichment.Found found = (Enrichment.Found) new Front(clients)
                .enrich(ALERT, List.of(Alerts.scope(ref(AwsType.INSTANCE, "i-1"))));

        assertThat(found.notes()).contains("1 more load balancers stand in front: web-30");
    }
}
