package io.lamplighter.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts back what steps changed, newest first, each exactly as it was and only if it is still ours.
 *
 * <p>The claim in the ledger is written before the call, so that two undos at once make one change and a crash between
 * the two is told from the cloud at the next undo.
 */
public final class Undoing {
    private final Map<String, LogSource<?, ?>> sources;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Guard guard;
    private final FailureReader failures;

    public Undoing(
            List<LogSource<?, ?>> sources, Accounts accounts, Ledger ledger, Guard guard, FailureReader failures) {
        this.sources = sources.stream().collect(Collectors.toMap(LogSource::id, Function.identity()));
        this.accounts = accounts;
        this.ledger = ledger;
        this.guard = guard;
        this.failures = failures;
    }

    /** What would become, or became, of each entry that is on or may be. */
    public Map<LedgerEntry, Restoration> undo(List<LedgerEntry> entries, Mode mode) {
        Map<LedgerEntry, Restoration> restorations = new LinkedHashMap<>();
        List<LedgerEntry> newestFirst = new ArrayList<>(entries).reversed();
        for (LedgerEntry entry : newestFirst) {
            switch (entry.state()) {
                case ON, PLANNED, UNDOING -> restorations.put(entry, undo(entry, mode));
                case FAILED, UNDONE -> {}
            }
        }
        return restorations;
    }

    private Restoration undo(LedgerEntry entry, Mode mode) {
        Scope scope = new Scope(entry.account(), entry.region(), Breadth.TOUCHED, entry.targets());
        String forbidden = guard.forbids(scope);
        if (forbidden != null) {
            return new Restoration.Refused(forbidden);
        }
        LogSource<?, ?> source = sources.get(entry.source());
        if (source == null) {
            return new Restoration.Refused("no log source here is called " + entry.source());
        }
        Instant atWork = entry.plannedAt().plus(Responder.LEASE);
        if (entry.state() == LedgerEntry.State.PLANNED
                && atWork.isAfter(guard.clock().instant())) {
            return new Restoration.Refused(
                    "its call may be under way just now: undo it again after %s".formatted(atWork));
        }
        try {
            Failure shut = accounts.enter(entry.account());
            if (shut != null) {
                return new Restoration.Failed(shut);
            }
            LedgerEntry settled = entry.state() == LedgerEntry.State.PLANNED ? seen(source, entry) : entry;
            if (mode == Mode.PROPOSE) {
                return source.undo(settled, mode);
            }
            if (!ledger.claimUndo(settled)) {
                return new Restoration.NothingLeft("it was undone before");
            }
            Restoration restoration = source.undo(settled, mode);
            if (!restoration.requests().isEmpty()) {
                // Before anything else: the alert about these calls is on its way.
                ledger.called(settled, restoration.requests());
            }
            settle(settled, restoration);
            return restoration;
        } catch (RuntimeException e) {
            return new Restoration.Failed(failures.read(e));
        }
    }

    /** What a crash left planned has no record of what was made: it is read from the cloud. */
    private LedgerEntry seen(LogSource<?, ?> source, LedgerEntry entry) {
        Evidence evidence = source.verify(entry);
        return entry.settled(
                LedgerEntry.State.ON,
                "read back for the undo",
                evidence.after(),
                guard.clock().instant());
    }

    private void settle(LedgerEntry entry, Restoration restoration) {
        LedgerEntry.State next = switch (restoration) {
            case Restoration.Restored restored -> LedgerEntry.State.UNDONE;
            case Restoration.NothingLeft nothing -> LedgerEntry.State.UNDONE;
            case Restoration.Refused refused -> LedgerEntry.State.ON;
            case Restoration.Failed failed -> LedgerEntry.State.ON;
            case Restoration.Proposed proposed -> LedgerEntry.State.ON;
        };
        ledger.settle(entry.settled(
                next, restoration.what(), entry.after(), guard.clock().instant()));
    }
}
