package io.lamplighter.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger that passes everything on; a test overrides what it meddles with. */
public class AroundLedger implements Ledger {
    private final Ledger kept;

    public AroundLedger(Ledger kept) {
        this.kept = kept;
    }

    @Override
    public Planning plan(List<LedgerEntry> entries, FindingTable.Lease lease, int dayLimit) {
        return kept.plan(entries, lease, dayLimit);
    }

    @Override
    public void settle(LedgerEntry entry) {
        kept.settle(entry);
    }

    @Override
    public boolean claimUndo(LedgerEntry entry) {
        return kept.claimUndo(entry);
    }

    @Override
    public void called(LedgerEntry entry, List<String> requests) {
        kept.called(entry, requests);
    }

    @Override
    public @Nullable String calledFor(String request) {
        return kept.calledFor(request);
    }

    @Override
    public List<LedgerEntry> made(String resourceId) {
        return kept.made(resourceId);
    }

    @Override
    public List<LedgerEntry> entries(String findingId) {
        return kept.entries(findingId);
    }

    @Override
    public @Nullable LedgerEntry entry(String stepId) {
        return kept.entry(stepId);
    }
}
