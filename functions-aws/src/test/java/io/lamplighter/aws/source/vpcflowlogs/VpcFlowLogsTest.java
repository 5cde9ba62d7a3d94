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

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Ids;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the source aims, how many calls it takes, and what it sends. */
class VpcFlowLogsTest extends OnFakeEc2 {
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
    void respond_create_carriesATokenOfItsPlanAndBothTags() {
        Finding finding = loop.respond(Mode.ACT, touched(eni(ENI)));
        LedgerEntry entry = loop.entries(touched(eni(ENI))).getFirst();
        SentCall create = calls.sent().get(1);
        assertThat(create.request())
                .containsEntry(
                        "ClientToken", Ids.of(entry.id(), entry.plannedAt().toString()));
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

    // What CloudTrail will say of it.

    @Test
    void undo_whateverCameOfIt_tellsEc2sIdOfTheCall() {
        loop.respond(Mode.ACT, touched(eni(ENI), eni(ENI_2)));
        LedgerEntry entry = loop.entries(touched(eni(ENI), eni(ENI_2))).getFirst();
        assertThat(entry.made()).hasSize(2).allMatch(id -> id.startsWith("fl-"));
        ec2.keptItems.put(entry.made().getFirst(), List.of("InternalError", "later"));

        assertThat(source.undo(entry, Mode.PROPOSE).requests()).isEmpty();
        assertThat(source.undo(entry, Mode.ACT))
                .isInstanceOfSatisfying(
                        Restoration.Failed.class, f -> assertThat(f.requests()).containsExactly("r"));
        ec2.keptItems.clear();
        assertThat(source.undo(entry, Mode.ACT))
                .isInstanceOfSatisfying(
                        Restoration.Restored.class,
                        r -> assertThat(r.requests()).containsExactly("r"));
        assertThat(source.undo(entry, Mode.ACT).requests())
                .as("no call was made")
                .isEmpty();
    }
}
