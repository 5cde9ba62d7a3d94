package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@code PutBucketLogging} for one bucket. */
record AccessLogStep(ResourceRef bucket, String evidence, Map<String, Object> before) implements Step {
    /** Where in the store these logs go; the partitioned key adds account, region, bucket and day. */
    static final String PREFIX = "s3-access/";

    private static final String STATUS = "BucketLoggingStatus";
    private static final String ENABLED = "LoggingEnabled";

    @Override
    public String action() {
        return "s3:PutBucketLogging";
    }

    @Override
    public List<ResourceRef> targets() {
        return List.of(bucket);
    }

    @Override
    public Map<String, Object> request() {
        return Map.of(
                "Bucket",
                bucket.id(),
                "ExpectedBucketOwner",
                bucket.account(),
                STATUS,
                Map.of(ENABLED, LoggingTree.ours(evidence)));
    }

    /** The setting that an entry's call puts, as its request says; null if it is none of this kind. */
    static @Nullable Object puts(LedgerEntry entry) {
        return entry.request().get(STATUS) instanceof Map<?, ?> status ? status.get(ENABLED) : null;
    }

    @Override
    public LogLocation logs() {
        return new LogLocation(
                "s3://%s/%s%s/%s/%s/".formatted(evidence, PREFIX, bucket.account(), bucket.region(), bucket.id()),
                "a few hours, best effort",
                """
                SELECT requestdatetime, remoteip, requester, operation, key, httpstatus, bytessent, useragent
                FROM s3_access_logs
                WHERE bucket_name = '%s' AND (requester = ? OR remoteip = ?)
                ORDER BY requestdatetime""".formatted(bucket.id().replace("'", "''")));
    }
}
