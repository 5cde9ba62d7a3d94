package io.lamplighter.aws.source.s3accesslogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.bench.AwsEmulator;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.aws.source.EvidenceBuckets;
import io.lamplighter.aws.source.Stale;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/** The contract through the real client against an emulator, and what else can be seen of the source there. */
abstract class S3AccessLogsOnEmulator extends LogSourceContract<AccessLogFacts, AccessLogStep> {
    private static final String REGION = Moto.REGION;
    private static final Settings SETTINGS = Settings.from(Map.of());

    private final AwsEmulator aws;
    private final String account;
    private final String evidence;
    private final String theirs;
    private final String one;
    private final String two;
    private final Calls calls = new Calls();
    private final S3Client bystander;

    S3AccessLogsOnEmulator(AwsEmulator aws) {
        this.aws = aws;
        this.account = aws.account();
        this.evidence = SETTINGS.evidenceBucket(account, REGION);
        this.theirs = "their-logs-" + account;
        this.one = "one-bucket-" + account;
        this.two = "two-buckets-" + account;
        this.bystander = aws.clients(SETTINGS).s3(account, REGION);
    }

    private ResourceRef bucket(String name) {
        return new ResourceRef(AwsType.BUCKET, name, account, REGION);
    }

    private Scope touching(String... names) {
        return new Scope(
                account,
                REGION,
                Breadth.TOUCHED,
                Stream.of(names).map(this::bucket).toList());
    }

    @Override
    protected void makeDarkWorld() {
        aws.reset();
        for (String name : List.of(evidence, one, two)) {
            bystander.createBucket(b -> b.bucket(name));
        }
        bystander.putBucketPolicy(b -> b.bucket(evidence).policy(DemoTenant.admitting(evidence)));
    }

    private void theirTarget() {
        bystander.createBucket(b -> b.bucket(theirs));
        bystander.putBucketPolicy(b -> b.bucket(theirs).policy(DemoTenant.admitting(theirs)));
    }

    private void logTo(String bucket, String target) {
        bystander.putBucketLogging(b -> b.bucket(bucket)
                .bucketLoggingStatus(
                        s -> s.loggingEnabled(l -> l.targetBucket(target).targetPrefix("theirs/"))));
    }

    @Override
    protected LogSource<AccessLogFacts, AccessLogStep> newSource() {
        return newSource(Clock.systemUTC());
    }

    /** With clients of its own: its look is not the source's call. */
    private EvidenceBuckets store() {
        return new EvidenceBuckets(aws.clients(SETTINGS), SETTINGS);
    }

    private S3AccessLogs newSource(Clock clock) {
        return new S3AccessLogs(aws.clients(SETTINGS, calls), SETTINGS, clock, store());
    }

    @Override
    protected Scope touched() {
        return touching(one, two);
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

    /** As it is read by somebody else. */
    final LoggingEnabled logging(String bucket) {
        return bystander.getBucketLogging(b -> b.bucket(bucket)).loggingEnabled();
    }

    @Override
    protected Object world() {
        Map<String, String> world = new TreeMap<>();
        for (var bucket : bystander.listBuckets().buckets()) {
            world.put(bucket.name(), String.valueOf(logging(bucket.name())));
        }
        return world;
    }

    @Override
    protected void takenOver(LedgerEntry entry) {
        theirTarget();
        logTo(entry.targets().getFirst().id(), theirs);
    }

    @Override
    protected void putOut(LedgerEntry entry) {
        bystander.putBucketLogging(
                b -> b.bucket(entry.targets().getFirst().id()).bucketLoggingStatus(s -> {}));
    }

    @Override
    protected void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        calls.refuseReadsAfterAWrite(kind);
    }

    @Override
    protected void alsoExercise(LogSource<AccessLogFacts, AccessLogStep> exercised) {
        theirTarget();
        logTo(one, theirs);
        bystander.deleteBucketPolicy(b -> b.bucket(theirs));
        exercised.observe(touched());
    }

    @Test
    void respond_oneBucket_isThreeCalls() {
        SourceLoop loop = new SourceLoop(newSource(), failures());
        calls.forget();

        loop.respond(Mode.ACT, touching(one));

        assertThat(calls.sent())
                .extracting(SentCall::permission)
                .containsExactly("s3:GetBucketLogging", "s3:PutBucketLogging", "s3:GetBucketLogging");
    }

    private Scope oneBucket() {
        return touching(one);
    }

    /** The steps of a loop are approved now, and enacted a minute later. */
    private static Clock aMinuteLater() {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    }

    @Test
    void respond_stepHadToWait_isLookedAtOnceMore() {
        SourceLoop loop = new SourceLoop(newSource(aMinuteLater()), failures());

        assertThat(loop.respond(Mode.ACT, oneBucket()).outcomes()).allMatch(Outcome.TurnedOn.class::isInstance);

        assertThat(calls.sent())
                .extracting(SentCall::permission)
                .containsExactly(
                        "s3:GetBucketLogging", "s3:GetBucketLogging", "s3:PutBucketLogging", "s3:GetBucketLogging");
    }

    @Test
    void respond_somebodyElseLogsItWhileTheStepWaits_staysTheirs() {
        S3AccessLogs source = newSource(aMinuteLater());
        AccessLogFacts dark = source.observe(oneBucket());
        theirTarget();
        logTo(one, theirs);
        Object theirs = world();
        SourceLoop loop = new SourceLoop(new Stale<>(source, dark), failures());

        assertThat(loop.respond(Mode.ACT, oneBucket()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        f -> assertThat(f.failure().kind()).isEqualTo(Failure.Kind.CONFLICT));

        assertThat(world()).isEqualTo(theirs);
        assertThat(loop.undo(Mode.ACT, oneBucket())).as("nothing of it is ours").isEmpty();
    }

    @Test
    void respond_settingIsNotShownYet_isOnAndLookedAtAgain() {
        S3AccessLogs lagging =
                new S3AccessLogs(aws.clients(SETTINGS, new NotShownYet()), SETTINGS, Clock.systemUTC(), store());
        Object dark = world();
        SourceLoop loop = new SourceLoop(lagging, failures());

        assertThat(loop.respond(Mode.ACT, oneBucket()).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        f -> assertThat(f.failure().kind().retryable()).isTrue());

        assertThat(loop.respond(Mode.ACT, oneBucket()).outcomes()).allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(loop.undo(Mode.ACT, oneBucket()).values()).allMatch(Restoration.Restored.class::isInstance);
        assertThat(world()).isEqualTo(dark);
    }

    @Test
    void verify_somebodyElseLogsIntoTheStoreInAnotherWay_isNotOurs() {
        S3AccessLogs source = newSource(Clock.systemUTC());
        SourceLoop loop = new SourceLoop(source, failures());
        loop.respond(Mode.ACT, oneBucket());
        LedgerEntry ours = loop.entries(oneBucket()).getFirst();
        assertThat(source.verify(ours).after()).isEqualTo(ours.after());

        logTo(one, evidence);

        assertThat(source.verify(ours).after()).isEmpty();
        assertThat(source.undo(ours, Mode.ACT)).isInstanceOf(Restoration.Refused.class);
    }

    @Test
    void respond_sweep_isOneAndTwoABucketAndOneAChangeAtMost() {
        theirTarget();
        logTo(one, theirs);
        SourceLoop loop = new SourceLoop(newSource(), failures());
        calls.forget();

        Counted counted = new Counted(
                loop.respond(Mode.ACT, everything()).outcomes().stream()
                        .filter(Outcome.TurnedOn.class::isInstance)
                        .count(),
                calls.count());

        assertThat(counted.calls()).isLessThanOrEqualTo((int) (1 + 2 * 3 + counted.changes()));
        assertThat(counted.changes()).isEqualTo(1);
    }

    private record Counted(long changes, int calls) {}

    @Test
    void respond_loggedByOthersAndItsTarget_neitherIsTouched() {
        theirTarget();
        logTo(one, theirs);
        Scope scope = touching(one, theirs);
        Object before = world();

        List<Outcome> outcomes =
                new SourceLoop(newSource(), failures()).respond(Mode.ACT, scope).outcomes();

        assertThat(outcomes)
                .anySatisfy(o -> assertThat(o).isInstanceOf(Outcome.AlreadyOn.class))
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("loop")));
        assertThat(world()).isEqualTo(before);
    }

    @Test
    void respond_othersTargetIsGone_isReportedAndNotReplaced() {
        theirTarget();
        logTo(one, theirs);
        bystander.deleteBucketPolicy(b -> b.bucket(theirs));
        bystander.deleteBucket(b -> b.bucket(theirs));
        Object before = world();

        List<Outcome> outcomes = new SourceLoop(newSource(), failures())
                .respond(Mode.ACT, touching(one))
                .outcomes();

        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Outcome.Refused.class, r -> {
            assertThat(r.rule()).isEqualTo("foreign-target");
            assertThat(r.why()).contains("no such bucket");
        });
        assertThat(world()).isEqualTo(before);
    }
}
