package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.EvidenceBuckets;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.BucketSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Judge;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S3 server access logs of the touched buckets, or of all when hardening.
 *
 * <p>Three calls for a bucket: a look, the change, a look; one look more where the change had to wait. A target of somebody else's is checked by one more, once
 * however many buckets log there, and by a second where only an ACL could let the writer in. Whether a dark bucket is a
 * log target itself is told from what the other buckets at hand log to, and no call is spent on the rest of the account:
 * the evidence store never logs, so what is lit here can make a chain and no ring.
 */
@Singleton
@Grants(
        read = {"s3:ListAllMyBuckets", "s3:GetBucketLogging", "s3:GetBucketPolicy", "s3:GetBucketAcl"},
        write = "s3:PutBucketLogging")
public final class S3AccessLogs implements LogSource<AccessLogFacts, AccessLogStep> {
    /** Its id in settings, tables and docs. */
    public static final String ID = "aws.s3-access-logs";

    private static final String LEVEL = "bucket";
    private static final String LEFT = "LoggingEnabled";
    private static final String DIRECTORY = "--x-s3";

    /** How long a look is good for: S3 takes no condition with the change, and in a sweep a step waits for its place. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Clients clients;
    private final Settings settings;
    private final EvidenceBuckets store;
    private final Clock clock;

    public S3AccessLogs(Clients clients, Settings settings, Clock clock, EvidenceBuckets store) {
        this.clients = clients;
        this.settings = settings;
        this.clock = clock;
        this.store = store;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Aim aim(Scope scope) {
        if (sweeps(scope)) {
            return new Aim(LEVEL, List.of(), true, "every bucket of this region but the evidence store");
        }
        List<ResourceRef> buckets = buckets(scope);
        int left = scope.of(AwsType.BUCKET).size() - buckets.size();
        String why = buckets.isEmpty() ? "no bucket was touched" : "the buckets that were touched, and no other";
        return new Aim(
                LEVEL, buckets, false, left == 0 ? why : why + "; " + left + " directory buckets have no access logs");
    }

    private static boolean sweeps(Scope scope) {
        return scope.breadth() == Breadth.ALL && scope.resources().isEmpty();
    }

    private static List<ResourceRef> buckets(Scope scope) {
        return scope.of(AwsType.BUCKET).stream()
                .filter(b -> !b.id().endsWith(DIRECTORY))
                .filter(b -> b.account().equals(scope.account()))
                .toList();
    }

    @Override
    public AccessLogFacts observe(Scope scope) {
        BucketCalls calls = calls(scope.account(), scope.region());
        String evidence = settings.evidenceBucket(scope.account(), scope.region());
        List<ResourceRef> swept = sweeps(scope)
                ? calls.buckets().stream().filter(b -> !b.id().equals(evidence)).toList()
                : buckets(scope);
        List<BucketSeen> seen = calls.logging(swept);
        List<BucketSeen> foreign = seen.stream()
                .filter(b -> !b.target().isEmpty() && !b.target().equals(evidence))
                .toList();
        Map<String, TargetSeen> targets = new HashMap<>(calls.targets(foreign));
        List<BucketSeen> ours =
                seen.stream().filter(b -> b.target().equals(evidence)).toList();
        String unfit = ours.isEmpty() ? null : store.at(scope).unfit();
        if (unfit != null) {
            ours.forEach(b -> targets.put(b.bucket().id(), new TargetSeen(TargetSeen.State.GONE, unfit)));
        }
        return new AccessLogFacts(scope.account(), scope.region(), evidence, seen, targets);
    }

    @Override
    public Judge<AccessLogFacts, AccessLogStep> judge() {
        return AccessLogJudge::of;
    }

    @Override
    public AccessLogStep narrow(AccessLogStep step, List<ResourceRef> targets) {
        return step;
    }

    @Override
    public Evidence enact(Approved<AccessLogStep> step) {
        BucketCalls calls = calls(step.account(), step.region());
        AccessLogStep what = step.step();
        String bucket = what.bucket().id();
        if (Duration.between(step.planned().plannedAt(), clock.instant()).compareTo(FRESH) > 0
                && !what.before().equals(calls.logging(bucket))) {
            return unlit(
                    what.bucket(),
                    Failure.Kind.CONFLICT,
                    "somebody changed the bucket or its logging meanwhile, and nothing was put over it",
                    Map.of());
        }
        Map<String, Object> ours = LoggingTree.ours(what.evidence());
        calls.put(bucket, ours);
        try {
            Map<String, Object> there = calls.logging(bucket);
            // A bucket's configuration is eventually consistent:
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
            return what.before().equals(there)
                    ? unlit(
                            what.bucket(),
                            Failure.Kind.UNAVAILABLE,
                            "S3 took the setting and does not show it yet",
                            Map.of(LEFT, ours))
                    : evidence(step.planned(), there);
        } catch (RuntimeException e) {
            Failure failure = AwsFailures.readingBack(e);
            return unlit(what.bucket(), failure.kind(), failure.why(), Map.of(LEFT, ours));
        }
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return evidence(
                entry,
                calls(entry.account(), entry.region())
                        .logging(entry.targets().getFirst().id()));
    }

    /** Only the whole setting that the step puts is ours: somebody else may log into the store in a way of their own. */
    private static Evidence evidence(LedgerEntry entry, @Nullable Map<String, Object> there) {
        ResourceRef bucket = entry.targets().getFirst();
        if (there == null) {
            return unlit(bucket, Failure.Kind.GONE, "the bucket is gone", Map.of());
        }
        if (!there.equals(AccessLogStep.puts(entry))) {
            return unlit(
                    bucket,
                    Failure.Kind.CONFLICT,
                    "the bucket's logging is not what the step sets: it was not carried out, or somebody changed it",
                    Map.of());
        }
        return new Evidence(
                List.of(new Evidence.Lit(bucket, "the bucket's logging names the evidence store")),
                List.of(),
                Map.of(LEFT, there));
    }

    private static Evidence unlit(ResourceRef bucket, Failure.Kind kind, String why, Map<String, Object> left) {
        return new Evidence(List.of(), List.of(new Evidence.Unlit(bucket, new Failure(kind, why))), left);
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        BucketCalls calls = calls(entry.account(), entry.region());
        String bucket = entry.targets().getFirst().id();
        Map<String, Object> there = calls.logging(bucket);
        if (there == null) {
            return new Restoration.NothingLeft("bucket %s is gone".formatted(bucket));
        }
        if (there.equals(entry.before())) {
            return new Restoration.NothingLeft("bucket %s is as it was before".formatted(bucket));
        }
        if (!there.equals(entry.after().get(LEFT))) {
            return new Restoration.Refused("bucket %s is not as we left it: it is logged to %s now, which stays"
                    .formatted(bucket, there.getOrDefault(LoggingTree.TARGET, "nothing")));
        }
        String was = entry.before().isEmpty()
                ? "no logging"
                : "its logging to " + entry.before().get(LoggingTree.TARGET);
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed("would give bucket %s back %s".formatted(bucket, was));
        }
        List<String> requests = calls.put(bucket, entry.before());
        return entry.before().equals(calls.logging(bucket))
                ? new Restoration.Restored("bucket %s has %s again".formatted(bucket, was), requests)
                : new Restoration.Failed(
                        new Failure(
                                Failure.Kind.UNAVAILABLE, "S3 took the call and does not show it yet for " + bucket),
                        requests);
    }

    private BucketCalls calls(String account, String region) {
        return new BucketCalls(clients.s3(account, region), account, region);
    }
}
