package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.BucketSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
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
            return new BucketSeen(
                    bucket,
                    Map.of(),
                    new Failure(failure.kind(), "its logging could not be read: " + failure.why() + hint));
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

    void put(String bucket, Map<String, Object> logging) {
        s3.putBucketLogging(
                b -> b.bucket(bucket).expectedBucketOwner(account).bucketLoggingStatus(LoggingTree.status(logging)));
    }

    /** What was seen of each target. */
    Map<String, TargetSeen> targets(List<String> names) {
        Map<String, TargetSeen> seen = new LinkedHashMap<>();
        List<TargetSeen> states = sideBySide(names, this::target);
        for (int i = 0; i < names.size(); i++) {
            seen.put(names.get(i), states.get(i));
        }
        return seen;
    }

    private TargetSeen target(String name) {
        try {
            TargetSeen byPolicy = policy(name);
            return byPolicy.state() == TargetSeen.State.UNREADABLE ? acl(name, byPolicy.why()) : byPolicy;
        } catch (SdkException e) {
            Failure failure = new AwsFailures().read(e);
            return failure.kind() == Failure.Kind.GONE
                    ? new TargetSeen(TargetSeen.State.GONE, "there is no such bucket")
                    : new TargetSeen(TargetSeen.State.UNREADABLE, failure.why());
        }
    }

    private TargetSeen policy(String name) {
        try {
            return WriterPolicy.read(s3.getBucketPolicy(b -> b.bucket(name).expectedBucketOwner(account))
                    .policy());
        } catch (S3Exception e) {
            if (is(e, "NoSuchBucketPolicy")) {
                return new TargetSeen(TargetSeen.State.UNREADABLE, "it has no policy");
            }
            throw e;
        }
    }

    private TargetSeen acl(String name, String policy) {
        boolean granted = s3.getBucketAcl(b -> b.bucket(name).expectedBucketOwner(account)).grants().stream()
                .anyMatch(g -> g.grantee() != null
                        && LOG_DELIVERY.equals(g.grantee().uri())
                        && (g.permission() == Permission.WRITE || g.permission() == Permission.FULL_CONTROL));
        return granted
                ? new TargetSeen(TargetSeen.State.ADMITS, "its ACL lets the log delivery group write")
                : new TargetSeen(
                        TargetSeen.State.REFUSES, policy + " and its ACL does not let the log delivery group write");
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
