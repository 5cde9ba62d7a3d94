package io.lamplighter.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of every change, written before it is made. */
public interface Ledger {
    /** Writes entries as planned, all or none, if the lease holds and the day's limit allows. */
    Planning plan(List<LedgerEntry> entries, FindingTable.Lease lease, int dayLimit);

    /** Writes what became of an entry. */
    void settle(LedgerEntry entry);

    /**
     * Moves an entry to {@code UNDOING} unless somebody else is undoing it or has.
     *
     * @return false if it was not to be had
     */
    boolean claimUndo(LedgerEntry entry);

    /** The entries of one finding, oldest first. */
    List<LedgerEntry> entries(String findingId);

    /** One entry by its step id, or null. */
    @Nullable LedgerEntry entry(String stepId);

    /** Whether entries were written. */
    sealed interface Planning {
        /** They are written: the calls may be made. */
        record Recorded() implements Planning {}

        /** The day's limit is reached: nothing was written. */
        record DayLimit(int limit) implements Planning {}

        /** Another delivery has the finding: nothing was written. */
        record LeaseLost() implements Planning {}
    }
}
