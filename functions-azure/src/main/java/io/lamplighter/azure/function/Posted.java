package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import io.lamplighter.azure.alert.Handshake;
import io.lamplighter.events.Intake;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.JsonEvents;
import io.lamplighter.shell.Results;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered to a post, and what of it has to come again.
 *
 * @param answer 200 where all is done, 202 where the rest comes again from the queue, 400 where an event was rejected: the
 *     sender is told, and it does not come again
 */
record Posted(HttpResponseMessage answer, List<String> again) {
    /** Azure's load balancer ends an answer after 230 s (handbook C11). */
    private static final Duration PATIENCE = Duration.ofSeconds(200);

    static Posted to(Running running, HttpRequestMessage<Optional<String>> request) {
        if (request.getHttpMethod() == HttpMethod.OPTIONS) {
            return handshake(request, Handshake.ofCloudEvents(header(request, "webhook-request-origin")));
        }
        String body = request.getBody().orElse("");
        List<JsonEvents.Event> events = JsonEvents.in(body);
        if (events.size() == 1 && events.getFirst() instanceof JsonEvents.Tree(JsonNode event)) {
            Map<String, String> validation = Handshake.ofEventGrid(event);
            if (!validation.isEmpty()) {
                return answered(request, HttpStatus.OK, validation, List.of());
            }
        }
        Running.Responded responded = running.respond(List.of(body), PATIENCE);
        List<Intake.Answer> answers = responded.answers();
        boolean rejected = answers.stream().anyMatch(a -> a.result() == Intake.Result.REJECTED);
        boolean again = answers.stream().anyMatch(a -> a.again() && a.result() != Intake.Result.REJECTED);
        HttpStatus status = again ? HttpStatus.ACCEPTED : rejected ? HttpStatus.BAD_REQUEST : HttpStatus.OK;
        return answered(request, status, Results.of(answers), again ? responded.again() : List.of());
    }

    private static Posted handshake(HttpRequestMessage<?> request, Map<String, String> headers) {
        var answer = request.createResponseBuilder(headers.isEmpty() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        headers.forEach(answer::header);
        return new Posted(answer.build(), List.of());
    }

    private static Posted answered(
            HttpRequestMessage<?> request, HttpStatus status, Map<String, ?> body, List<String> again) {
        return new Posted(
                request.createResponseBuilder(status)
                        .header("Content-Type", "application/json")
                        .body(Json.write(body))
                        .build(),
                again);
    }

    /** A header's name is the same in any case, and hosts write it in any. */
    private static String header(HttpRequestMessage<?> request, String name) {
        return request.getHeaders().entrySet().stream()
                .filter(h -> h.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
