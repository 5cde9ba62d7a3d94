package io.lamplighter.aws.function;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.lamplighter.aws.scope.FakeCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.bench.Rounds;
import io.lamplighter.bench.Rounds.Gone;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.s3.S3Client;

/** How many calls an alert costs from the event to the stored finding, and how many of them go one after another. */
class CallCountsIT {
    private static final Settings SETTINGS = Settings.from(Map.of(Variables.MODE, "act"));
    private static final String EVIDENCE = SETTINGS.evidenceBucket(Moto.ACCOUNT, Moto.REGION);
    private static final String STORE = "dynamodb:TransactWriteItems";
    private static final int IN_A_ROW = 6;

    /** A new process looks at the evidence store once, beside the first look of the sources. */
    private static final int STORE_LOOK = 1;

    private final Moto moto = Moto.shared();
    private final Rounds rounds = new Rounds();
    private final Ec2Client ec2 = moto.clients(SETTINGS).ec2(Moto.ACCOUNT, Moto.REGION);
    private final S3Client s3 = moto.clients(SETTINGS).s3(Moto.ACCOUNT, Moto.REGION);

    @BeforeEach
    void makeTable() {
        moto.reset();
        new Lamps(moto.clients(SETTINGS), SETTINGS, Clock.systemUTC())
                .bean(TableCreation.class)
                .create();
    }

    @AfterEach
    void close() {
        rounds.close();
    }

    private Lamps lamps(ExecutionInterceptor... others) {
        ExecutionInterceptor[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = new SdkRounds(rounds);
        return new Lamps(moto.clients(SETTINGS, all), SETTINGS, Clock.systemUTC());
    }

    private List<Gone> take(Lamps lamps, JsonNode event) {
        rounds.forget();
        Clock clock = Clock.systemUTC();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Intake.Answer> answers = threads.submit(() -> Rounds.intake(lamps)
                            .take(
                                    lamps.bean(AwsEvents.class).open(event),
                                    new Deadline(clock.instant().plus(Duration.ofMinutes(5)), clock)))
                    .get();
            assertThat(answers).singleElement().satisfies(a -> {
                assertThat(a.result()).as(a.why()).isEqualTo(Intake.Result.DONE);
                assertThat(a.again()).as(a.why()).isFalse();
            });
            return rounds.gone();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode event(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The demo's alert, less all resources but these. */
    private static JsonNode naming(DemoTenant tenant, String... names) {
        JsonNode event = event(tenant.alert());
        JsonNode resources = event.at("/detail/service/detection/sequence/resources");
        assertThat(resources).hasSizeGreaterThan(names.length);
        for (Iterator<JsonNode> each = ((ArrayNode) resources).iterator(); each.hasNext(); ) {
            if (!Set.of(names).contains(each.next().path("name").asText())) {
                each.remove();
            }
        }
        assertThat(resources).hasSize(names.length);
        return event;
    }

    private static JsonNode ask(String request, String id, String more) {
        return event("{\"request\": \"%s\", \"id\": \"%s\", \"account\": \"%s\", \"region\": \"%s\", %s}"
                .formatted(request, id, Moto.ACCOUNT, Moto.REGION, more));
    }

    private static JsonNode touching(Vpc vpc) {
        return ask(
                "respond",
                vpc.vpcId(),
                "\"resources\": [{\"kind\": \"AWS::EC2::VPC\", \"id\": \"%s\"}]".formatted(vpc.vpcId()));
    }

    private Vpc vpc() {
        return ec2.createVpc(v -> v.cidrBlock("10.7.0.0/16")).vpc();
    }

    private static List<String> of(List<Gone> gone, String service) {
        return gone.stream()
                .map(Gone::permission)
                .filter(p -> p.startsWith(service))
                .toList();
    }

    /** The round in which the finding was stored at last. */
    private static int inARow(List<Gone> gone) {
        return gone.stream()
                .filter(g -> g.permission().equals(STORE))
                .mapToInt(Gone::round)
                .max()
                .orElseThrow();
    }

    @Test
    void respond_darkInterfaceAndDarkBucket_isThreeThreeFiveAndTheTablesCalls() {
        DemoTenant tenant = DemoTenant.make(moto.clients(SETTINGS), SETTINGS);

        List<Gone> gone = take(lamps(), naming(tenant, tenant.instance(), tenant.networkInterface(), DemoTenant.DARK));

        assertThat(of(gone, "ec2:"))
                .containsExactly("ec2:DescribeFlowLogs", "ec2:CreateFlowLogs", "ec2:DescribeFlowLogs");
        assertThat(of(gone, "s3:"))
                .as("a look, the change, a look; and one at the evidence store")
                .containsExactlyInAnyOrder(
                        "s3:GetBucketLogging", "s3:PutBucketLogging", "s3:GetBucketLogging", "s3:GetBucketLogging");
        assertThat(of(gone, "route53resolver:")).hasSize(5);
        assertThat(of(gone, "tag:")).hasSize(1);
        assertThat(of(gone, STORE))
                .as("a plan for each source, three settlings of what was made, and the finding")
                .hasSize(3 + 3 + 1);
        assertThat(of(gone, "dynamodb:UpdateItem"))
                .as("the opening, and the bucket's step settled")
                .hasSize(1 + 1);
        assertThat(gone).hasSize(3 + 3 + STORE_LOOK + 5 + 1 + 7 + 2);
        assertThat(inARow(gone)).isLessThanOrEqualTo(IN_A_ROW);
    }

    @Test
    void respond_twoVpcsAndFourBuckets_isNoLongerInARow() {
        DemoTenant tenant = DemoTenant.make(moto.clients(SETTINGS), SETTINGS);

        assertThat(inARow(take(lamps(), event(tenant.alert())))).isLessThanOrEqualTo(IN_A_ROW);
    }

    @Test
    void respond_bucketWhoseRegionIsAsked_isNoLongerInARow() {
        s3.createBucket(b -> b.bucket(EVIDENCE));
        s3.putBucketPolicy(b -> b.bucket(EVIDENCE).policy(DemoTenant.admitting(EVIDENCE)));
        s3.createBucket(b -> b.bucket("acme-dark"));

        List<Gone> gone = take(
                lamps(),
                ask(
                        "respond",
                        "one",
                        "\"resources\": [{\"kind\": \"AWS::S3::Bucket\", \"id\": \"acme-dark\", \"region\": \"\"}]"));

        assertThat(of(gone, "s3:")).hasSize(1 + 3 + STORE_LOOK);
        assertThat(inARow(gone)).isLessThanOrEqualTo(IN_A_ROW);
    }

    @Test
    void respond_laterVpc_isThreeCallsAndOneMoreInANewProcess() {
        s3.createBucket(b -> b.bucket(EVIDENCE));
        Lamps warm = lamps();
        assertThat(of(take(warm, touching(vpc())), "route53resolver:")).hasSize(5);

        List<Gone> later = take(warm, touching(vpc()));
        assertThat(of(later, "route53resolver:")).hasSize(3);
        assertThat(inARow(later)).isLessThan(IN_A_ROW);

        List<Gone> cold = take(lamps(), touching(vpc()));
        assertThat(of(cold, "route53resolver:"))
                .as("it has to find our configuration first")
                .hasSize(4);
        assertThat(inARow(cold)).isLessThan(IN_A_ROW);
    }

    /** LookupEvents is in no emulator: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html. */
    @Test
    void respond_historyNamesOneBucketMore_isKeptBeforeItsRound() {
        DemoTenant tenant = DemoTenant.make(moto.clients(SETTINGS), SETTINGS);
        s3.createBucket(b -> b.bucket("acme-late"));
        WireMockServer front = new WireMockServer(wireMockConfig().dynamicPort());
        front.start();
        try {
            front.stubFor(json("LookupEvents").willReturn(aResponse().withBody("""
                    {"Events": [{"EventId": "e1", "EventName": "GetBucketAcl", "EventSource": "s3.amazonaws.com", "EventTime": 1795680000,
                      "CloudTrailEvent": "{\\"requestParameters\\": {\\"bucketName\\": \\"acme-late\\"}}"}]}""")));

            List<Gone> gone = take(
                    lamps(new History(front.port())),
                    naming(tenant, tenant.instance(), tenant.networkInterface(), DemoTenant.DARK));

            assertThat(of(gone, "s3:PutBucketLogging")).hasSize(2);
            assertThat(gone).as("what is known by then is kept").contains(new Gone(IN_A_ROW, STORE));
            assertThat(inARow(gone)).as("one to ask its region, and five").isLessThanOrEqualTo(IN_A_ROW + 1 + 5);
        } finally {
            front.stop();
        }
    }

    /** Sends LookupEvents elsewhere. */
    private record History(int port) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof LookupEventsRequest
                    ? context.httpRequest().toBuilder().port(port).build()
                    : context.httpRequest();
        }
    }

    @Test
    void harden_vpcs_isThreeAndThePages() {
        s3.createBucket(b -> b.bucket(EVIDENCE));
        s3.createBucket(b -> b.bucket("siem"));
        vpc();
        vpc();
        List<String> vpcs = ec2.describeVpcs().vpcs().stream().map(Vpc::vpcId).toList();
        ec2.createFlowLogs(f -> f.resourceType(FlowLogsResourceType.VPC)
                .resourceIds(vpcs)
                .trafficType(TrafficType.REJECT)
                .logDestinationType(LogDestinationType.S3)
                .logDestination("arn:aws:s3:::siem"));

        List<Gone> gone = take(lamps(new Pages(2)), ask("harden", "vpcs", "\"sources\": [\"aws.vpc-flow-logs\"]"));

        assertThat(vpcs).hasSize(3);
        assertThat(of(gone, "ec2:DescribeVpcs")).as("pages of VPCs").hasSize(2);
        assertThat(of(gone, "ec2:"))
                .as("3, the pages of VPCs, a second of flow logs")
                .hasSize(3 + 2 + 1);
    }

    @Test
    void harden_buckets_isOneAndTwoABucketAndOneAChangeAtMost() {
        DemoTenant.make(moto.clients(SETTINGS), SETTINGS);

        List<String> sent = of(take(lamps(), ask("harden", "buckets", "\"sources\": [\"aws.s3-access-logs\"]")), "s3:");

        int buckets = s3.listBuckets().buckets().size() - 1;
        long changes = sent.stream().filter("s3:PutBucketLogging"::equals).count();
        assertThat(changes).isEqualTo(1);
        assertThat((long) sent.size()).isLessThanOrEqualTo(1 + 2L * buckets + changes + STORE_LOOK);
    }
}
