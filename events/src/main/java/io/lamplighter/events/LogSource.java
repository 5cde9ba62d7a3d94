package io.lamplighter.events;

import java.util.List;
import java.util.Set;

/**
 * One kind of log that can be on or off; one implementation is one class in one folder.
 *
 * <p>Reads and writes throw what the cloud's SDK throws; the loop turns that into a {@link Failure}. Nothing here
 * changes a setting that someone else made.
 *
 * @param <F> the facts, a plain record with no SDK types
 * @param <S> its steps
 */
public interface LogSource<F extends Record, S extends Step> {
    /** Such as {@code aws.vpc-flow-logs}: the word in settings, tables and docs. */
    String id();

    /** What it would look at in this scope, cheap and pure. */
    Aim aim(Scope scope);

    /** The kinds of resource that its steps make, none of which it aims at itself: who deletes one puts out a light. */
    default Set<String> makes() {
        return Set.of();
    }

    /** Reads, mapped to a record at once. */
    F observe(Scope scope);

    /**
     * The same for a delivery that has to end: what takes longer than leaves time to act is left unread, and said so of each
     * target, so that the others are judged.
     */
    default F observe(Scope scope, Deadline until) {
        return observe(scope);
    }

    /** A static pure function, returned as a value. */
    Judge<F, S> judge();

    /** The same step for fewer of its targets, since one tagged hands-off must not hold up the others of a batch. */
    S narrow(S step, List<ResourceRef> targets);

    /** One write, then a read back; items that the cloud refused one by one are in the evidence, not thrown. */
    Evidence enact(Approved<S> step);

    /** Reads what is there now of this entry's change: for a delivery that finds a step left planned by a crash. */
    Evidence verify(LedgerEntry entry);

    /** Exactly what was there before; refuses if somebody changed it since. With {@code PROPOSE}, only says what it would do. */
    Restoration undo(LedgerEntry entry, Mode mode);
}
