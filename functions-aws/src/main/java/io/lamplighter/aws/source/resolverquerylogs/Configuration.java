package io.lamplighter.aws.source.resolverquerylogs;

/**
 * A query log configuration as it was read.
 *
 * @param status {@code CREATING}, {@code CREATED}, {@code DELETING} or {@code FAILED}
 * @param associations how many VPCs are associated with it, those of other accounts too where it is shared
 */
record Configuration(
        String id,
        String arn,
        String owner,
        String name,
        String creatorRequestId,
        String destination,
        String status,
        int associations) {

    boolean healthy() {
        return status.equals("CREATED") || status.equals("CREATING");
    }

    /** A VPC can log to one bucket, one log group and one stream, and not to two of a kind. */
    boolean toBucket() {
        return destination.matches("arn:[a-z-]+:s3:.*");
    }
}
