package io.lamplighter.aws.source;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The evidence bucket of an account and region, by one look that tells whether it is there, whether that account owns it
 * and where it logs to; a bucket that was found fit is not asked again by this process.
 *
 * <p>Its name is easy to guess and bucket names are global: without the owner's check the logs of a tenant would go to
 * whoever made the name first (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html).
 */
@Singleton
@Grants(read = "s3:GetBucketLogging")
public final class EvidenceBuckets implements EvidenceStore {
    private static final int MOVED = 301;

    private final Clients clients;
    private final Settings settings;
    private final Map<String, Look> fit = new ConcurrentHashMap<>();

    /** Two that ask at once make one call. */
    private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();

    public EvidenceBuckets(Clients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public Look at(Scope scope) {
        String bucket = settings.evidenceBucket(scope.account(), scope.region());
        String key = scope.account() + " " + scope.region();
        ReentrantLock one = asking.computeIfAbsent(key, k -> new ReentrantLock());
        one.lock();
        try {
            Look known = fit.get(key);
            if (known != null) {
                return known;
            }
            Look look = look(scope, bucket);
            if (look.unfit() == null) {
                fit.put(key, look);
            }
            return look;
        } finally {
            one.unlock();
        }
    }

    private Look look(Scope scope, String bucket) {
        try {
            LoggingEnabled logging = clients.s3(scope.account(), scope.region())
                    .getBucketLogging(b -> b.bucket(bucket).expectedBucketOwner(scope.account()))
                    .loggingEnabled();
            return new Look(null, logging == null ? Set.of() : Set.of(logging.targetBucket()));
        } catch (S3Exception e) {
            String unfit = unfit(e, bucket, scope);
            if (unfit.isEmpty()) {
                throw e;
            }
            return new Look(unfit, Set.of());
        }
    }

    /** What S3's answer says of the bucket; empty where it says nothing of it, as when it is throttled. */
    private static String unfit(S3Exception e, String bucket, Scope scope) {
        String where = "account %s in %s".formatted(scope.account(), scope.region());
        Failure failure = new AwsFailures().read(e);
        if (failure.kind() == Failure.Kind.GONE) {
            return "there is no evidence bucket %s in %s: deploy the evidence store there, or set %s"
                    .formatted(bucket, where, Settings.EVIDENCE_BUCKET);
        }
        if (failure.kind() == Failure.Kind.DENIED) {
            return "the evidence bucket %s is not of %s, or its logging may not be read: nothing is sent there (%s)"
                    .formatted(bucket, where, failure.why());
        }
        if (e.statusCode() == MOVED) {
            return "the evidence bucket %s is in another region than %s: logs have to stay in their region"
                    .formatted(bucket, where);
        }
        return "";
    }
}
