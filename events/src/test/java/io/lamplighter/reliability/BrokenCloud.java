package io.lamplighter.reliability;

import io.lamplighter.events.Intake.Message;
import io.lamplighter.shell.BeanParts;
import java.util.List;
import java.util.Map;

/**
 * A dark tenant, its table, and functions with real clients in front of both, whose calls go wrong when told to. What goes
 * wrong does so until it is healed.
 */
public interface BrokenCloud extends AutoCloseable {
    /** How the answer of a write that was carried out is lost. */
    enum Lost {
        /** Each attempt is answered by a connection that breaks. */
        RESET,
        /** So is the first; those after it are throttled. */
        RESET_AND_THEN_THROTTLED
    }

    HandClock clock();

    /** A function that starts cold, in the mode that acts. */
    BeanParts function();

    /** The message about all that is dark, as a function reads it. */
    List<Message> message(BeanParts function);

    /** What is dark for each source at first, sorted. */
    Map<String, List<String>> dark();

    /** What is lit for a source now, by the cloud itself, sorted; what is lit twice is there twice. */
    List<String> lit(String source);

    /** How many entries of the ledger stand for all of it. */
    int steps();

    /** How many requests to change a log setting came. */
    int writes();

    /** Throttles a source's look; the targets that this costs. */
    List<String> throttlesLook(String source);

    /** The word by which that is said. */
    String throttled(String source);

    /** Answers a source's writes by a server's error; the targets that this costs. */
    List<String> failsWrites(String source);

    /** Carries a source's writes out and loses the answers; the targets that this is about. */
    List<String> losesAnswers(String source, Lost how);

    /** Never answers the look of the source that is waited for last; first that it came. */
    void hangsLook(Runnable came);

    /** Carries out the writes of the source that is waited for last, says so, and never answers. */
    void hangsWrites(Runnable carriedOut);

    /** Never answers who asks for the marks of what nobody may touch. */
    void hangsMarks();

    /** The source that is waited for last, and the one before it. */
    List<String> lastWaitedFor();

    /** Lets nothing through to the table. */
    void cutsTable();

    /** Denies what is to be written into the ledger. */
    void deniesLedger();

    /** Denies to write that a step was carried out. */
    void losesSettlings();

    /** All is well again, and what hangs lets go. */
    void heal();

    @Override
    void close();
}
