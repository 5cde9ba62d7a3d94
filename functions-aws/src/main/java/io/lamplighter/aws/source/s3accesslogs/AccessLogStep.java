package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.events.LogLocation;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Step;
import java.util.List;
import java.util.Map;

/** One {@code PutBucketLogging} for one bucket. */
record AccessLogStep(ResourceRef bucket, String evidence, Map<String, Object> before) implements Step {
    /** Where in the store these logs go; the partitioned key adds account, region, bucket and day. */
    static final String PREFIX = "s3-access/";

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
                "BucketLoggingStatus",
                Map.of("LoggingEnabled", LoggingTree.ours(evidence)));
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
