package io.lamplighter.aws.enrich.sharing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.lamplighter.aws.scope.Alerts.ref;
import static io.lamplighter.aws.scope.FakeCloud.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.scope.FakeCloud;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedVpcsTest {
    private static final String OWNER = "444455556666";
    private static final Map<String, String> IN_VPC = Map.of(AwsType.VPC, "vpc-1");
    private static final ResourceRef INTERFACE =
            ref(AwsType.NETWORK_INTERFACE, "eni-1", Map.of(AwsType.VPC, "vpc-1", AwsType.SUBNET, "subnet-1"));

    private final FakeCloud cloud = new FakeCloud();
    private final SharedVpcs enricher = new SharedVpcs(cloud.clients(FakeCloud.settings()));

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static ResourceRef owned(String kind, String id) {
        return new ResourceRef(kind, id, OWNER, FakeCloud.REGION, kind.equals(AwsType.VPC) ? Map.of() : IN_VPC);
    }

    private Enrichment enrich(Scope scope) {
        return enricher.enrich(Alerts.naming(), List.of(scope));
    }

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html: a participant sees it with its owner's id. */
    private void playVpcOf(String owner) {
        cloud.play(query("DescribeVpcs").willReturn(aResponse().withBody("""
                                <DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId><ownerId>%s</ownerId></item></vpcSet>
                                </DescribeVpcsResponse>""".formatted(owner))));
    }

    @Test
    void enrich_interfaceInAnothersVpc_itsResolverJoinsTheScopeThereAndNothingWider() {
        playVpcOf(OWNER);

        Enrichment.Found found = (Enrichment.Found)
                enrich(Alerts.scope(INTERFACE, ref(AwsType.SUBNET, "subnet-1", IN_VPC), ref(AwsType.VPC, "vpc-1")));

        assertThat(found.touched()).containsExactly(owned(AwsType.RESOLVER, "vpc-1"));
        assertThat(found.summary())
                .isEqualTo("vpc-1 is shared by account 444455556666, which alone can log its DNS queries");
        assertThat(found.notes()).isEmpty();
        assertThat(cloud.calls()).isEqualTo(1);
    }

    @Test
    void enrich_functionsSubnetOrClustersVpcOfAnother_asNarrowThere() {
        playVpcOf(OWNER);
        ResourceRef subnet = ref(AwsType.SUBNET, "subnet-1", IN_VPC);
        ResourceRef vpc = ref(AwsType.VPC, "vpc-1");

        assertThat(((Enrichment.Found) enrich(Alerts.scope(subnet, vpc))).touched())
                .containsExactly(owned(AwsType.RESOLVER, "vpc-1"), owned(AwsType.SUBNET, "subnet-1"));
        assertThat(((Enrichment.Found) enrich(Alerts.scope(vpc))).touched())
                .containsExactly(owned(AwsType.RESOLVER, "vpc-1"), owned(AwsType.VPC, "vpc-1"));
    }

    @Test
    void enrich_ownVpc_nothing() {
        playVpcOf(FakeCloud.ACCOUNT);

        assertThat(enrich(Alerts.scope(INTERFACE))).isInstanceOf(Enrichment.Nothing.class);
    }

    @Test
    void enrich_vpcThatIsNotThere_notCalledOurs() {
        cloud.play(query("DescribeVpcs").willReturn(aResponse().withBody("<DescribeVpcsResponse/>")));

        assertThat(enrich(Alerts.scope(INTERFACE)))
                .isInstanceOfSatisfying(
                        Enrichment.Unreadable.class, u -> assertThat(u.why()).contains("vpc-1", "not any more"));
    }

    @Test
    void applies_noVpcOrItsOwnerNamedByTheEvent_notAsked() {
        ResourceRef bucket = ref(AwsType.BUCKET, "b");

        assertThat(enricher.applies(Alerts.naming(), List.of(Alerts.scope(bucket))))
                .isFalse();
        assertThat(enricher.applies(Alerts.naming(), List.of(Alerts.scope(INTERFACE, owned(AwsType.VPC, "vpc-1")))))
                .isFalse();
    }
}
