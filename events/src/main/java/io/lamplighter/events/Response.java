package io.lamplighter.events;

import java.time.Instant;

/** What became of one delivery. */
public sealed interface Response {
    /** The finding is in the table; {@code retry} says that the same message later can end better. */
    record Done(Finding finding, boolean retry) implements Response {}

    /** Another delivery of the same alert is at work until then; the message has to come again. */
    record Busy(String findingId, Instant until) implements Response {}

    /**
     * The alert is about a call of our own and nothing is to be done: there is no finding.
     *
     * @param why whose call it was, the end of a sentence
     */
    record OwnCall(String findingId, String why) implements Response {}

    /** The finding could not be stored: the message has to come again. */
    record Unrecorded(String findingId, Failure failure) implements Response {}
}
