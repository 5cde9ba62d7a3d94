package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpStatus;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Ids;
import io.lamplighter.events.MemoryTable;
import io.lamplighter.events.Mode;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Response;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.HardenRequest;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.OutcomeLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A person's request to harden: planned first, and carried out only as it was planned. */
final class Planned {
    /** Half of what an answer may take: the plan is made anew before it is carried out. */
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
        JsonNode asked;
        try {
            asked = Json.read(body.isBlank() ? "{}" : body);
        } catch (IOException e) {
            return Answer.error(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
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
            return applied == null ? planned(alerts, request, HttpStatus.OK) : apply(alerts, request, applied.asText());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComeAgain("told to stop");
        }
    }

    private Answer planned(List<Alert> alerts, ObjectNode request, HttpStatus status) throws InterruptedException {
        List<Response> dry = dry(alerts);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plan", plan(dry));
        body.put("id", request.path("id").asText());
        body.put("findings", documents(dry));
        return Answer.of(status, body);
    }

    private Answer apply(List<Alert> alerts, ObjectNode request, String plan) throws InterruptedException {
        if (running.lamps().mode() != Mode.ACT) {
            return Answer.error(HttpStatus.FORBIDDEN, "LAMPLIGHTER_MODE is propose: nothing is carried out here");
        }
        if (!plan(dry(alerts)).equals(plan)) {
            return planned(alerts, request, HttpStatus.CONFLICT);
        }
        List<Response> done = new ArrayList<>();
        for (Alert alert : alerts) {
            done.add(running.lamps()
                    .responder(
                            Mode.ACT,
                            running.lamps().findings(),
                            running.lamps().ledger(),
                            new OutcomeLog())
                    .respond(alert, running.deadline(PATIENCE)));
        }
        boolean all = done.stream().allMatch(r -> r instanceof Response.Done d && !d.retry());
        return Answer.of(all ? HttpStatus.OK : HttpStatus.BAD_GATEWAY, Map.of("findings", documents(done)));
    }

    private List<Response> dry(List<Alert> alerts) throws InterruptedException {
        List<Response> responses = new ArrayList<>();
        for (Alert alert : alerts) {
            MemoryTable memory = new MemoryTable(running.lamps().clock());
            responses.add(running.lamps()
                    .responder(Mode.PROPOSE, memory, memory, Watch.NONE)
                    .respond(alert, running.deadline(PATIENCE)));
        }
        return responses;
    }

    /** The same calls with the same bodies make the same plan. */
    private static String plan(List<Response> dry) {
        List<String> calls = new ArrayList<>();
        for (Finding finding : findings(dry)) {
            for (Outcome outcome : finding.outcomes()) {
                if (outcome instanceof Outcome.Proposed p) {
                    String targets =
                            p.targets().stream().map(ResourceRef::id).sorted().collect(Collectors.joining(","));
                    calls.add("%s %s %s %s"
                            .formatted(p.source(), p.action(), targets, Json.write(sorted(Json.tree(p.request())))));
                }
            }
        }
        calls.sort(null);
        return Ids.of(calls.toArray(String[]::new));
    }

    /** In one order, as another instance may have made the plan: maps have none of their own. */
    private static Object sorted(JsonNode node) {
        if (node.isArray()) {
            List<Object> inner = new ArrayList<>();
            node.forEach(n -> inner.add(sorted(n)));
            return inner;
        }
        Map<String, Object> inner = new TreeMap<>();
        node.properties().forEach(p -> inner.put(p.getKey(), sorted(p.getValue())));
        return node.isObject() ? inner : node;
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
