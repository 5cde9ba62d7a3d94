package io.lamplighter.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.shell.HardenRequest;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Hardens: everything in the accounts and regions that the request names, or only the resources that it names.
 *
 * <p>The input is a request's detail (see {@code ManualRequest}); what it leaves out, and all of it in a scheduled event,
 * is the function's own account and region.
 */
public final class Harden implements RequestStreamHandler {
    private final Running running = new Running();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Lamps lamps = running.lamps(context);
        JsonNode asked = Json.read(new String(event.readAllBytes(), StandardCharsets.UTF_8));
        JsonNode request = asked.path("source").asText().equals("lamplighter")
                ? asked
                : request(asked, lamps.home(), context.getAwsRequestId());
        running.take(lamps.bean(AwsEvents.class).open(request), answer, context);
    }

    private static JsonNode request(JsonNode asked, Home home, String requestId) {
        boolean scheduled = asked.path("source").asText().equals("aws.events");
        String id = scheduled && asked.hasNonNull("id") ? asked.path("id").asText() : requestId;
        return HardenRequest.of(scheduled ? MissingNode.getInstance() : asked, home.account(), home.region(), id);
    }
}
