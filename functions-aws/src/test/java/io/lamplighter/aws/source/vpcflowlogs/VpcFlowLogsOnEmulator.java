package io.lamplighter.aws.source.vpcflowlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.AwsEmulator;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract through the real client against an emulator, and what else can be seen of the source there. */
abstract class VpcFlowLogsOnEmulator extends LogSourceContract<FlowLogFacts, FlowLogStep> {
    private static final String REGION = Moto.REGION;
    private static final Settings SETTINGS = Settings.from(Map.of());

    private final AwsEmulator aws;
    private final String account;
    private final String evidence;
    private final Calls calls = new Calls();
    private final Ec2Client bystander;
    private final S3Client store;
    private List<ResourceRef> interfaces = List.of();

    VpcFlowLogsOnEmulator(AwsEmulator aws) {
        this.aws = aws;
        this.account = aws.account();
        this.evidence = SETTINGS.evidenceBucket(account, REGION);
        this.bystander = aws.clients(SETTINGS).ec2(account, REGION);
        this.store = aws.clients(SETTINGS).s3(account, REGION);
    }

    @Override
    protected void makeDarkWorld() {
        aws.reset();
        store.createBucket(b -> b.bucket(evidence));
        String vpc = bystander.createVpc(r -> r.cidrBlock("10.20.0.0/16")).vpc().vpcId();
        String subnet = bystander
                .createSubnet(r -> r.vpcId(vpc).cidrBlock("10.20.1.0/24"))
                .subnet()
                .subnetId();
        interfaces = List.of(eni(subnet), eni(subnet));
    }

    private ResourceRef eni(String subnet) {
        NetworkInterface made =
                bystander.createNetworkInterface(r -> r.subnetId(subnet)).networkInterface();
        return new ResourceRef(
                AwsType.NETWORK_INTERFACE,
                made.networkInterfaceId(),
                account,
                REGION,
                Map.of(AwsType.SUBNET, made.subnetId(), AwsType.VPC, made.vpcId()));
    }

    @Override
    protected LogSource<FlowLogFacts, FlowLogStep> newSource() {
        return new VpcFlowLogs(aws.clients(SETTINGS, calls), SETTINGS);
    }

    @Override
    protected Scope touched() {
        return new Scope(account, REGION, Breadth.TOUCHED, interfaces);
    }

    @Override
    protected FailureReader failures() {
        return new AwsFailures();
    }

    @Override
    protected List<SentCall> sent() {
        return calls.sent();
    }

    @Override
    protected void forgetCalls() {
        calls.forget();
    }

    @Override
    protected Set<String> knownOnlyWhenSent() {
        return Set.of("ClientToken", "TagSpecifications");
    }

    @Override
    protected Object world() {
        return bystander.describeFlowLogs().flowLogs().stream().collect(Collectors.toSet());
    }

    @Override
    protected void takenOver(LedgerEntry entry) {
        List<String> ids = bystander.describeFlowLogs().flowLogs().stream()
                .map(l -> l.flowLogId())
                .toList();
        Tag theirs =
                Tag.builder().key(Approved.STEP_TAG).value("kept by the SOC").build();
        bystander.createTags(r -> r.resources(ids).tags(List.of(theirs)));
    }

    @Override
    protected void putOut(LedgerEntry entry) {
        Filter ofStep = Filter.builder()
                .name("tag:" + Approved.STEP_TAG)
                .values(entry.id())
                .build();
        List<String> ids = bystander.describeFlowLogs(r -> r.filter(ofStep)).flowLogs().stream()
                .map(l -> l.flowLogId())
                .toList();
        bystander.deleteFlowLogs(r -> r.flowLogIds(ids));
    }

    @Override
    protected void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        calls.refuseReadsAfterAWrite(kind);
    }

    @Test
    void respond_rejectOnlyVpcLogOfSomebodyElse_isNotCoverageAndStays() {
        String vpc = interfaces.getFirst().within().getOrDefault(AwsType.VPC, "");
        String archive = "siem-archive-" + account;
        store.createBucket(b -> b.bucket(archive));
        bystander.createFlowLogs(r -> r.resourceIds(vpc)
                .resourceType(FlowLogsResourceType.VPC)
                .trafficType(TrafficType.REJECT)
                .logDestinationType(LogDestinationType.S3)
                .logDestination("arn:aws:s3:::" + archive));
        Object theirs = world();
        SourceLoop loop = new SourceLoop(newSource(), failures());
        assertThat(loop.respond(Mode.ACT, touched()).outcomes()).allMatch(Outcome.TurnedOn.class::isInstance);
        loop.undo(Mode.ACT, touched());
        assertThat(world()).isEqualTo(theirs);
    }

    @Test
    void respond_storeIsNotThere_failsWithItsName() {
        store.deleteBucket(b -> b.bucket(evidence));
        assertThat(new SourceLoop(newSource(), failures())
                        .respond(Mode.ACT, touched())
                        .outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.failure().why()).contains(evidence));
        assertThat((Set<?>) world()).isEmpty();
    }

    @Test
    void respond_calls_areThreeAndASweepIsThreeAndItsPages() {
        LogSource<FlowLogFacts, FlowLogStep> source = newSource();
        SourceLoop loop = new SourceLoop(source, failures());
        calls.forget();
        loop.respond(Mode.ACT, touched());
        assertThat(calls.count()).isEqualTo(3);
        calls.forget();
        loop.respond(Mode.ACT, everything());
        assertThat(calls.count()).as("3 and the one page").isEqualTo(4);
    }
}
