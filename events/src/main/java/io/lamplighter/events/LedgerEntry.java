package io.lamplighter.events;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The record of one approved step: written before its call, settled after it, with what its undo needs.
 *
 * <p>The maps hold JSON's own types only and come back as JSON readers give them: a whole number as the smallest of
 * Integer, Long and BigInteger, any other number as Double.
 *
 * @param id the step's id, made from the finding, the source, the call and its targets
 * @param action the call by its permission name
 * @param request what is sent
 * @param before what was there, enough to put it back exactly
 * @param after what we left there; empty until settled
 * @param note what was seen, or why it failed
 * @param expiresAt when the change is to be undone
 */
public record LedgerEntry(
        String id,
        String findingId,
        String source,
        String account,
        String region,
        String action,
        List<ResourceRef> targets,
        Map<String, Object> request,
        Map<String, Object> before,
        Map<String, Object> after,
        State state,
        String note,
        Instant plannedAt,
        Instant settledAt,
        Instant expiresAt) {
    public LedgerEntry {
        targets = List.copyOf(targets);
    }

    /** Where an entry is in its life. */
    public enum State {
        /** Written, and the call may or may not have been made. */
        PLANNED,
        /** Read back as on. */
        ON,
        /** The call did not work, and nothing of it is there. */
        FAILED,
        /** An undo is under way. */
        UNDOING,
        /** Put back. */
        UNDONE;

        /** What an entry may have been before, so that no write that comes late takes back what was written since. */
        public Set<State> from() {
            return switch (this) {
                case PLANNED -> EnumSet.of(PLANNED, ON, FAILED);
                // A refused undo gives the entry back; another delivery's failure does not put out what is on.
                case ON -> EnumSet.of(PLANNED, ON, FAILED, UNDOING);
                case FAILED -> EnumSet.of(PLANNED);
                case UNDOING -> EnumSet.of(PLANNED, ON);
                case UNDONE -> EnumSet.of(ON, UNDOING);
            };
        }

        /** Whether the change is there or may be: then its expiry has to find it. */
        public boolean mayBeOn() {
            return this == PLANNED || this == ON || this == UNDOING;
        }
    }

    /** Whether this may be written over what is there; a failure only over the very plan that failed. */
    public boolean mayReplace(LedgerEntry there) {
        return state.from().contains(there.state) && (state != State.FAILED || plannedAt.equals(there.plannedAt));
    }

    /** The ids of what the step made and left there, its targets not among them: the texts of {@code after}. */
    public List<String> made() {
        return after.values().stream()
                .flatMap(v -> v instanceof List<?> list ? list.stream() : Stream.of(v))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(id -> !id.isEmpty() && targets.stream().noneMatch(t -> t.id().equals(id)))
                .distinct()
                .toList();
    }

    /** The same entry, settled. */
    public LedgerEntry settled(State next, String why, Map<String, Object> left, Instant at) {
        return new LedgerEntry(
                id, findingId, source, account, region, action, targets, request, before, left, next, why, plannedAt,
                at, expiresAt);
    }
}
