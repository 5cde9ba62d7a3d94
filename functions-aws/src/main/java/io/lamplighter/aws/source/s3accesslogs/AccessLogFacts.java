package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of some buckets.
 *
 * @param evidence the evidence store's name in this account and region
 * @param targets the state of the target that somebody else's setting names, by the name of the bucket that logs there; of
 *     the evidence store only where it is not fit
 */
record AccessLogFacts(
        String account, String region, String evidence, List<BucketSeen> buckets, Map<String, TargetSeen> targets) {
    AccessLogFacts {
        buckets = List.copyOf(buckets);
        targets = Map.copyOf(targets);
    }

    /**
     * One bucket.
     *
     * @param logging its {@code LoggingEnabled} by S3's own names; empty where it is not logged
     * @param unreadable why it could not be read, or null
     */
    record BucketSeen(
            ResourceRef bucket,
            Map<String, Object> logging,
            @Nullable Failure unreadable) {
        /** Where it logs to; empty where it does not. */
        String target() {
            return logging.get(LoggingTree.TARGET) instanceof String target ? target : "";
        }

        /** How the keys of its logs begin. */
        String prefix() {
            return logging.get(LoggingTree.PREFIX) instanceof String prefix ? prefix : "";
        }
    }

    /** One target of somebody else's setting, and what was seen of it. */
    record TargetSeen(State state, String why) {
        /** Whether S3's log writer can write there. */
        enum State {
            ADMITS,
            REFUSES,
            GONE,
            /** It was read and does not tell. */
            UNCLEAR,
            UNREADABLE
        }
    }
}
