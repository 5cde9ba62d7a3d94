package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.events.Approved;
import io.lamplighter.events.LedgerEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One flow log as AWS lists it; text that AWS leaves out is empty.
 *
 * @param destination the ARN of a bucket or stream, or the name of a log group
 * @param delivery {@code SUCCESS}, {@code FAILED}, or empty before the first delivery
 * @param error why the delivery failed
 */
record ExistingFlowLog(
        String id,
        String resource,
        String status,
        String traffic,
        String destination,
        String format,
        String delivery,
        String error,
        Map<String, String> tags) {
    /** What a CloudWatch telemetry rule puts on all that it makes; it makes it again when it is deleted. */
    static final String RULE_TAG = "CloudWatchTelemetryRuleManaged";

    ExistingFlowLog {
        tags = Map.copyOf(tags);
    }

    /** Why it would not tell what happened, or null if it would. */
    @Nullable String flaw() {
        if (!status.equals("ACTIVE")) {
            return "%s on %s is not active (%s)".formatted(id, resource, status.isEmpty() ? "no status" : status);
        }
        if (undelivered()) {
            return "%s on %s cannot deliver to %s (%s)"
                    .formatted(id, resource, destination, error.isEmpty() ? "AWS gives no reason" : error);
        }
        if (!traffic.equals("ALL")) {
            return "%s on %s records %s traffic only".formatted(id, resource, traffic);
        }
        if (!RecordFormat.namesBothEnds(format)) {
            return "%s on %s records no addresses (its format is %s)".formatted(id, resource, format);
        }
        return null;
    }

    /** A bucket that is gone shows here too: the status stays ACTIVE and the delivery fails. */
    boolean undelivered() {
        return delivery.equals("FAILED");
    }

    boolean ofRule() {
        return tags.containsKey(RULE_TAG);
    }

    /** Whether it is still what this step made. */
    boolean madeBy(LedgerEntry entry) {
        return entry.id().equals(tags.get(Approved.STEP_TAG))
                && !ofRule()
                && entry.targets().stream().anyMatch(t -> t.id().equals(resource));
    }

    /** The sentence of a covered target. */
    String evidence() {
        String by = ofRule()
                ? ", kept by a CloudWatch telemetry rule"
                : tags.containsKey(Approved.STEP_TAG) ? ", lit by Lamplighter" : "";
        String first = delivery.isEmpty() ? ", nothing delivered yet" : "";
        return "%s on %s records all traffic to %s%s%s".formatted(id, resource, destination, by, first);
    }
}
