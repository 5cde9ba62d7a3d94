package io.lamplighter.shell;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.MemoryTable;
import io.lamplighter.events.Mode;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every verb has. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class Verb implements Callable<Integer> {
    /** A person may wait longer than a function, but not for ever. */
    private static final Duration LONGEST = Duration.ofHours(1);

    @Option(names = "--json", description = "One line of JSON for each result.")
    boolean json;

    final Cloud cloud;
    final Desk desk;

    Verb(Cloud cloud, Desk desk) {
        this.cloud = cloud;
        this.desk = desk;
    }

    abstract ExitCode run() throws InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        return run().number();
    }

    /** Responds to alerts one by one: as a dry run against a table in memory, or for good. */
    ExitCode respond(Cloud.Session session, List<Alert> alerts, boolean apply, long looks) throws InterruptedException {
        Mode mode = apply ? Mode.ACT : Mode.PROPOSE;
        MemoryTable memory = new MemoryTable(session.clock());
        FindingTable table = apply ? session.findings() : memory;
        Ledger ledger = apply ? session.ledger() : memory;
        List<Response> responses = new ArrayList<>();
        try (Progress progress = desk.progress("Looking", looks)) {
            var responder = session.responder(mode, table, ledger, progress);
            Deadline deadline = new Deadline(session.clock().instant().plus(LONGEST), session.clock());
            for (Alert alert : alerts) {
                responses.add(responder.respond(alert, deadline));
            }
        }
        ExitCode exit = ExitCode.DONE;
        for (Response response : responses) {
            exit = exit.and(show(response, apply));
        }
        return exit;
    }

    private ExitCode show(Response response, boolean apply) {
        return switch (response) {
            case Response.Done done -> show(done, apply);
            case Response.Busy busy ->
                trouble("finding %s is just being worked on, until %s: try again then"
                        .formatted(busy.findingId(), busy.until()));
            case Response.OwnCall own -> ownCall(own.why());
            case Response.Unrecorded unrecorded ->
                trouble("finding %s could not be stored: %s"
                        .formatted(unrecorded.findingId(), unrecorded.failure().why()));
        };
    }

    private ExitCode ownCall(String why) {
        String sentence = "nothing to answer: " + why;
        desk.say(json ? Json.write(line("ignored", sentence)) : sentence);
        return ExitCode.DONE;
    }

    private ExitCode show(Response.Done done, boolean apply) {
        Finding finding = done.finding();
        show(OcsfDocument.of(finding), apply);
        if (!apply && !json) {
            boolean proposed = finding.outcomes().stream().anyMatch(Outcome.Proposed.class::isInstance);
            desk.say("\nThis was a dry run: nothing was changed%s."
                    .formatted(proposed ? ". Give --apply to do what is proposed" : ", and nothing is to be done"));
        }
        if (finding.outcomes().stream().anyMatch(Outcome.Failed.class::isInstance)) {
            return ExitCode.FAILED;
        }
        return done.retry()
                ? trouble("not all of finding %s could be recorded: run the same again".formatted(finding.id()))
                : ExitCode.DONE;
    }

    void show(Map<String, Object> document, boolean undoable) {
        desk.say(
                json
                        ? Json.write(document)
                        : FindingReport.of(
                                document,
                                undoable ? "lamplighter " + cloud.words().cloud() + " undo" : "",
                                desk.width()));
    }

    ExitCode trouble(String sentence) {
        aside("error", sentence);
        return ExitCode.FAILED;
    }

    /** Worth knowing, and no failure. */
    void note(String sentence) {
        aside("note", sentence);
    }

    private void aside(String word, String sentence) {
        if (json) {
            desk.say(Json.write(line(word, sentence)));
        }
        desk.err().println("lamplighter: " + Plain.of(sentence));
        desk.err().flush();
    }

    static Map<String, Object> line(String key, Object value) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(key, value);
        return line;
    }
}
