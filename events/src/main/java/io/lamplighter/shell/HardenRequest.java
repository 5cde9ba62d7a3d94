package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes a whole request to harden of what a person or a schedule left out of it. */
public final class HardenRequest {
    private HardenRequest() {}

    /**
     * The request.
     *
     * @param asked a manual request's fields; anything but an object is none of them
     * @param account the account or subscription, and
     * @param region the region or location, where the request names none
     * @param id the request's id where it has none: the same id is the same request
     */
    public static ObjectNode of(JsonNode asked, String account, String region, String id) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (asked instanceof ObjectNode fields) {
            request.setAll(fields);
        }
        if (!request.has("request")) {
            request.put("request", "harden");
        }
        if (!request.has("id")) {
            request.put("id", id);
        }
        if (!request.has("account") && !request.has("accounts")) {
            request.put("account", account);
        }
        if (!request.has("region") && !request.has("regions")) {
            request.put("region", region);
        }
        return request;
    }
}
