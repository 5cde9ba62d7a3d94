package io.lamplighter.aws.scope;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.lamplighter.aws.scope.Alerts.naming;
import static io.lamplighter.aws.scope.Alerts.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.source.resolverquerylogs.ResolverQueryLogs;
import io.lamplighter.aws.source.vpcflowlogs.VpcFlowLogs;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Scoper.Scoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsScoperTest {
    private static final ResourceRef BUCKET = new ResourceRef(AwsType.BUCKET, "records", FakeCloud.ACCOUNT, "");
    private static final ResourceRef INSTANCE = ref(AwsType.INSTANCE, "i-0aa11bb22cc33dd44");
    private static final Map<String, String> PLACED = Map.of(AwsType.VPC, "vpc-1", AwsType.SUBNET, "subnet-1");

    private final FakeCloud cloud = new FakeCloud();
    private final AwsScoper scoper = scoper("accounts=111122223333", 30);

    @AfterEach
    void stop() {
        cloud.close();
    }

    private AwsScoper scoper(String reach, int seconds) {
        return new AwsScoper(
                cloud.clients(FakeCloud.settings(reach)), FakeCloud.settings(reach), Duration.ofSeconds(seconds));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html: the region is told even on 301, 400 and 403. */
    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 403})
    void scope_bucketElsewhere_regionFromTheHeaderWhateverTheStatus(int status) {
        cloud.play(head(anyUrl())
                .willReturn(aResponse().withStatus(status).withHeader("x-amz-bucket-region", "us-east-2")));

        Scoped scoped = scoper.scope(naming(BUCKET));

        assertThat(scoped.scopes()).extracting(Scope::region).containsExactly("us-east-2");
        assertThat(scoped.notes()).isEmpty();
        assertThat(cloud.hosts()).containsExactly("records.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void scope_bucketGone_takenToBeInTheAlertsRegionAndSaid() {
        cloud.play(head(anyUrl()).willReturn(aResponse().withStatus(404)));

        Scoped scoped = scoper.scope(naming(BUCKET));

        assertThat(scoped.scopes()).extracting(Scope::region).containsExactly("eu-west-1");
        assertThat(scoped.notes()).singleElement().asString().contains("where records lies could not be read");
    }

    @Test
    void scope_everythingNamed_noCall() {
        ResourceRef eni = ref(AwsType.NETWORK_INTERFACE, "eni-1", PLACED);

        assertThat(scoper.scope(naming(INSTANCE, eni)).scopes()).containsExactly(Alerts.scope(INSTANCE, eni));
        assertThat(cloud.calls()).isZero();
    }

    @Test
    void scope_outOfReach_notAskedAndReturnedAsNamed() {
        ResourceRef far = new ResourceRef(AwsType.INSTANCE, "i-0aa11bb22cc33dd44", "444455556666", "eu-west-1");

        Scoped scoped = scoper.scope(naming(far));

        assertThat(scoped.scopes().getFirst().resources()).containsExactly(far);
        assertThat(cloud.calls()).isZero();
    }

    @Test
    void scope_alertsRegionOutOfReach_bucketNotAsked() {
        scoper("accounts=111122223333;regions=us-*", 30).scope(naming(BUCKET));

        assertThat(cloud.calls()).isZero();
    }

    @Test
    void scope_oneLookupDeniedAndOneHanging_theOthersStandAndBothAreSaid() {
        cloud.play(FakeCloud.query("DescribeInstances")
                .willReturn(aResponse().withStatus(403).withBody("""
                                <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>not you</Message></Error>\
                                </Errors><RequestID>r</RequestID></Response>""")));
        cloud.play(get(anyUrl())
                .withHeader("Played-Host", matching("eks\\..*"))
                .willReturn(aResponse().withFixedDelay(20_000)));
        cloud.play(
                head(anyUrl()).willReturn(aResponse().withStatus(403).withHeader("x-amz-bucket-region", "eu-west-1")));

        // A client's first call takes seconds on a slow machine: it must not count against the limit.
        scoper.scope(naming(INSTANCE, BUCKET));
        Scoped scoped =
                scoper("accounts=111122223333", 3).scope(naming(INSTANCE, ref(AwsType.EKS_CLUSTER, "prod"), BUCKET));

        assertThat(scoped.scopes())
                .containsExactly(
                        Alerts.scope(INSTANCE, ref(AwsType.EKS_CLUSTER, "prod"), ref(AwsType.BUCKET, "records")));
        assertThat(scoped.notes())
                .hasSize(2)
                .anySatisfy(n -> assertThat(n).contains("i-0aa11bb22cc33dd44", "UnauthorizedOperation"))
                .anySatisfy(n -> assertThat(n).contains("prod", "no answer in 3 s"));
    }

    @Test
    void scope_taskOnFargate_itsInterfaceAndThenItsVpc() {
        String task = "arn:aws:ecs:eu-west-1:111122223333:task/prod/0f0f";
        cloud.play(FakeCloud.json("DescribeTasks").willReturn(aResponse().withBody("""
                                {"tasks":[{"taskArn":"%s","attachments":[{"type":"ElasticNetworkInterface","details":[
                                {"name":"subnetId","value":"subnet-1"},{"name":"networkInterfaceId","value":"eni-1"}]}]}]}""".formatted(task))));
        cloud.play(FakeCloud.query("DescribeNetworkInterfaces")
                .willReturn(aResponse().withBody("""
                                <DescribeNetworkInterfacesResponse><networkInterfaceSet><item>
                                <networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
                                </item></networkInterfaceSet></DescribeNetworkInterfacesResponse>""")));

        Scope scope = scoper.scope(naming(ref(AwsType.ECS_TASK, task))).scopes().getFirst();

        assertThat(scope.of(AwsType.NETWORK_INTERFACE))
                .containsExactly(ref(
                        AwsType.NETWORK_INTERFACE,
                        "eni-1",
                        Map.of(AwsType.ECS_TASK, task, AwsType.SUBNET, "subnet-1", AwsType.VPC, "vpc-1")));
        assertThat(cloud.calls()).isEqualTo(2);
    }

    @Test
    void scope_interfaceOfAnInstance_theHostJoinsAndItsOtherInterfacesDoNot() {
        cloud.play(FakeCloud.query("DescribeNetworkInterfaces")
                .willReturn(aResponse().withBody("""
                                <DescribeNetworkInterfacesResponse><networkInterfaceSet><item>
                                <networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
                                <attachment><instanceId>i-1</instanceId></attachment>
                                </item></networkInterfaceSet></DescribeNetworkInterfacesResponse>""")));

        Scoped scoped = scoper.scope(naming(ref(AwsType.NETWORK_INTERFACE, "eni-1")));

        Map<String, String> within = Map.of(AwsType.INSTANCE, "i-1", AwsType.SUBNET, "subnet-1", AwsType.VPC, "vpc-1");
        ResourceRef named = ref(AwsType.NETWORK_INTERFACE, "eni-1", within);
        assertThat(scoped.scopes()).containsExactly(Alerts.scope(named, ref(AwsType.INSTANCE, "i-1")));
        assertThat(new VpcFlowLogs(cloud.clients(FakeCloud.settings()), FakeCloud.settings())
                        .aim(scoped.scopes().getFirst())
                        .targets())
                .containsExactly(named);
        assertThat(cloud.calls()).isEqualTo(1);
    }

    /** https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigResponse.html. */
    @Test
    void scope_clusterWithoutVpc_itsVpcIsAResourceToo() {
        cloud.play(get(urlPathEqualTo("/clusters/prod"))
                .willReturn(aResponse().withBody("{\"cluster\": {\"resourcesVpcConfig\": {\"vpcId\": \"vpc-1\"}}}")));

        Scope scope =
                scoper.scope(naming(ref(AwsType.EKS_CLUSTER, "prod"))).scopes().getFirst();

        assertThat(scope.resources())
                .containsExactly(
                        ref(AwsType.EKS_CLUSTER, "prod", Map.of(AwsType.VPC, "vpc-1")), ref(AwsType.VPC, "vpc-1"));
    }

    /** https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfigResponse.html. */
    @Test
    void scope_functionOfWhichNothingIsTold_itsVpcAndSubnets() {
        cloud.play(get(urlPathEqualTo("/2015-03-31/functions/pay/configuration"))
                .willReturn(aResponse()
                        .withBody("{\"VpcConfig\": {\"VpcId\": \"vpc-1\", \"SubnetIds\": [\"subnet-1\"]}}")));

        Scoped scoped = scoper.scope(naming(ref(AwsType.FUNCTION, "pay")));

        assertThat(scoped.scopes())
                .containsExactly(Alerts.scope(
                        ref(AwsType.FUNCTION, "pay", Map.of(AwsType.VPC, "vpc-1")),
                        ref(AwsType.SUBNET, "subnet-1", Map.of(AwsType.VPC, "vpc-1")),
                        ref(AwsType.VPC, "vpc-1")));
        assertThat(cloud.calls()).isEqualTo(1);
    }

    /** The API gives a function outside VPCs no VpcConfig, or one of empty values. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"VpcConfig\": {\"VpcId\": \"\", \"SubnetIds\": []}}"})
    void scope_functionOutsideVpcs_saidSo(String configuration) {
        cloud.play(get(urlPathEqualTo("/2015-03-31/functions/pay/configuration"))
                .willReturn(aResponse().withBody(configuration)));

        Scoped scoped = scoper.scope(naming(ref(AwsType.FUNCTION, "pay")));

        assertThat(scoped.scopes()).containsExactly(Alerts.scope(ref(AwsType.FUNCTION, "pay")));
        assertThat(scoped.notes()).singleElement().asString().contains("pay", "in no VPC");
    }

    /** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html: a participant may not log a shared subnet. */
    @Test
    void scope_subnetSharedByAnotherAccount_itsOwnersWithItsVpc() {
        cloud.play(FakeCloud.query("DescribeSubnets").willReturn(aResponse().withBody("""
                                <DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
                                <ownerId>444455556666</ownerId></item></subnetSet></DescribeSubnetsResponse>""")));

        Scoped scoped = scoper.scope(naming(ref(AwsType.SUBNET, "subnet-1")));

        ResourceRef owned = new ResourceRef(
                AwsType.SUBNET, "subnet-1", "444455556666", FakeCloud.REGION, Map.of(AwsType.VPC, "vpc-1"));
        assertThat(scoped.scopes())
                .containsExactly(new Scope("444455556666", FakeCloud.REGION, Breadth.TOUCHED, List.of(owned)));
        assertThat(cloud.calls()).isEqualTo(1);
    }

    @Test
    void scope_clusterAlone_saidThatNothingIsLookedAt() {
        assertThat(scoper.scope(naming(ref(AwsType.ECS_CLUSTER, "prod"))).notes())
                .singleElement()
                .asString()
                .contains("prod", "without its members");
    }

    /** What the shared-vpc enricher adds of an interface in another account's VPC. */
    @Test
    void group_resolverOfASharedVpc_itsOwnersQueryLogsAndNoFlowLogOfTheirs() {
        Settings settings = FakeCloud.settings();
        String owner = "444455556666";
        ResourceRef resolver =
                new ResourceRef(AwsType.RESOLVER, "vpc-1", owner, FakeCloud.REGION, Map.of(AwsType.VPC, "vpc-1"));

        Scope scope = scoper.group(List.of(resolver)).scopes().getFirst();

        assertThat(scope.account()).isEqualTo(owner);
        assertThat(new ResolverQueryLogs(cloud.clients(settings), settings)
                        .aim(scope)
                        .targets())
                .containsExactly(new ResourceRef(AwsType.VPC, "vpc-1", owner, FakeCloud.REGION));
        assertThat(new VpcFlowLogs(cloud.clients(settings), settings).aim(scope).applies())
                .isFalse();
    }

    @Test
    void group_bucketFoundLater_askedFromHome() {
        cloud.play(head(anyUrl())
                .willReturn(aResponse().withStatus(301).withHeader("x-amz-bucket-region", "eu-central-1")));

        assertThat(scoper.group(List.of(BUCKET)).scopes())
                .extracting(Scope::region)
                .containsExactly("eu-central-1");
    }
}
