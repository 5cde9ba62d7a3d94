package io.lamplighter.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of every change, written before it is made. */
public interface Ledger {
    /** What shares one thing that was made: more would be more steps than an alert may take. */
    int MOST_MADE = 100;

    /**
     * Writes entries as planned, all or none, if the lease holds and the day's limit allows; never over one that is
     * undone or being undone. The same step twice counts once.
     */
    Planning plan(List<LedgerEntry> entries, FindingTable.Lease lease, int dayLimit);

    /** Writes what became of an entry, unless something else has since ({@link LedgerEntry#mayReplace}). */
    void settle(LedgerEntry entry);

    /**
     * Moves an entry to {@code UNDOING}, with the {@code after} that it is given, unless somebody else is undoing it or
     * has. An undo that died is taken over by who read it as {@code UNDOING}, if nobody has since.
     *
     * @return false if it was not to be had
     */
    boolean claimUndo(LedgerEntry entry);

    /** Writes that these calls made or undid an entry's change, so that what the audit log says of them is known to be ours. */
    void called(LedgerEntry entry, List<String> requests);

    /** The id of the step that the call of this id made or undid, or null; sees every write before it. */
    @Nullable String calledFor(String request);

    /**
     * The entries whose step made this ({@link LedgerEntry#made}), oldest first, at most the newest {@link #MOST_MADE}; may
     * lag by a moment.
     */
    List<LedgerEntry> made(String resourceId);

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

        /** Another delivery has the finding, or an undo one of the entries: nothing was written. */
        record LeaseLost() implements Planning {}
    }
}
