package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.CreateConfiguration;
import io.lamplighter.events.LedgerEntry;
import java.util.Map;

/**
 * A query log configuration as it was read.
 *
 * @param status {@code CREATING}, {@code CREATED}, {@code DELETING} or {@code FAILED}
 * @param associations how many VPCs are associated with it, those of other accounts too where it is shared
 */
record Configuration(
        String id,
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

    /**
     * Whether it is what this entry's call makes, by the call's own parameters: which of two alerts at once really made it
     * does not matter, since it goes only when nothing uses it.
     */
    boolean madeBy(LedgerEntry entry) {
        return owner.equals(entry.account())
                && name.equals(entry.request().get(CreateConfiguration.NAME))
                && destination.equals(entry.request().get(CreateConfiguration.DESTINATION))
                && creatorRequestId.startsWith(name);
    }

    /** What the ledger keeps of it. */
    Map<String, Object> left() {
        return Map.of(Association.ID, id);
    }
}
