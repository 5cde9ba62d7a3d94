package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.RequestIds;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.BucketSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3's calls about one account's buckets in one region, each with the owner that is expected: a bucket's name in an alert
 * may belong to somebody else.
 */
final class BucketCalls {
    /** S3 answers configuration calls with 503 SlowDown when they come in hundreds. */
    private static final int SIDE_BY_SIDE = 16;

    private static final int PAGE = 1000;
    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    private final S3Client s3;
    private final String account;
    private final String region;

    BucketCalls(S3Client s3, String account, String region) {
        this.s3 = s3;
        this.account = account;
        this.region = region;
    }

    /** Every general-purpose bucket of this region. */
    List<ResourceRef> buckets() {
        return s3.listBucketsPaginator(b -> b.bucketRegion(region).maxBuckets(PAGE)).buckets().stream()
                .map(b -> new ResourceRef(AwsType.BUCKET, b.name(), account, region))
                .toList();
    }

    /** The logging of each, side by side; one that cannot be read is said of that one alone. */
    List<BucketSeen> logging(List<ResourceRef> buckets) {
        return sideBySide(buckets, this::seen);
    }

    private BucketSeen seen(ResourceRef bucket) {
        try {
            Map<String, Object> logging = logging(bucket.id());
            return logging == null
                    ? new BucketSeen(bucket, Map.of(), new Failure(Failure.Kind.GONE, "the bucket is gone"))
                    : new BucketSeen(bucket, logging, null);
        } catch (SdkException e) {
            Failure failure = new AwsFailures().read(e);
            String hint = failure.kind() == Failure.Kind.DENIED
                    ? "; it may also belong to another account than " + account
                    : "";
            String why = "its logging could not be read: " + failure.why() + hint;
            return new BucketSeen(bucket, Map.of(), new Failure(failure.kind(), why));
        }
    }

    /** The logging of one bucket, empty where there is none; null if there is no such bucket. */
    @Nullable Map<String, Object> logging(String bucket) {
        try {
            return LoggingTree.of(s3.getBucketLogging(b -> b.bucket(bucket).expectedBucketOwner(account))
                    .loggingEnabled());
        } catch (NoSuchBucketException e) {
            return null;
        } catch (S3Exception e) {
            if (is(e, "NoSuchBucket")) {
                return null;
            }
            throw e;
        }
    }

    /** Sets the logging of one bucket; S3's id of the call. */
    List<String> put(String bucket, Map<String, Object> logging) {
        return RequestIds.of(s3.putBucketLogging(
                b -> b.bucket(bucket).expectedBucketOwner(account).bucketLoggingStatus(LoggingTree.status(logging))));
    }

    /** What was seen of the target of each of these, by the name of the bucket that logs there; a target is asked once. */
    Map<String, TargetSeen> targets(List<BucketSeen> logged) {
        Map<String, List<BucketSeen>> byTarget =
                logged.stream().collect(Collectors.groupingBy(BucketSeen::target, TreeMap::new, Collectors.toList()));
        Map<String, TargetSeen> seen = new LinkedHashMap<>();
        sideBySide(List.copyOf(byTarget.entrySet()), e -> target(e.getKey(), e.getValue()))
                .forEach(seen::putAll);
        return seen;
    }

    private Map<String, TargetSeen> target(String name, List<BucketSeen> logged) {
        Map<String, TargetSeen> seen = new LinkedHashMap<>();
        try {
            String policy = policy(name);
            logged.forEach(b -> seen.put(b.bucket().id(), byPolicy(policy, b)));
            if (seen.values().stream().anyMatch(BucketCalls::leftToTheAcl)) {
                boolean granted = granted(name);
                seen.replaceAll((bucket, byPolicy) -> leftToTheAcl(byPolicy) ? byAcl(granted, byPolicy) : byPolicy);
            }
        } catch (SdkException e) {
            Failure failure = new AwsFailures().read(e);
            TargetSeen unread = failure.kind() == Failure.Kind.GONE
                    ? new TargetSeen(TargetSeen.State.GONE, "there is no such bucket")
                    : new TargetSeen(TargetSeen.State.UNREADABLE, failure.why());
            logged.forEach(b -> seen.merge(b.bucket().id(), unread, (told, u) -> leftToTheAcl(told) ? u : told));
        }
        return seen;
    }

    private TargetSeen byPolicy(@Nullable String policy, BucketSeen logged) {
        return policy == null
                ? new TargetSeen(TargetSeen.State.UNREADABLE, "it has no policy")
                : WriterPolicy.read(
                        policy,
                        new WriterPolicy.Writing(
                                PartitionMetadata.of(Region.of(region)).id(),
                                account,
                                logged.bucket().id(),
                                logged.target(),
                                logged.prefix()));
    }

    private static boolean leftToTheAcl(TargetSeen byPolicy) {
        return byPolicy.state() == TargetSeen.State.UNREADABLE || byPolicy.state() == TargetSeen.State.UNCLEAR;
    }

    private static TargetSeen byAcl(boolean granted, TargetSeen byPolicy) {
        if (granted) {
            return new TargetSeen(TargetSeen.State.ADMITS, "its ACL lets the log delivery group write");
        }
        return byPolicy.state() == TargetSeen.State.UNCLEAR
                ? byPolicy
                : new TargetSeen(
                        TargetSeen.State.REFUSES,
                        byPolicy.why() + " and its ACL does not let the log delivery group write");
    }

    /** Null where there is none. */
    private @Nullable String policy(String name) {
        try {
            return s3.getBucketPolicy(b -> b.bucket(name).expectedBucketOwner(account))
                    .policy();
        } catch (S3Exception e) {
            if (is(e, "NoSuchBucketPolicy")) {
                return null;
            }
            throw e;
        }
    }

    private boolean granted(String name) {
        return s3.getBucketAcl(b -> b.bucket(name).expectedBucketOwner(account)).grants().stream()
                .anyMatch(g -> g.grantee() != null
                        && LOG_DELIVERY.equals(g.grantee().uri())
                        && (g.permission() == Permission.WRITE || g.permission() == Permission.FULL_CONTROL));
    }

    private static boolean is(S3Exception e, String code) {
        return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
    }

    private interface Ask<A, B> {
        B of(A asked);
    }

    private static <A, B> List<B> sideBySide(List<A> asked, Ask<A, B> ask) {
        Semaphore places = new Semaphore(SIDE_BY_SIDE);
        List<B> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<B>> work = new ArrayList<>();
            asked.forEach(one -> work.add(() -> {
                places.acquire();
                try {
                    return ask.of(one);
                } finally {
                    places.release();
                }
            }));
            for (Future<B> answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("each answer is a value", e);
        }
        return answers;
    }
}
