package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.shell.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long-running operations: 201 or 202 with {@code Azure-AsyncOperation} and {@code Retry-After}, asked until the status is
 * Succeeded or Failed (https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations).
 */
final class Operations implements ArmRules {
    private static final String TYPE = "microsoft.network/locations/operations";

    private final ArmWorld world;
    private final String endpoint;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private int polls = 1;
    private boolean unnamed;
    private String retryAfter = "0";
    private @Nullable String failing;
    private int next = 1;

    /** One under way; {@code failure} is null where it will succeed. */
    private static final class Running {
        private final String watcher;
        private final String id;
        private final boolean deletes;
        private final @Nullable String failure;
        private int left;
        private boolean done;

        Running(String watcher, String id, boolean deletes, @Nullable String failure, int left) {
            this.watcher = watcher;
            this.id = id;
            this.deletes = deletes;
            this.failure = failure;
            this.left = left;
        }
    }

    Operations(ArmWorld world, String endpoint) {
        this.world = world;
        this.endpoint = endpoint;
    }

    void clear() {
        running.clear();
        take(1, 0);
        failing = null;
    }

    /** How many times one is asked before it is done, none for done at once, of which Azure names no operation, and the seconds that it asks to wait. */
    void take(int times, int seconds) {
        polls = times;
        unnamed = times == 0;
        retryAfter = String.valueOf(seconds);
    }

    /** Each is done by the time of the first question for it, and holds up no other. */
    void doneBeforeAsked() {
        take(0, 0);
        unnamed = false;
    }

    /** The next one ends as Failed with this code. */
    void failNext(String code) {
        failing = code;
    }

    /** All are done, as if time had passed. */
    void finish() {
        running.values().forEach(this::end);
    }

    boolean busy(String watcher) {
        return running.values().stream().anyMatch(r -> !r.done && r.watcher.equals(watcher));
    }

    ArmAnswer begin(int status, ArmPath resource, String location, boolean deletes, @Nullable JsonNode body) {
        String id = String.valueOf(next++);
        Running one = new Running(resource.parent(), resource.text(), deletes, failing, polls);
        failing = null;
        running.put(id, one);
        ObjectNode there = world.find(resource.text());
        if (deletes && there != null) {
            there.withObject("properties").put("provisioningState", "Deleting");
        }
        if (polls == 0) {
            end(one);
        }
        if (unnamed) {
            ObjectNode done = world.find(resource.text());
            return new ArmAnswer(status, Map.of(), done == null ? null : done.deepCopy());
        }
        String subscription = resource.text().split("/", -1)[2];
        String url = "%ssubscriptions/%s/providers/Microsoft.Network/locations/%s/operations/%s?api-version=2025-03-01"
                .formatted(endpoint, subscription, location, id);
        return new ArmAnswer(status, Map.of("Azure-AsyncOperation", url, "Retry-After", retryAfter), body);
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        if (!call.path().type().equals(TYPE)) {
            return null;
        }
        Running one = running.get(call.path().name());
        if (one == null) {
            return ArmAnswer.error(404, "NotFound", "There is no such operation.");
        }
        one.left--;
        if (one.left <= 0) {
            end(one);
        }
        if (!one.done) {
            return new ArmAnswer(
                    ArmAnswer.OK, Map.of("Retry-After", retryAfter), Json.tree(Map.of("status", "InProgress")));
        }
        return ArmAnswer.ok(Json.tree(
                one.failure == null
                        ? Map.of("status", "Succeeded")
                        : Map.of(
                                "status",
                                "Failed",
                                "error",
                                Map.of("code", one.failure, "message", "as told", "details", List.of()))));
    }

    /** A look at a resource that is being deleted is as good as a poll: time passes. */
    void looked(String id) {
        for (Running one : running.values()) {
            if (one.deletes && one.id.equals(id) && --one.left < 0) {
                end(one);
            }
        }
    }

    private void end(Running one) {
        if (one.done) {
            return;
        }
        one.done = true;
        ObjectNode resource = world.find(one.id);
        if (resource == null) {
            return;
        }
        if (one.deletes && one.failure == null) {
            world.remove(one.id);
        } else if (resource.path("properties") instanceof ObjectNode properties) {
            properties.put("provisioningState", one.failure == null ? "Succeeded" : "Failed");
        }
    }
}
