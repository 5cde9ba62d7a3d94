package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpStatus;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Ids;
import io.lamplighter.events.MemoryTable;
import io.lamplighter.events.Mode;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Responder;
import io.lamplighter.events.Response;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.HardenRequest;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.JsonEvents;
import io.lamplighter.shell.OutcomeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A person's request to harden: planned first, and carried out only as it was planned. */
final class Planned {
    /** For all alerts of a request together; half of what an answer may take: the plan is made anew before it is carried out. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private final Running running;

    Planned(Running running) {
        this.running = running;
    }

    record Answer(HttpStatus status, String body) {
        static Answer of(HttpStatus status, Map<String, Object> body) {
            return new Answer(status, Json.write(body));
        }

        static Answer error(HttpStatus status, String sentence) {
            return of(status, Map.of("error", sentence));
        }
    }

    Answer to(String body, String id) {
        List<JsonEvents.Event> events = JsonEvents.in(body.isBlank() ? "{}" : body);
        if (events.getLast() instanceof JsonEvents.Broken broken) {
            return Answer.error(HttpStatus.BAD_REQUEST, broken.why());
        }
        // Of anything else nothing would be left but a request for everything.
        if (events.size() > 1 || !(events.getFirst() instanceof JsonEvents.Tree(JsonNode asked)) || !asked.isObject()) {
            return Answer.error(HttpStatus.BAD_REQUEST, "it takes one request, an object");
        }
        Home home = running.lamps().home();
        ObjectNode request = HardenRequest.of(asked, home.subscription(), home.location(), id);
        JsonNode applied = request.remove("apply");
        List<Alert> alerts = new ArrayList<>();
        for (Parsed parsed : running.opened(request)) {
            switch (parsed) {
                case Parsed.Read read -> alerts.add(read.alert());
                case Parsed.Ignored ignored -> {
                    return Answer.error(HttpStatus.BAD_REQUEST, ignored.why());
                }
                case Parsed.Rejected rejected -> {
                    return Answer.error(HttpStatus.BAD_REQUEST, rejected.why());
                }
            }
        }
        try {
            return applied == null
                    ? planned(dry(alerts), request, HttpStatus.OK)
                    : apply(alerts, request, applied.asText());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComeAgain("told to stop");
        }
    }

    /** 503 with what was seen so far where a later look can see more: what is carried out, somebody has seen. */
    private static Answer planned(List<Response> dry, ObjectNode request, HttpStatus status) {
        boolean whole = whole(dry);
        Map<String, Object> body = new LinkedHashMap<>();
        if (!whole) {
            body.put("error", "this is not all of it, and is not carried out: ask again");
        }
        body.put("plan", plan(dry));
        body.put("id", request.path("id").asText());
        body.put("findings", documents(dry));
        return Answer.of(whole ? status : HttpStatus.SERVICE_UNAVAILABLE, body);
    }

    private Answer apply(List<Alert> alerts, ObjectNode request, String plan) throws InterruptedException {
        if (running.lamps().mode() != Mode.ACT) {
            return Answer.error(HttpStatus.FORBIDDEN, "LAMPLIGHTER_MODE is propose: nothing is carried out here");
        }
        List<Response> dry = dry(alerts);
        if (!whole(dry) || !plan(dry).equals(plan)) {
            return planned(dry, request, HttpStatus.CONFLICT);
        }
        Deadline deadline = running.deadline(PATIENCE);
        Responder responder = running.lamps()
                .responder(Mode.ACT, running.lamps().findings(), running.lamps().ledger(), new OutcomeLog());
        List<Response> done = sideBySide(alerts, alert -> responder.respond(alert, deadline));
        return Answer.of(whole(done) ? HttpStatus.OK : HttpStatus.BAD_GATEWAY, Map.of("findings", documents(done)));
    }

    private List<Response> dry(List<Alert> alerts) throws InterruptedException {
        Deadline deadline = running.deadline(PATIENCE);
        MemoryTable memory = new MemoryTable(running.lamps().clock());
        Responder responder = running.lamps().responder(Mode.PROPOSE, memory, memory, Watch.NONE);
        return sideBySide(alerts, alert -> responder.respond(alert, deadline));
    }

    private interface Responding {
        Response to(Alert alert) throws InterruptedException;
    }

    /** A request of many subscriptions is an alert for each. */
    private static List<Response> sideBySide(List<Alert> alerts, Responding responding) throws InterruptedException {
        List<Callable<Response>> work = new ArrayList<>();
        alerts.forEach(alert -> work.add(() -> responding.to(alert)));
        List<Response> responses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> one : threads.invokeAll(work)) {
                responses.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return responses;
    }

    /** Whether nothing of it can end better later. */
    private static boolean whole(List<Response> responses) {
        return responses.stream().allMatch(r -> r instanceof Response.Done d && !d.retry());
    }

    /** The same calls with the same content make the same plan, as long as the same could not be looked at. */
    private static String plan(List<Response> dry) {
        List<String> calls = new ArrayList<>();
        for (Finding finding : findings(dry)) {
            for (Outcome outcome : finding.outcomes()) {
                if (outcome instanceof Outcome.Proposed p) {
                    calls.add(Json.canonical(List.of(
                            p.source(),
                            p.action(),
                            p.targets().stream().map(t -> t.id()).sorted().toList(),
                            p.request())));
                } else if (outcome instanceof Outcome.Failed f) {
                    calls.add(Json.canonical(List.of(
                            f.source(),
                            f.failure().kind().name(),
                            f.targets().stream().map(t -> t.id()).sorted().toList())));
                }
            }
        }
        calls.sort(null);
        return Ids.of(calls.toArray(String[]::new));
    }

    private static List<Finding> findings(List<Response> responses) {
        return responses.stream()
                .filter(Response.Done.class::isInstance)
                .map(r -> ((Response.Done) r).finding())
                .toList();
    }

    private static List<Object> documents(List<Response> responses) {
        List<Object> documents = new ArrayList<>();
        for (Response response : responses) {
            switch (response) {
                case Response.Done done -> documents.add(OcsfDocument.of(done.finding()));
                case Response.Busy busy ->
                    documents.add(Map.of("error", "finding %s is just being worked on".formatted(busy.findingId())));
                case Response.OwnCall own -> documents.add(Map.of("error", own.why()));
                case Response.Unrecorded lost ->
                    documents.add(Map.of("error", lost.failure().why()));
            }
        }
        return documents;
    }
}
