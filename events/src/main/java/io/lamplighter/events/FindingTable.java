package io.lamplighter.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The central table's findings: one per alert, however often the alert comes in.
 *
 * <p>{@code open}, {@code store} and {@code find} see every write before them; the lists may lag by a moment.
 */
public interface FindingTable {
    /**
     * Takes the finding for one delivery, so that ten deliveries at once make one set of changes.
     *
     * @param leaseUntil when another delivery may take over, should this one die
     */
    Opening open(Alert alert, Instant leaseUntil);

    /** Writes the finding and gives the lease back; a delivery that lost its lease writes nothing and gets false. */
    boolean store(Finding finding, Lease lease, boolean done);

    /** The finding of this id, or null. */
    @Nullable Stored find(String findingId);

    /** The newest findings of one account, newest first, at most {@code limit}. */
    List<Stored> list(String account, Instant since, int limit);

    /** The newest findings that touched the resource of this id, newest first, at most {@code limit}. */
    List<Stored> touching(String resourceId, int limit);

    /** Whether this delivery has the finding. */
    sealed interface Opening {
        /** It has; {@code earlier} are the ledger entries of earlier deliveries. */
        record Opened(Lease lease, int deliveries, List<LedgerEntry> earlier) implements Opening {
            public Opened {
                earlier = List.copyOf(earlier);
            }
        }

        /** Another delivery has it until then. */
        record Busy(Instant until) implements Opening {}
    }

    /** The right to write about one finding; {@code token} is new at each delivery. */
    record Lease(String findingId, String token) {}

    /**
     * A finding as it is kept.
     *
     * @param document the OCSF document, JSON's own types only
     */
    record Stored(
            String id,
            String account,
            String region,
            Instant time,
            String type,
            Severity severity,
            Map<String, Object> document) {}
}
