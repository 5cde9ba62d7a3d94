package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Ids;
import io.lamplighter.events.LogLocation;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The one configuration that Lamplighter makes in an account and region: always the same name, so that every alert finds
 * the same one.
 *
 * @param name its name and its {@code CreatorRequestId}, so that two alerts at once make one
 * @param bucket the evidence bucket's name
 * @param destination the evidence bucket's ARN, without a prefix: the records land under {@code AWSLogs/}
 */
record OurConfiguration(String account, String region, String name, String bucket, String destination) {
    static OurConfiguration of(String account, String region, Settings settings) {
        String bucket = settings.evidenceBucket(account, region);
        return new OurConfiguration(
                account,
                region,
                "lamplighter-" + Ids.of("resolver-query-logs", account, region, bucket),
                bucket,
                "arn:%s:s3:::%s"
                        .formatted(PartitionMetadata.of(Region.of(region)).id(), bucket));
    }

    /** Whether this is it; a name alone can be anybody's. */
    boolean is(Configuration seen) {
        return seen.owner().equals(account)
                && seen.name().equals(name)
                && seen.creatorRequestId().startsWith(name)
                && seen.destination().equals(destination);
    }

    /** Where the records of a VPC will be; an empty id means those of all. */
    LogLocation logs(String vpc) {
        String within = vpc.isEmpty() ? "" : vpc + "/";
        String where = vpc.isEmpty() ? "" : " WHERE vpc_id = '" + vpc + "'";
        return new LogLocation(
                "s3://%s/AWSLogs/%s/vpcdnsquerylogs/%s".formatted(bucket, account, within),
                "within a few minutes",
                "SELECT query_timestamp, srcids.instance, srcaddr, query_name, query_type, rcode, answers FROM r53_rlogs"
                        + where + " ORDER BY query_timestamp");
    }
}
