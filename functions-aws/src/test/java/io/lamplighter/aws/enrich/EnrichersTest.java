package io.lamplighter.aws.enrich;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static io.lamplighter.aws.scope.Alerts.ref;
import static io.lamplighter.aws.scope.FakeCloud.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.enrich.account.AccountName;
import io.lamplighter.aws.enrich.exposure.Exposure;
import io.lamplighter.aws.enrich.front.Front;
import io.lamplighter.aws.enrich.identity.Identities;
import io.lamplighter.aws.enrich.instance.Instances;
import io.lamplighter.aws.enrich.trails.Trails;
import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.FakeCloud;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no emulator plays: refusals, and what an attacker chose as a name. */
class EnrichersTest {
    private static final Scope SCOPE = Alerts.scope(
            ref(AwsType.INSTANCE, "i-1"),
            ref(AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.VPC, "vpc-1", AwsType.SUBNET, "subnet-1")));
    private static final Alert ALERT = Alerts.by(new Identity("user", "alice"));

    private final FakeCloud cloud = new FakeCloud();
    private final Clients clients = cloud.clients(FakeCloud.settings());

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void enrich_everythingDenied_eachSaysThatItCouldNotReadAndWhy() {
        // A 403 without a body: what a proxy or an endpoint policy answers, and every client reads it as a refusal.
        cloud.play(any(anyUrl()).willReturn(aResponse().withStatus(403)));
        List<Enricher> all = List.of(
                new AccountName(clients),
                new Exposure(clients),
                new Front(clients),
                new Identities(clients),
                new Instances(clients),
                new Trails(clients, FakeCloud.settings()));

        for (Enricher enricher : all) {
            assertThat(enricher.enrich(ALERT, List.of(SCOPE)))
                    .as(enricher.id())
                    .isInstanceOfSatisfying(
                            Enrichment.Unreadable.class,
                            u -> assertThat(u.why()).contains("could not be read", "403"));
        }
    }

    @Test
    void enrich_oneOfTwoIdentitiesDenied_theOtherIsToldAndTheOneIsNoted() {
        cloud.play(any(anyUrl()).willReturn(aResponse().withStatus(403)));
        cloud.play(query("GetRole")
                .withRequestBody(containing("RoleName=deploy"))
                .willReturn(aResponse().withBody("""
                                        <GetRoleResponse><GetRoleResult><Role><Path>/aws-service-role/x/</Path><RoleName>deploy</RoleName>
                                        <CreateDate>2024-01-02T03:04:05Z</CreateDate></Role></GetRoleResult></GetRoleResponse>""")));
        Alert both = new Alert(
                ALERT.id(),
                ALERT.origin(),
                ALERT.type(),
                ALERT.title(),
                ALERT.severity(),
                ALERT.time(),
                ALERT.account(),
                ALERT.region(),
                List.of(),
                List.of(new Identity("role", "deploy"), new Identity("user", "alice")),
                List.of(),
                ALERT.request());

        Enrichment.Found found = (Enrichment.Found) new Identities(clients).enrich(both, List.of(SCOPE));

        assertThat(found.summary()).isEqualTo("service-linked role deploy, made 2024-01-02T03:04:05Z");
        assertThat(found.notes()).singleElement().asString().contains("user alice could not be read");
    }

    @Test
    void instance_nameWithNewlinesAndTags_oneLineAndBounded() {
        String name = "&quot;&lt;script&gt;&#10;{\"level\":\"ERROR\"}" + "x".repeat(400);
        cloud.play(query("DescribeInstances").willReturn(aResponse().withBody("""
                                        <DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>
                                        <metadataOptions><httpTokens>optional</httpTokens><httpEndpoint>enabled</httpEndpoint></metadataOptions>
                                        <tagSet><item><key>Name</key><value>%s</value></item></tagSet>
                                        </item></instancesSet></item></reservationSet></DescribeInstancesResponse>""".formatted(name))));

        Enrichment.Found found = (Enrichment.Found) new Instances(clients).enrich(ALERT, List.of(SCOPE));

        assertThat(found.summary()).doesNotContain("\n").hasSizeLessThan(300);
        assertThat(found.details().toString())
                .contains("metadata=version 1 allowed")
                .doesNotContain("\n");
    }

    @Test
    void front_targetGroupOfAnotherVpc_notAskedForItsTargets() {
        cloud.play(query("DescribeTargetGroups").willReturn(aResponse().withBody("""
                                        <DescribeTargetGroupsResponse><DescribeTargetGroupsResult><TargetGroups><member>
                                        <TargetGroupArn>arn:g</TargetGroupArn><VpcId>vpc-9</VpcId><LoadBalancerArns><member>arn:b</member>
                                        </LoadBalancerArns></member></TargetGroups></DescribeTargetGroupsResult></DescribeTargetGroupsResponse>""")));
        cloud.play(query("DescribeNetworkInterfaces")
                .willReturn(aResponse().withBody("<DescribeNetworkInterfacesResponse/>")));
        cloud.play(query("DescribeLoadBalancers")
                .willReturn(aResponse()
                        .withBody("<DescribeLoadBalancersResponse><DescribeLoadBalancersResult/>"
                                + "</DescribeLoadBalancersResponse>")));

        assertThat(new Front(clients).enrich(ALERT, List.of(SCOPE)))
                .isEqualTo(new Enrichment.Nothing("front", "no load balancer has it as a target"));
        assertThat(cloud.calls()).isEqualTo(3);
    }
}
