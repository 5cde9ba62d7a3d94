package io.lamplighter.aws.source.vpcflowlogs;

import static io.lamplighter.aws.source.vpcflowlogs.Resources.ACCOUNT;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.ENI;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.ENI_2;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.REGION;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.SUBNET;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.VPC;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.eni;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.everything;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.subnet;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.touched;
import static io.lamplighter.aws.source.vpcflowlogs.Resources.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.aws.source.Elsewhere;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The source against EC2's documented unhappy paths, and its calls counted. */
class VpcFlowLogsTest {
    private static final String STORE = "arn:aws:s3:::lamplighter-evidence-111122223333-eu-central-1";

    private final Calls calls = new Calls();
    private FakeEc2 ec2;
    private VpcFlowLogs source;
    private SourceLoop loop;

    @BeforeEach
    void start() throws IOException {
        ec2 = new FakeEc2();
        Settings settings = Settings.from(Map.of());
        Clients clients = new Clients(
                new Home(ACCOUNT, REGION),
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                calls,
                new Elsewhere(ec2.endpoint()));
        source = new VpcFlowLogs(clients, settings);
        loop = new SourceLoop(source, new AwsFailures());
    }

    @AfterEach
    void stop() {
        ec2.close();
    }

    // Where it aims.

    @Test
    void aim_interfacesAndWhatTheyLieIn_takesTheInterfacesAlone() {
        Aim aim = source.aim(touched(vpc(VPC), subnet(SUBNET), eni(ENI), eni(ENI_2), eni(ENI)));
        assertThat(aim.level()).isEqualTo("network-interface");
        assertThat(aim.targets()).extracting(ResourceRef::id).containsExactly(ENI, ENI_2);
    }

    @Test
    void aim_subnetsOfAFunction_leaveTheirVpcOut() {
        Aim aim = source.aim(touched(vpc(VPC), subnet(SUBNET)));
        assertThat(aim.level()).isEqualTo("subnet");
        assertThat(aim.targets()).extracting(ResourceRef::id).containsExactly(SUBNET);
    }

    @Test
    void aim_anotherVpcBesideAnInterface_staysATarget() {
        Aim aim = source.aim(touched(eni(ENI), vpc("vpc-0a000000000000002")));
        assertThat(aim.targets()).extracting(ResourceRef::id).containsExactly(ENI, "vpc-0a000000000000002");
    }

    @Test
    void aim_bucketsAlone_doesNotApply() {
        assertThat(source.aim(touched(new ResourceRef(AwsType.BUCKET, "acme-invoices", ACCOUNT, REGION)))
                        .applies())
                .isFalse();
    }

    @Test
    void aim_hardenOfNamedVpcs_takesTheseAndNotAll() {
        Aim named = source.aim(new Scope(ACCOUNT, REGION, Breadth.ALL, List.of(vpc(VPC))));
        assertThat(named.everything()).isFalse();
        assertThat(named.targets()).extracting(ResourceRef::id).containsExactly(VPC);
        assertThat(source.aim(everything()).everything()).isTrue();
    }

    @Test
    void observe_otherPartition_namesTheStoreThere() {
        Scope china = new Scope(ACCOUNT, "cn-north-1", Breadth.TOUCHED, List.of());
        assertThat(source.observe(china).store())
                .isEqualTo("arn:aws-cn:s3:::lamplighter-evidence-111122223333-cn-north-1");
        assertThat(calls.count()).as("nothing to ask about").isZero();
    }

    // How many calls.

    @Test
    void respond_darkInterfaces_takesThreeCalls() {
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI), eni(ENI_2)));
        assertThat(finding.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.TurnedOn.class, on -> assertThat(on.targets()).hasSize(2));
        assertThat(calls.sent())
                .extracting(SentCall::permission)
                .containsExactly("ec2:DescribeFlowLogs", "ec2:CreateFlowLogs", "ec2:DescribeFlowLogs");
        assertThat(calls.sent().getFirst().names(SUBNET)).isTrue();
        assertThat(calls.sent().getFirst().names(VPC)).isTrue();
    }

    @Test
    void respond_litInterface_takesOneCall() {
        ec2.put(VPC, "ALL", "arn:aws:s3:::siem-archive");
        assertThat(loop.respond(Mode.ACT, touched(eni(ENI))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(calls.count()).isEqualTo(1);
    }

    @Test
    void harden_flowLogsOnThreePages_takesThreeCallsAndThePages() {
        shareVpcs(40, ACCOUNT);
        ec2.page = 2;
        for (int i = 0; i < 5; i++) {
            ec2.put("vpc-%017x".formatted(i), "ALL", "arn:aws:s3:::siem-archive");
        }
        // The read back is one call: its page is as long as a batch at least.
        loop.respond(Mode.PROPOSE, everything());
        assertThat(calls.sent())
                .extracting(SentCall::permission)
                .containsExactly(
                        "ec2:DescribeVpcs", "ec2:DescribeFlowLogs", "ec2:DescribeFlowLogs", "ec2:DescribeFlowLogs");
        calls.forget();
        ec2.page = 1000;
        Finding finding = loop.respond(Mode.ACT, everything());
        assertThat(calls.sent())
                .extracting(SentCall::permission)
                .containsExactly(
                        "ec2:DescribeVpcs", "ec2:DescribeFlowLogs", "ec2:CreateFlowLogs", "ec2:DescribeFlowLogs");
        assertThat(turnedOn(finding)).hasSize(35);
    }

    @Test
    void harden_moreVpcsThanABatch_makesTwoCreatesOfAtMostThreeHundred() {
        shareVpcs(301, ACCOUNT);
        Finding finding = loop.respond(Mode.ACT, everything());
        assertThat(turnedOn(finding)).hasSize(301);
        assertThat(calls.count()).as("vpcs, logs, two creates, two looks").isEqualTo(6);
        assertThat(loop.entries(everything()).stream().map(e -> e.targets().size()))
                .containsExactlyInAnyOrder(300, 1);
        calls.forget();
        assertThat(loop.undo(Mode.ACT, everything()).values()).allMatch(Restoration.Restored.class::isInstance);
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void harden_vpcOfAnotherAccount_isLeftToItsOwner() {
        shareVpcs(1, "444455556666");
        assertThat(loop.respond(Mode.ACT, everything()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.why()).contains("444455556666"));
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void respond_moreIdsThanAFilterTakes_readsWithoutOne() {
        ResourceRef[] many = IntStream.range(0, 250)
                .mapToObj(i -> eni("eni-%017x".formatted(i)))
                .toArray(ResourceRef[]::new);
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(many)))).hasSize(250);
        assertThat(calls.count()).isEqualTo(3);
        assertThat(loop.undo(Mode.ACT, touched(many)).values()).allMatch(Restoration.Restored.class::isInstance);
        assertThat(ec2.logs).isEmpty();
    }

    // What is sent.

    @Test
    void respond_create_carriesTheStepAsTokenAndBothTags() {
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        LedgerEntry entry = loop.entries(touched(eni(ENI))).getFirst();
        SentCall create = calls.sent().get(1);
        assertThat(create.request()).containsEntry("ClientToken", entry.id());
        assertThat(ec2.on(ENI))
                .singleElement()
                .satisfies(log -> assertThat(log)
                        .containsEntry("tag:" + Approved.STEP_TAG, entry.id())
                        .containsEntry("tag:" + Approved.FINDING_TAG, finding.id())
                        .containsEntry("logDestination", STORE));
    }

    @Test
    void respond_idOfAnAttacker_isRefusedAndSentNowhere() {
        ResourceRef evil = eni("eni-0c' OR \"1\"=\"1<script>\n");
        Finding finding = loop.respond(Mode.ACT, touched(evil, eni(ENI)));
        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(ENI);
        assertThat(finding.outcomes())
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                r -> assertThat(r.targets()).containsExactly(evil)));
        assertThat(calls.sent()).noneMatch(c -> c.names(evil.id()));
    }

    // What goes wrong.

    @Test
    void respond_oneItemUnsuccessful_failsThatOneAlone() {
        ec2.refusedItems.put(
                ENI_2, List.of("FlowLogsLimitExceeded", "You have reached the maximum number of flow logs"));
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI), eni(ENI_2)));
        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(ENI);
        assertThat(failure(finding, ENI_2).kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(loop.undo(Mode.ACT, touched(eni(ENI), eni(ENI_2))).values())
                .allMatch(Restoration.Restored.class::isInstance);
    }

    @Test
    void respond_storeIsMissing_failsAllItemsAndLeavesNothing() {
        ec2.refusedItems.put(ENI, List.of("400", "LogDestination: lamplighter-evidence does not exist"));
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        assertThat(failure(finding, ENI).why()).contains("LogDestination", "does not exist");
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_oneInterfaceIsGone_lightsTheOthers() {
        ec2.gone.add(ENI_2);
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI), eni(ENI_2)));
        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(ENI);
        assertThat(failure(finding, ENI_2).kind()).isEqualTo(Failure.Kind.GONE);
    }

    @Test
    void respond_theOnlyInterfaceIsGone_saysSo() {
        ec2.gone.add(ENI);
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.GONE);
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_somebodyLitItMeanwhile_isFineAndNotOurs() {
        ec2.refusedItems.put(ENI, List.of("FlowLogAlreadyExists", "There is an existing Flow Log"));
        String theirs = ec2.put(ENI, "ALL", STORE);
        ec2.hiddenFromNextLook = true;
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        assertThat(finding.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.TurnedOn.class,
                        on -> assertThat(on.evidence()).contains("somebody else lit it", theirs));
        assertThat(loop.undo(Mode.ACT, touched(eni(ENI))))
                .as("it is not ours to undo")
                .isEmpty();
    }

    @Test
    void respond_equalOneThatRecordsRejectsOnly_failsAndNamesIt() {
        String theirs = ec2.put(ENI, "REJECT", STORE);
        ec2.refusedItems.put(ENI, List.of("FlowLogAlreadyExists", "There is an existing Flow Log"));
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).why())
                .contains(theirs, "REJECT traffic only");
    }

    @Test
    void respond_wholeBatchRefusedForAnEqualOne_isWorthARetry() {
        outage("CreateFlowLogs", "400", "FlowLogAlreadyExists", "There is an existing Flow Log");
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        assertThat(failure(finding, ENI).kind()).isEqualTo(Failure.Kind.CONFLICT);
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
    }

    @Test
    void respond_answerIsLost_theTokenKeepsItToOneFlowLog() {
        ec2.losesAnswer = true;
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
        assertThat(ec2.on(ENI)).hasSize(1);
    }

    @Test
    void respond_notListedYet_isAFailureWorthARetryThatUndoStillKnows() {
        ec2.lags = true;
        Scope scope = touched(eni(ENI));
        Failure failure = failure(loop.respond(Mode.ACT, scope), ENI);
        assertThat(failure.kind().retryable()).isTrue();
        assertThat(loop.entries(scope).getFirst().state()).isEqualTo(LedgerEntry.State.ON);
        ec2.logs.values().forEach(l -> l.remove("lagging"));
        assertThat(loop.respond(Mode.ACT, scope).outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void respond_throttledOnce_comesThrough() {
        outage("CreateFlowLogs", "503", "RequestLimitExceeded", "Request limit exceeded.");
        assertThat(turnedOn(loop.respond(Mode.ACT, touched(eni(ENI))))).hasSize(1);
    }

    @Test
    void respond_throttledAgainAndAgain_failsAndIsWorthARetry() {
        for (int i = 0; i < 3; i++) {
            outage("DescribeFlowLogs", "503", "RequestLimitExceeded", "Request limit exceeded.");
        }
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.THROTTLED);
    }

    @Test
    void respond_createIsDenied_saysSoAndSettlesAsFailed() {
        outage("CreateFlowLogs", "403", "UnauthorizedOperation", "You are not authorized to perform this operation.");
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.DENIED);
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state()).isEqualTo(LedgerEntry.State.FAILED);
    }

    @Test
    void respond_answerWithoutADocument_isNoBug() {
        for (int i = 0; i < 3; i++) {
            outage("CreateFlowLogs", "502", "", "");
        }
        assertThat(failure(loop.respond(Mode.ACT, touched(eni(ENI))), ENI).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(loop.entries(touched(eni(ENI))).getFirst().state())
                .as("it may have been carried out")
                .isEqualTo(LedgerEntry.State.PLANNED);
    }

    // What is taken back.

    @Test
    void undo_oneItemUnsuccessful_failsAndCanBeDoneAgain() {
        Scope scope = touched(eni(ENI), eni(ENI_2));
        loop.respond(Mode.ACT, scope);
        String kept = ec2.on(ENI).getFirst().get("flowLogId");
        ec2.keptItems.put(kept, List.of("UnauthorizedOperation", "You are not authorized"));
        assertThat(loop.undo(Mode.ACT, scope).values())
                .singleElement()
                .isInstanceOfSatisfying(Restoration.Failed.class, f -> {
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED);
                    assertThat(f.what()).contains("1 of 2", kept);
                });
        ec2.keptItems.clear();
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Restored.class);
        assertThat(ec2.logs).isEmpty();
    }

    @Test
    void undo_oneOfTwoRetagged_deletesOursAndNamesTheOther() {
        Scope scope = touched(eni(ENI), eni(ENI_2));
        loop.respond(Mode.ACT, scope);
        Map<String, String> theirs = ec2.on(ENI).getFirst();
        theirs.put("tag:" + Approved.STEP_TAG, "kept-by-the-soc");
        assertThat(loop.undo(Mode.PROPOSE, scope).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Proposed.class,
                        p -> assertThat(p.what()).contains("would delete", ENI_2, "kept-by-the-soc"));
        assertThat(loop.undo(Mode.ACT, scope).values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Refused.class,
                        r -> assertThat(r.what()).contains("kept-by-the-soc", "deleted", ENI_2));
        assertThat(ec2.logs).containsOnlyKeys(String.valueOf(theirs.get("flowLogId")));
    }

    @Test
    void undo_aTelemetryRuleTookItOver_isRefused() {
        Scope scope = touched(eni(ENI));
        loop.respond(Mode.ACT, scope);
        ec2.on(ENI).getFirst().put("tag:" + ExistingFlowLog.RULE_TAG, "true");
        assertThat(loop.undo(Mode.ACT, scope).values()).singleElement().isInstanceOf(Restoration.Refused.class);
        assertThat(ec2.logs).hasSize(1);
    }

    private void outage(String action, String status, String code, String message) {
        ec2.outages.computeIfAbsent(action, k -> new ArrayList<>()).add(List.of(status, code, message));
    }

    private void shareVpcs(int count, String owner) {
        for (int i = 0; i < count; i++) {
            ec2.vpcs.add("<vpcId>vpc-%017x</vpcId><ownerId>%s</ownerId>".formatted(i, owner));
        }
    }

    private static List<ResourceRef> turnedOn(Finding finding) {
        return finding.outcomes().stream()
                .filter(Outcome.TurnedOn.class::isInstance)
                .flatMap(o -> o.targets().stream())
                .toList();
    }

    private static Failure failure(Finding finding, String id) {
        return finding.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .filter(f -> f.targets().stream().anyMatch(t -> t.id().equals(id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure for " + id + " in " + finding.outcomes()))
                .failure();
    }
}
