package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Alert;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Responder;
import io.lamplighter.events.Scoper;
import io.lamplighter.events.Survey;
import io.lamplighter.events.Undoing;
import io.lamplighter.events.Watch;
import java.time.Clock;
import java.util.List;

/** What the command line has to know of a cloud. */
public interface Cloud {
    /** The verb that it is reached by, such as {@code aws}. */
    String name();

    /** Tells what would be made of events; offline, and without credentials. */
    Explain explain();

    /** Turns what its calls throw into failures. */
    FailureReader failures();

    /**
     * Enters the cloud with the person's own credentials.
     *
     * @param region where the central table is, unless the person's environment names a region
     * @throws IllegalArgumentException with one sentence, for a setting or credentials that are wrong
     */
    Session enter(String region);

    /** A person's session: the same parts that the functions are made of. */
    interface Session {
        /** The account or subscription whose credentials these are. */
        String account();

        /** Where the central table is. */
        String region();

        /** Every region that is on in this account. */
        List<String> regions();

        /** Whether there is a region of this name, whether or not it is on; without a call. */
        boolean knows(String region);

        /** The ids of the log sources. */
        List<String> sources();

        /** Opens what a trigger delivers, or a person's request. */
        List<Intake.Message> open(JsonNode delivered);

        /** The loop with a table of its own for a dry run, and with the central one otherwise. */
        Responder responder(Mode mode, FindingTable table, Ledger ledger, Watch watch);

        Scoper.Scoped scope(Alert alert);

        Survey survey(Watch watch);

        Undoing undoing();

        FindingTable findings();

        Ledger ledger();

        Clock clock();
    }
}
