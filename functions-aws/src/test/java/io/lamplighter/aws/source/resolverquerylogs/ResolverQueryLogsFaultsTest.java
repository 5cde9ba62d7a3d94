package io.lamplighter.aws.source.resolverquerylogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Pace;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.aws.source.Stale;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverQueryLogsFaultsTest {
    private static final String LIST_CONFIGURATIONS = "route53resolver:ListResolverQueryLogConfigs";
    private static final String LIST_ASSOCIATIONS = "route53resolver:ListResolverQueryLogConfigAssociations";
    private static final String CREATE = "route53resolver:CreateResolverQueryLogConfig";
    private static final String ASSOCIATE = "route53resolver:AssociateResolverQueryLogConfig";
    private static final String READ_BACK = "route53resolver:GetResolverQueryLogConfigAssociation";

    private final Calls calls = new Calls();
    private final FakeResolver resolver = new FakeResolver().vpc("vpc-0a1", "vpc-0b2", "vpc-0c3");
    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger rests = new AtomicInteger();
    private final ResolverQueryLogs source = newSource(pauses::incrementAndGet);
    private final SourceLoop loop = new SourceLoop(source, new AwsFailures());

    @AfterEach
    void close() {
        resolver.close();
    }

    private ResolverQueryLogs newSource(Pause pause) {
        AtomicLong now = new AtomicLong();
        Pace pace = new Pace(ResolverCalls.WRITES, ResolverCalls.WINDOW, now::get, nanos -> {
            rests.incrementAndGet();
            now.addAndGet(nanos);
        });
        return new ResolverQueryLogs(
                resolver.clients(calls), Settings.from(Map.of()), pause, pace, new ConcurrentHashMap<>());
    }

    private static Scope touching(String... vpcs) {
        List<ResourceRef> refs = new ArrayList<>();
        for (String vpc : vpcs) {
            refs.add(new ResourceRef(AwsType.VPC, vpc, FakeResolver.ACCOUNT, FakeResolver.REGION));
        }
        return new Scope(FakeResolver.ACCOUNT, FakeResolver.REGION, Breadth.TOUCHED, refs);
    }

    private static Scope everything() {
        return new Scope(FakeResolver.ACCOUNT, FakeResolver.REGION, Breadth.ALL, List.of());
    }

    private List<String> sent() {
        return calls.sent().stream().map(SentCall::permission).toList();
    }

    private static List<Failure.Kind> failures(Finding finding) {
        return finding.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(o -> ((Outcome.Failed) o).failure().kind())
                .toList();
    }

    private static void assertTurnedOn(Finding finding, String... vpcs) {
        assertThat(finding.outcomes()).hasSize(vpcs.length).allMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(finding.outcomes().stream()
                        .flatMap(o -> o.targets().stream())
                        .map(ResourceRef::id))
                .containsExactlyInAnyOrder(vpcs);
    }

    @Test
    void respond_firstVpcAndThenAnother_takesFiveCallsAndThenThree() {
        assertTurnedOn(loop.respond(Mode.ACT, touching("vpc-0a1")), "vpc-0a1");
        assertThat(sent())
                .containsExactlyInAnyOrder(LIST_ASSOCIATIONS, LIST_CONFIGURATIONS, CREATE, ASSOCIATE, READ_BACK);

        calls.forget();
        assertTurnedOn(loop.respond(Mode.ACT, touching("vpc-0b2")), "vpc-0b2");
        assertThat(sent()).containsExactly(LIST_ASSOCIATIONS, ASSOCIATE, READ_BACK);
    }

    @Test
    void respond_configurationOfAnEarlierProcess_takesFour() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        ResolverQueryLogs cold = newSource(() -> {});
        calls.forget();
        assertTurnedOn(new SourceLoop(cold, new AwsFailures()).respond(Mode.ACT, touching("vpc-0b2")), "vpc-0b2");
        assertThat(sent()).containsExactlyInAnyOrder(LIST_ASSOCIATIONS, LIST_CONFIGURATIONS, ASSOCIATE, READ_BACK);
    }

    @Test
    void observe_sweep_takesThreeCallsAndTheirPages() {
        source.observe(everything());
        assertThat(sent()).containsExactlyInAnyOrder("ec2:DescribeVpcs", LIST_ASSOCIATIONS, LIST_CONFIGURATIONS);
    }

    @Test
    void respond_pagesOfOne_seesThemAll() {
        String theirs = resolver.theirs(FakeResolver.SHARER, "arn:aws:s3:::central-dns", "CREATED");
        resolver.theirs(FakeResolver.ACCOUNT, "arn:aws:s3:::old", "CREATED");
        resolver.sharedVpc("vpc-0e5");
        resolver.associated(theirs, "vpc-0b2", "ACTIVE", "NONE");
        resolver.associated(theirs, "vpc-0c3", "ACTIVE", "NONE");
        resolver.pagesOf(1);

        Finding finding = loop.respond(Mode.ACT, everything());

        assertThat(finding.outcomes()).hasSize(3);
        assertThat(finding.outcomes())
                .filteredOn(Outcome.TurnedOn.class::isInstance)
                .singleElement()
                .satisfies(
                        o -> assertThat(o.targets()).extracting(ResourceRef::id).containsExactly("vpc-0a1"));
    }

    @Test
    void respond_throttledOnceEach_isSentAgain() {
        // Resolver throttles with HTTP 400 at five calls a second (DNSLimitations.html).
        for (String operation : List.of(
                "ListResolverQueryLogConfigs",
                "ListResolverQueryLogConfigAssociations",
                "CreateResolverQueryLogConfig",
                "AssociateResolverQueryLogConfig",
                "GetResolverQueryLogConfigAssociation")) {
            resolver.refuse(operation, 400, "ThrottlingException");
        }
        assertTurnedOn(loop.respond(Mode.ACT, touching("vpc-0a1")), "vpc-0a1");
    }

    @Test
    void respond_throttledForGood_failsWithWhatARetryCanMend() {
        for (int i = 0; i < 5; i++) {
            resolver.refuse("ListResolverQueryLogConfigs", 400, "ThrottlingException");
        }
        assertThat(failures(loop.respond(Mode.ACT, touching("vpc-0a1")))).containsExactly(Failure.Kind.THROTTLED);
    }

    @ParameterizedTest
    @CsvSource({
        "CreateResolverQueryLogConfig,    AccessDeniedException,    DENIED",
        "CreateResolverQueryLogConfig,    LimitExceededException,   LIMIT",
        "CreateResolverQueryLogConfig,    InvalidParameterException, INVALID",
        "AssociateResolverQueryLogConfig, LimitExceededException,   LIMIT",
        "AssociateResolverQueryLogConfig, AccessDeniedException,    DENIED",
    })
    void respond_writeRefused_isOneFailedOutcome(String operation, String code, Failure.Kind kind) {
        resolver.refuse(operation, 400, code);
        Finding finding = loop.respond(Mode.ACT, touching("vpc-0a1"));
        assertThat(failures(finding)).containsExactly(kind);
        assertThat(finding.outcomes()).hasSize(1);
        assertThat(sent()).doesNotContain(READ_BACK);
    }

    @Test
    void respond_oneVpcOfTwoRefused_lightsTheOther() {
        resolver.refuse("AssociateResolverQueryLogConfig", 400, "InvalidRequestException");
        Finding finding = loop.respond(Mode.ACT, touching("vpc-0a1", "vpc-0b2"));
        assertThat(failures(finding)).containsExactly(Failure.Kind.INVALID);
        assertThat(finding.outcomes())
                .filteredOn(Outcome.TurnedOn.class::isInstance)
                .singleElement()
                .satisfies(o -> assertThat(o.targets()).hasSize(1));
    }

    /** What AWS answers a participant is not documented; AccessDeniedException was seen (RSLVR-01600). */
    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "InvalidRequestException", "InvalidParameterException"})
    void respond_vpcOfAnotherAccountRefused_saysWhoseItIs(String code) {
        resolver.sharedVpc("vpc-0e5");
        resolver.refuse("AssociateResolverQueryLogConfig", 400, code);

        Finding finding = loop.respond(Mode.ACT, touching("vpc-0e5"));

        assertThat(finding.outcomes()).singleElement().isInstanceOfSatisfying(Outcome.Failed.class, f -> {
            assertThat(f.failure().kind()).isEqualTo(Failure.Kind.INVALID);
            assertThat(f.failure().why()).contains("shared by account " + FakeResolver.SHARER);
        });
    }

    @Test
    void respond_anotherRunMadeItInBetween_usesWhatIsThere() {
        ResolverQueryLogs other = newSource(() -> {});
        QueryLogFacts dark = source.observe(touching("vpc-0a1"));
        new SourceLoop(other, new AwsFailures()).respond(Mode.ACT, touching("vpc-0a1"));
        Object lit = resolver.world();

        var stale = new Stale<>(source, dark);
        assertTurnedOn(new SourceLoop(stale, new AwsFailures()).respond(Mode.ACT, touching("vpc-0a1")), "vpc-0a1");
        assertThat(resolver.world()).isEqualTo(lit);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED,        ACCESS_DENIED,          DENIED",
        "FAILED,        DESTINATION_NOT_FOUND,  GONE",
        "ACTION_NEEDED, INTERNAL_SERVICE_ERROR, UNAVAILABLE",
        "ACTION_NEEDED, NONE,                   INVALID",
    })
    void respond_associationComesOutBroken_isFailedAndCanBeUndone(String status, String error, Failure.Kind kind) {
        resolver.associationsCome(status, error);
        Object dark = resolver.world();
        assertThat(failures(loop.respond(Mode.ACT, touching("vpc-0a1")))).containsExactly(kind);
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(2)
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(resolver.world()).isEqualTo(dark);
    }

    @Test
    void respond_associationStillBeingMade_isOn() {
        resolver.associationsCome("CREATING", "NONE");
        assertTurnedOn(loop.respond(Mode.ACT, touching("vpc-0a1")), "vpc-0a1");
        assertThat(loop.respond(Mode.ACT, touching("vpc-0a1")).outcomes())
                .hasSize(1)
                .allMatch(Outcome.AlreadyOn.class::isInstance);
    }

    @Test
    void respond_rememberedConfigurationIsGone_failsOnceAndMakesItAtTheNextDelivery() {
        Finding first = loop.respond(Mode.ACT, touching("vpc-0a1"));
        resolver.remove(configurationOf(loop.entries(touching("vpc-0a1"))));

        assertThat(failures(loop.respond(Mode.ACT, touching("vpc-0b2")))).containsExactly(Failure.Kind.CONFLICT);
        assertTurnedOn(loop.respond(Mode.ACT, touching("vpc-0b2")), "vpc-0b2");
        assertThat(first.outcomes()).isNotEmpty();
    }

    private static String configurationOf(List<LedgerEntry> entries) {
        return String.valueOf(entries.getLast().after().get(Association.CONFIGURATION));
    }

    @Test
    void respond_oneVpcOfSeveralIsGone_lightsTheOthersInTheSameDelivery() {
        Finding cold = loop.respond(Mode.ACT, touching("vpc-0f9", "vpc-0a1"));
        assertThat(failures(cold)).containsExactly(Failure.Kind.GONE);
        assertThat(cold.outcomes()).hasSize(2).anyMatch(Outcome.TurnedOn.class::isInstance);

        Finding warm = loop.respond(Mode.ACT, touching("vpc-0f9", "vpc-0b2"));
        assertThat(failures(warm)).containsExactly(Failure.Kind.GONE);
        assertThat(warm.outcomes()).hasSize(2).anyMatch(Outcome.TurnedOn.class::isInstance);
    }

    @Test
    void respond_configurationMayNotBeMade_doesNotAssociate() {
        loop.respond(Mode.ACT, touching("vpc-0a1", "vpc-0b2"));
        loop.undo(Mode.ACT, touching("vpc-0a1", "vpc-0b2"));
        calls.forget();
        assertThat(loop.respond(Mode.ACT, touching("vpc-0a1", "vpc-0b2")).outcomes())
                .isNotEmpty()
                .allMatch(Outcome.Refused.class::isInstance);
        assertThat(sent()).doesNotContain(CREATE, ASSOCIATE);
    }

    @Test
    void undo_configurationServesAVpcOfAnotherAlert_staysUntilThatIsUndone() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        loop.respond(Mode.ACT, touching("vpc-0b2"));

        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(2)
                .anyMatch(Restoration.Restored.class::isInstance)
                .anySatisfy(r -> assertThat(r)
                        .isInstanceOfSatisfying(
                                Restoration.Refused.class,
                                refused -> assertThat(refused.what()).contains("still serves 1 VPCs")));
        assertThat(loop.undo(Mode.ACT, touching("vpc-0b2")).values())
                .hasSize(1)
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(1)
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void undo_associationTakesAWhileToGo_waitsForIt() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        resolver.deletionsLinger(3);
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(2)
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(pauses.get()).isPositive();
    }

    @Test
    void undo_associationTakesTooLongToGo_failsForNowAndEndsLater() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        resolver.deletionsLinger(8);
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(2)
                .anySatisfy(r -> assertThat(r)
                        .isInstanceOfSatisfying(
                                Restoration.Failed.class,
                                failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.CONFLICT)));
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(1)
                .allMatch(Restoration.Restored.class::isInstance);
    }

    @Test
    void undo_configurationOfSomebodyElse_isRefused() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        String theirs = resolver.theirs(FakeResolver.ACCOUNT, "arn:aws:s3:::their-logs", "CREATED");
        LedgerEntry create = loop.entries(touching("vpc-0a1")).getFirst();
        LedgerEntry strange =
                create.settled(create.state(), create.note(), Map.of(Association.ID, theirs), create.settledAt());
        Object lit = resolver.world();
        assertThat(source.undo(strange, Mode.PROPOSE)).isInstanceOf(Restoration.Refused.class);
        assertThat(source.undo(strange, Mode.ACT)).isInstanceOf(Restoration.Refused.class);
        assertThat(resolver.world()).isEqualTo(lit);
    }

    @Test
    void respond_requestIdOfADeletedConfigurationIsKept_makesItByTheStepsOwn() {
        resolver.refuse("CreateResolverQueryLogConfig", 400, "ResourceExistsException");
        assertTurnedOn(loop.respond(Mode.ACT, touching("vpc-0a1")), "vpc-0a1");
        assertThat(loop.respond(Mode.ACT, touching("vpc-0a1")).outcomes())
                .hasSize(1)
                .allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(2)
                .allMatch(Restoration.Restored.class::isInstance);
    }

    @Test
    void respond_configurationDeletedTwiceWhileItsRequestIdsAreKept_isMadeEachTime() {
        resolver.keepsRequestIds();
        for (int i = 0; i < 3; i++) {
            SourceLoop again = i == 0 ? loop : new SourceLoop(newSource(() -> {}), new AwsFailures());
            assertTurnedOn(again.respond(Mode.ACT, touching("vpc-0a1")), "vpc-0a1");
            resolver.remove(configurationOf(again.entries(touching("vpc-0a1"))));
        }
    }

    @Test
    void respond_associationIsThereAndCannotBeLookedAt_staysPlanned() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        resolver.refuse("AssociateResolverQueryLogConfig", 400, "ResourceExistsException");
        calls.refuseReadsAfterAWrite(Failure.Kind.THROTTLED);
        Finding finding = loop.respond(Mode.ACT, touching("vpc-0b2"));
        assertThat(failures(finding)).containsExactly(Failure.Kind.UNAVAILABLE);
        assertThat(loop.entries(touching("vpc-0b2")))
                .singleElement()
                .satisfies(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.PLANNED));
    }

    @Test
    void respond_firstAlerts_waitForNoTurn() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        loop.respond(Mode.ACT, touching("vpc-0b2", "vpc-0c3"));
        assertThat(rests).hasValue(0);
    }

    @Test
    void respond_sweepOfManyVpcs_keepsToWhatTheServiceTakes() {
        for (int i = 0; i < 20; i++) {
            resolver.vpc("vpc-0d%02d".formatted(i));
        }
        assertThat(loop.respond(Mode.ACT, everything()).outcomes())
                .hasSize(23)
                .allMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(rests)
                .as("24 writes, of which 5 go at once and one of each later 5 waits")
                .hasValue(4);
    }

    @Test
    void undo_denied_isFailedAndNothingIsLost() {
        loop.respond(Mode.ACT, touching("vpc-0a1"));
        resolver.refuse("DisassociateResolverQueryLogConfig", 400, "AccessDeniedException");
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .anySatisfy(r -> assertThat(r)
                        .isInstanceOfSatisfying(
                                Restoration.Failed.class,
                                failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.DENIED)));
        assertThat(loop.undo(Mode.ACT, touching("vpc-0a1")).values())
                .hasSize(2)
                .allMatch(Restoration.Restored.class::isInstance);
    }
}
