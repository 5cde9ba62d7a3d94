package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import io.lamplighter.events.SentCall;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request as it came.
 *
 * @param query decoded, {@code api-version} among it
 * @param ifMatch empty where none was sent
 */
record ArmCall(String method, ArmPath path, Map<String, String> query, JsonNode body, String ifMatch) {
    String action() {
        return ArmAction.of(method, path.text());
    }

    boolean reads() {
        return action().endsWith("/read");
    }

    /** As the contracts compare it: a write is the id of what is written and its body. */
    SentCall sent() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", path.text());
        Map<String, String> asked = new TreeMap<>(query);
        asked.remove("api-version");
        if (!asked.isEmpty()) {
            request.put("query", asked);
        }
        if (body.isObject()) {
            request.put("body", Json.map(body));
        }
        return new SentCall(action(), request);
    }

    static ArmCall read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String one : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] pair = one.split("=", 2);
            query.put(decoded(pair[0]), decoded(pair.length == 2 ? pair[1] : ""));
        }
        String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
        return new ArmCall(
                exchange.getRequestMethod(),
                ArmPath.of(exchange.getRequestURI().getPath()),
                query,
                body.isBlank() ? MissingNode.getInstance() : Json.read(body),
                ifMatch == null ? "" : ifMatch);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
