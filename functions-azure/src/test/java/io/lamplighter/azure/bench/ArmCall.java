package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.SentCall;
import io.lamplighter.shell.Json;
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
}
