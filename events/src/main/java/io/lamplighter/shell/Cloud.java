package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Parts;
import java.util.List;

/** What the command line has to know of a cloud. */
public interface Cloud {
    /** How its people call things; among them the verb that it is reached by. */
    CloudWords words();

    /** Tells what would be made of events; offline, and without credentials. */
    Explain explain();

    /** Turns what its calls throw into failures. */
    FailureReader failures();

    /**
     * Enters the cloud with the person's own credentials.
     *
     * @param region the region that is meant, unless the person's environment names one
     * @throws IllegalArgumentException with one sentence, for a setting or credentials that are wrong
     */
    Session enter(String region);

    /** A person's session: the same parts that the functions are made of. */
    interface Session extends Parts {
        /** The account or subscription whose credentials these are. */
        String account();

        /** The region that is meant where a command names none; empty where nothing tells one. */
        String region();

        /** Every region that is on in this account. */
        List<String> regions();

        /** Whether there is a region of this name, whether or not it is on; without a call. */
        boolean knows(String region);

        /** The id that the table knows a resource by, of what a person calls it. */
        String resourceId(String given);

        /** Opens what a trigger delivers, or a person's request. */
        List<Intake.Message> open(JsonNode delivered);
    }
}
