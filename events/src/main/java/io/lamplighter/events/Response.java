package io.lamplighter.events;

import java.time.Instant;

/** What became of one delivery. */
public sealed interface Response {
    /** The finding is in the table; {@code retry} says that the same message later can end better. */
    record Done(Finding finding, boolean retry) implements Response {}

    /** Another delivery of the same alert is at work until then; the message has to come again. */
    record Busy(String findingId, Instant until) implements Response {}

    /** The alert is about a call that our own undo of this step made: nothing was looked at, and there is no finding. */
    record OwnUndo(String findingId, String stepId) implements Response {}

    /** The finding could not be stored: the message has to come again. */
    record Unrecorded(String findingId, Failure failure) implements Response {}
}
