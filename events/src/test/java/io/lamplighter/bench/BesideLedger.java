package io.lamplighter.bench;

import io.lamplighter.bench.Rounds.Standing;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LedgerEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger whose settlings make no round: the loop settles beside what comes next. */
record BesideLedger(Ledger real) implements Ledger {
    @Override
    public Planning plan(List<LedgerEntry> entries, FindingTable.Lease lease, int dayLimit) {
        return real.plan(entries, lease, dayLimit);
    }

    @Override
    public void settle(LedgerEntry entry) {
        Rounds.as(Standing.BESIDE, () -> {
            real.settle(entry);
            return true;
        });
    }

    @Override
    public boolean claimUndo(LedgerEntry entry) {
        return real.claimUndo(entry);
    }

    @Override
    public void called(LedgerEntry entry, List<String> requests) {
        real.called(entry, requests);
    }

    @Override
    public @Nullable String calledFor(String request) {
        return real.calledFor(request);
    }

    @Override
    public List<LedgerEntry> made(String resourceId) {
        return real.made(resourceId);
    }

    @Override
    public List<LedgerEntry> entries(String findingId) {
        return real.entries(findingId);
    }

    @Override
    public @Nullable LedgerEntry entry(String stepId) {
        return real.entry(stepId);
    }
}
