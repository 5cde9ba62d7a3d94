package io.lamplighter.events;

import java.time.Clock;
import java.util.List;

/**
 * What one cloud brings to the loop, and what the loop is to the functions and the command line.
 *
 * <p>Each part is asked for when it is needed: what a cold start does not need it must not load.
 */
public interface Parts {
    /** The log sources, in the order of their ids. */
    List<LogSource<?, ?>> sources();

    /** The enrichers, in the order of their ids. */
    List<Enricher> enrichers();

    Scoper scoper();

    Accounts accounts();

    HandsOff handsOff();

    EvidenceStore store();

    FindingTable findings();

    Ledger ledger();

    FailureReader failures();

    /** The mode that the settings say. */
    Mode mode();

    Reach reach();

    Limits limits();

    Clock clock();

    /** What may be done, in this mode. */
    default Guard guard(Mode mode) {
        return new Guard(mode, reach(), limits(), clock());
    }

    /** The loop against a table of one's own, such as that of a dry run. */
    default Responder responder(Mode mode, FindingTable table, Ledger ledger, Watch watch) {
        return new Responder(
                sources(),
                enrichers(),
                scoper(),
                accounts(),
                handsOff(),
                store(),
                guard(mode),
                table,
                ledger,
                failures(),
                watch);
    }

    /** The batch intake of the functions, in the configured mode and against the central table. */
    default Intake intake(Watch watch) {
        return new Intake(responder(mode(), findings(), ledger(), watch), failures());
    }

    default Survey survey(Watch watch) {
        return new Survey(sources(), accounts(), guard(Mode.PROPOSE), failures(), watch);
    }

    default Undoing undoing() {
        return new Undoing(sources(), accounts(), ledger(), guard(Mode.ACT), failures());
    }
}
