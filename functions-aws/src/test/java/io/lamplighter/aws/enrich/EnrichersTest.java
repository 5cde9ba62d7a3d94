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
import io.lamplighter.aws.enrich.sharing.SharedVpcs;
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
                new SharedVpcs(clients),
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
        assertThat(found.notes())
                .hasSize(2)
                .anySatisfy(n -> assertThat(n).startsWith("user alice could not be read"))
                .anySatisfy(n -> assertThat(n).startsWith("the keys of user alice could not be read"));
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

    @Test
    void front_oneClassicBalancersAttributesDenied_bothAreTold() {
        cloud.play(query("DescribeLoadBalancers")
                .withRequestBody(containing("Version=2012-06-01"))
                .willReturn(aResponse().withBody("""
                                        <DescribeLoadBalancersResponse><DescribeLoadBalancersResult><LoadBalancerDescriptions>
                                        <member><LoadBalancerName>old</LoadBalancerName><Instances><member><InstanceId>i-1</InstanceId></member></Instances></member>
                                        <member><LoadBalancerName>web</LoadBalancerName><Instances><member><InstanceId>i-1</InstanceId></member></Instances></member>
                                        </LoadBalancerDescriptions></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>""")));
        cloud.play(
                query("DescribeLoadBalancerAttributes").willReturn(aResponse().withStatus(403)));
        cloud.play(query("DescribeLoadBalancerAttributes")
                .withRequestBody(containing("LoadBalancerName=web"))
                .willReturn(aResponse().withBody("""
                                        <DescribeLoadBalancerAttributesResponse><DescribeLoadBalancerAttributesResult><LoadBalancerAttributes>
                                        <AccessLog><Enabled>false</Enabled></AccessLog>
                                        </LoadBalancerAttributes></DescribeLoadBalancerAttributesResult></DescribeLoadBalancerAttributesResponse>""")));

        Enrichment.Found found = (Enrichment.Found) new Front(clients).enrich(ALERT, List.of(SCOPE));

        assertThat(found.summary())
                .contains("balancer old stands in front, access logs unknown")
                .contains("balancer web stands in front, access logs off");
        assertThat(found.notes()).anySatisfy(n -> assertThat(n).contains("load balancer old could not be read"));
    }

    @Test
    void identity_ownerOfTheKeyDenied_itsLastUseIsTold() {
        cloud.play(any(anyUrl()).willReturn(aResponse().withStatus(403)));
        cloud.play(query("GetAccessKeyLastUsed").willReturn(aResponse().withBody("""
                                        <GetAccessKeyLastUsedResponse><GetAccessKeyLastUsedResult><UserName>alice</UserName><AccessKeyLastUsed>
                                        <LastUsedDate>2026-11-24T03:04:05Z</LastUsedDate></AccessKeyLastUsed>
                                        </GetAccessKeyLastUsedResult></GetAccessKeyLastUsedResponse>""")));

        Enrichment.Found found = (Enrichment.Found) new Identities(clients)
                .enrich(Alerts.by(new Identity("access-key", "AKIAIOSFODNN7EXAMPLE")), List.of(SCOPE));

        assertThat(found.summary()).isEqualTo("access key AKIAIOSFODNN7EXAMPLE, last used 2026-11-24T03:04:05Z");
        assertThat(found.details().toString()).contains("name=alice", "account=111122223333");
        assertThat(found.notes())
                .anySatisfy(n -> assertThat(n).startsWith("user alice could not be read"))
                .anySatisfy(n -> assertThat(n).startsWith("the keys of user alice could not be read"));
    }

    @Test
    void exposure_interfaceGone_notCalledClosed() {
        cloud.play(query("DescribeNetworkInterfaces")
                .willReturn(aResponse().withBody("<DescribeNetworkInterfacesResponse/>")));

        assertThat(new Exposure(clients).enrich(ALERT, List.of(SCOPE)))
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class, u -> assertThat(u.why()).contains("eni-1 is not there any more"));
    }

    @Test
    void exposure_groupsThatTheEventNames_lookedAtThoughTheInterfaceIsGone() {
        cloud.play(query("DescribeNetworkInterfaces")
                .willReturn(aResponse().withBody("<DescribeNetworkInterfacesResponse/>")));
        cloud.play(query("DescribeSecurityGroups").willReturn(aResponse().withBody("""
                                        <DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-1</groupId><ipPermissions><item>
                                        <ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>
                                        <ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissions>
                                        </item></securityGroupInfo></DescribeSecurityGroupsResponse>""")));
        Scope named = Alerts.scope(
                ref(AwsType.NETWORK_INTERFACE, "eni-1"),
                ref(AwsType.SECURITY_GROUP, "sg-1"),
                ref(AwsType.SECURITY_GROUP, "sg-2"));

        Enrichment.Found found = (Enrichment.Found) new Exposure(clients).enrich(ALERT, List.of(named));

        assertThat(found.summary()).isEqualTo("sg-1 opens [tcp 22] to the world");
        assertThat(found.notes())
                .hasSize(2)
                .anySatisfy(n -> assertThat(n).startsWith("eni-1 is not there any more"))
                .anySatisfy(n -> assertThat(n).startsWith("sg-2 is not there any more"));
    }
}
