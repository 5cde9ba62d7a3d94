package io.lamplighter.bench;

import io.lamplighter.bench.Rounds.Standing;
import io.lamplighter.events.AroundLedger;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LedgerEntry;
import java.util.List;

/** A ledger whose settlings make no round: the loop settles beside what comes next. */
final class BesideLedger extends AroundLedger {
    BesideLedger(Ledger real) {
        super(real);
    }

    @Override
    public void settle(LedgerEntry entry) {
        Rounds.as(Standing.BESIDE, () -> {
            super.settle(entry);
            return true;
        });
    }

    @Override
    public void called(LedgerEntry entry, List<String> requests) {
        Rounds.as(Standing.BESIDE, () -> {
            super.called(entry, requests);
            return true;
        });
    }
}
