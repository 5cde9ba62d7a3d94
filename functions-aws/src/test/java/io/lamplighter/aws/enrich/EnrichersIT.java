package io.lamplighter.aws.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.enrich.account.AccountName;
import io.lamplighter.aws.enrich.exposure.Exposure;
import io.lamplighter.aws.enrich.front.Front;
import io.lamplighter.aws.enrich.identity.Identities;
import io.lamplighter.aws.enrich.instance.Instances;
import io.lamplighter.aws.enrich.sharing.SharedVpcs;
import io.lamplighter.aws.enrich.trails.Trails;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.iam.IamClient;

class EnrichersIT {
    private final Moto moto = Moto.shared();
    private final Calls calls = new Calls();
    private final Settings settings = Settings.from(Map.of());
    private final Clients own = moto.clients(settings);
    private final Clients clients = moto.clients(settings, calls);
    private DemoTenant tenant = new DemoTenant(own, "", "", "", "", "", "", "");

    @BeforeEach
    void makeTenant() {
        moto.reset();
        tenant = DemoTenant.make(own, settings);
    }

    private static ResourceRef ref(String kind, String id, Map<String, String> within) {
        return new ResourceRef(kind, id, Moto.ACCOUNT, Moto.REGION, within);
    }

    private Scope scope() {
        Map<String, String> within =
                Map.of(AwsType.INSTANCE, tenant.instance(), AwsType.SUBNET, tenant.subnet(), AwsType.VPC, tenant.vpc());
        return new Scope(
                Moto.ACCOUNT,
                Moto.REGION,
                Breadth.TOUCHED,
                List.of(
                        ref(AwsType.INSTANCE, tenant.instance(), Map.of()),
                        ref(AwsType.NETWORK_INTERFACE, tenant.networkInterface(), within),
                        ref(AwsType.BUCKET, DemoTenant.DARK, Map.of())));
    }

    private Enrichment enrich(Enricher enricher, Identity... identities) {
        Alert alert = new Alert(
                "f0",
                "guardduty",
                "Test:Type/Name",
                "a title",
                Severity.HIGH,
                Instant.parse("2026-11-24T09:30:00Z"),
                Moto.ACCOUNT,
                Moto.REGION,
                scope().resources(),
                List.of(identities),
                List.of(),
                Request.RESPOND);
        assertThat(enricher.applies(alert, List.of(scope()))).isTrue();
        return enricher.enrich(alert, List.of(scope()));
    }

    private static Map<String, Object> only(Enrichment enrichment, String key) {
        assertThat(enrichment).isInstanceOf(Enrichment.Found.class);
        Enrichment.Found found = (Enrichment.Found) enrichment;
        assertThat(found.notes()).isEmpty();
        List<?> list = (List<?>) found.details().getOrDefault(key, List.of());
        assertThat(list).hasSize(1);
        return ((Map<?, ?>) list.getFirst())
                .entrySet().stream().collect(Collectors.toMap(e -> String.valueOf(e.getKey()), Map.Entry::getValue));
    }

    private Set<String> permissions() {
        return calls.sent().stream().map(SentCall::permission).collect(Collectors.toSet());
    }

    private void assertGrantsAreTheCalls(Class<? extends Enricher> type) {
        assertThat(permissions())
                .containsExactlyInAnyOrder(type.getAnnotation(Grants.class).read());
    }

    @Test
    void instance_running_whatItIsInOneCall() {
        assertThat(only(enrich(new Instances(clients)), "instances"))
                .containsEntry("id", tenant.instance())
                .containsEntry("vpc", tenant.vpc())
                .containsKeys("image", "launched", "metadata");
        assertThat(calls.count()).isEqualTo(1);
        assertGrantsAreTheCalls(Instances.class);
    }

    @Test
    void exposure_groupOpenToTheWorld_itsPorts() {
        Enrichment.Found found = (Enrichment.Found) enrich(new Exposure(clients));

        assertThat(found.summary()).contains("to the world");
        assertThat(only(found, "open"))
                .containsEntry("name", "web")
                .containsEntry("interfaces", List.of(tenant.networkInterface()));
        assertThat(calls.count()).isEqualTo(2);
        assertGrantsAreTheCalls(Exposure.class);
    }

    @Test
    void sharedVpc_ownVpc_nothingInOneCall() {
        assertThat(enrich(new SharedVpcs(clients))).isInstanceOf(Enrichment.Nothing.class);
        assertThat(calls.count()).isEqualTo(1);
        assertGrantsAreTheCalls(SharedVpcs.class);
    }

    @Test
    void front_applicationBalancer_namedWithItsLogsAndWhatFlowLogsWillShow() {
        Enrichment.Found found = (Enrichment.Found) enrich(new Front(clients));

        assertThat(only(found, "balancers"))
                .containsEntry("type", "application load balancer")
                .containsEntry("name", "web")
                .containsEntry("accessLogs", "off")
                .containsEntry("targets", List.of(tenant.instance()))
                .containsEntry("shows", "flow logs will show the balancer's address, not the attacker's")
                .containsKey("address");
        assertGrantsAreTheCalls(Front.class);
    }

    @Test
    void front_classicBalancer_namedToo() {
        ElasticLoadBalancingClient classic = own.classicLoadBalancing(Moto.ACCOUNT, Moto.REGION);
        Listener http = Listener.builder()
                .protocol("http")
                .loadBalancerPort(80)
                .instancePort(80)
                .build();
        Instance behind = Instance.builder().instanceId(tenant.instance()).build();
        classic.createLoadBalancer(
                b -> b.loadBalancerName("old").listeners(http).subnets(tenant.subnet()));
        classic.registerInstancesWithLoadBalancer(r -> r.loadBalancerName("old").instances(behind));

        Enrichment.Found found = (Enrichment.Found) enrich(new Front(clients));

        assertThat(found.summary()).contains("application load balancer web", "classic load balancer old");
    }

    @Test
    void identity_userRoleKeyAndRoot_eachToldByIam() {
        IamClient iam = own.iam(Moto.ACCOUNT, Moto.REGION);
        iam.createUser(u -> u.userName("alice"));
        String key = iam.createAccessKey(k -> k.userName("alice")).accessKey().accessKeyId();
        iam.createRole(r -> r.roleName("deploy").assumeRolePolicyDocument("{}"));
        iam.createInstanceProfile(p -> p.instanceProfileName("web"));
        iam.addRoleToInstanceProfile(p -> p.instanceProfileName("web").roleName("deploy"));

        Enrichment.Found found = (Enrichment.Found) enrich(
                new Identities(clients),
                new Identity("access-key", key),
                new Identity("user", "alice"),
                new Identity("role", "deploy"),
                new Identity("root", Moto.ACCOUNT),
                new Identity("access-key", "ASIAIOSFODNN7EXAMPLE"),
                new Identity("instance-profile", "arn:aws:iam::%s:instance-profile/web".formatted(Moto.ACCOUNT)),
                new Identity("user", "gone"));

        assertThat(found.summary())
                .contains(
                        "access key " + key,
                        "user alice, made",
                        "role deploy, made",
                        "root user root",
                        "temporary session key ASIAIOSFODNN7EXAMPLE",
                        "instance profile web");
        assertThat(found.notes())
                .hasSize(2)
                .anySatisfy(n ->
                        assertThat(n).startsWith("user gone could not be read").contains("NoSuchEntity"));
        assertGrantsAreTheCalls(Identities.class);
    }

    @Test
    void trails_recordingWithDataEventsOfTheBucket_toldSo() {
        CloudTrailClient cloudTrail = own.cloudTrail(Moto.ACCOUNT, Moto.REGION);
        cloudTrail.createTrail(t -> t.name("audit").s3BucketName(DemoTenant.LOG_TARGET));
        cloudTrail.startLogging(t -> t.name("audit"));
        DataResource objects = DataResource.builder()
                .type("AWS::S3::Object")
                .values("arn:aws:s3:::%s/".formatted(DemoTenant.DARK))
                .build();
        EventSelector selector = EventSelector.builder()
                .readWriteType("All")
                .includeManagementEvents(true)
                .dataResources(objects)
                .build();
        cloudTrail.putEventSelectors(t -> t.trailName("audit").eventSelectors(selector));

        assertThat(only(enrich(new Trails(clients, settings)), "trails"))
                .containsEntry("name", "audit")
                .containsEntry("logging", true)
                .containsEntry("bucket", DemoTenant.LOG_TARGET)
                .containsEntry("management", "all")
                .containsEntry("objects", Map.of(DemoTenant.DARK, "all"));
        assertThat(calls.count()).isEqualTo(3);
        assertGrantsAreTheCalls(Trails.class);
    }

    @Test
    void trails_stopped_saidAloud() {
        own.cloudTrail(Moto.ACCOUNT, Moto.REGION)
                .createTrail(t -> t.name("audit").s3BucketName(DemoTenant.LOG_TARGET));

        assertThat(((Enrichment.Found) enrich(new Trails(clients, settings))).summary())
                .contains("trail audit DOES NOT RECORD");
    }

    @Test
    void trails_none_onlyTheEventHistory() {
        assertThat(enrich(new Trails(clients, settings)))
                .isInstanceOfSatisfying(
                        Enrichment.Nothing.class, n -> assertThat(n.why()).contains("event history of 90 days"));
    }

    @Test
    void account_inAnOrganization_itsName() {
        own.organizations().createOrganization(o -> o.featureSet("ALL"));

        assertThat(only(enrich(new AccountName(clients)), "accounts"))
                .containsEntry("id", Moto.ACCOUNT)
                .containsKey("name");
        assertGrantsAreTheCalls(AccountName.class);
    }

    @Test
    void account_noOrganization_nothing() {
        assertThat(enrich(new AccountName(clients))).isInstanceOf(Enrichment.Nothing.class);
    }
}
