package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import org.jspecify.annotations.Nullable;

/** Flow logs: PUT and DELETE are long-running (https://learn.microsoft.com/rest/api/network-watcher/flow-logs). */
final class FlowLogRules implements ArmRules {
    static final String TYPE = "microsoft.network/networkwatchers/flowlogs";
    private static final int LONGEST_RETENTION = 365;
    private static final int NEWEST_VERSION = 2;

    private final ArmWorld world;
    private final Operations operations;

    FlowLogRules(ArmWorld world, Operations operations) {
        this.world = world;
        this.operations = operations;
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        if (!call.path().type().equals(TYPE) || call.path().odd()) {
            return null;
        }
        PlainResources.matchEtag(world, call);
        return switch (call.method()) {
            case "PUT" -> put(call);
            case "DELETE" -> delete(call);
            default -> {
                operations.looked(call.path().text());
                yield null;
            }
        };
    }

    private ArmAnswer put(ArmCall call) {
        ArmPath path = call.path();
        String location = watcherLocation(path);
        JsonNode asked = call.body().path("properties");
        check(call.body(), asked, location);
        String target = asked.path("targetResourceId").asText();
        for (ObjectNode other : world.of(TYPE)) {
            // Handbook C1, "one per target"; the code as tools that make flow logs look for it.
            if (!other.path("id").asText().equalsIgnoreCase(path.text())
                    && target.equalsIgnoreCase(
                            other.path("properties").path("targetResourceId").asText())) {
                throw new Refused(
                        400,
                        "CannotCreateMoreThanOneFlowLogPerTargetResource",
                        "A flow log on '%s' exists already: %s"
                                .formatted(target, other.path("id").asText()));
            }
        }
        busy(path);
        boolean there = world.find(path.text()) != null;
        ObjectNode kept = world.put(path.text(), call.body());
        if (kept.path("properties") instanceof ObjectNode properties) {
            properties.put("provisioningState", "Updating");
        }
        return operations.begin(there ? ArmAnswer.OK : ArmAnswer.CREATED, path, location, false, kept.deepCopy());
    }

    private ArmAnswer delete(ArmCall call) {
        ArmPath path = call.path();
        String location = watcherLocation(path);
        if (world.find(path.text()) == null) {
            return ArmAnswer.empty(ArmAnswer.NO_CONTENT);
        }
        busy(path);
        return operations.begin(ArmAnswer.ACCEPTED, path, location, true, null);
    }

    private String watcherLocation(ArmPath path) {
        ObjectNode watcher = world.find(path.parent());
        if (watcher == null) {
            throw new Refused(404, "ParentResourceNotFound", "There is no network watcher " + path.parent());
        }
        return watcher.path("location").asText();
    }

    /** Handbook C10: writes below one network watcher go one after the other. */
    private void busy(ArmPath path) {
        if (operations.busy(path.parent())) {
            throw new Refused(409, "AnotherOperationInProgress", "Another operation on this resource is in progress.");
        }
    }

    private void check(JsonNode body, JsonNode asked, String location) {
        // Handbook C1, "resource": its location is its target's, and the watcher's.
        same("flow log", body.path("location").asText(), location);
        same("target", location("targetResourceId", asked), location);
        // Handbook C1, "storage": same location, Standard only.
        same("storage account", location("storageId", asked), location);
        ObjectNode store = world.find(asked.path("storageId").asText());
        if (store != null && store.path("sku").path("name").asText().startsWith("Premium")) {
            throw new Refused(400, "InvalidStorageAccount", "Premium storage accounts are not supported.");
        }
        String target = ArmPath.of(asked.path("targetResourceId").asText()).type();
        if (target.equals("microsoft.network/networksecuritygroups")) {
            // Handbook C1, "retirement": none can be made since 30 June 2025; the code is not documented.
            throw new Refused(400, "NsgFlowLogsRetired", "NSG flow logs can no longer be created.");
        }
        if (asked.path("retentionPolicy").path("days").asInt() > LONGEST_RETENTION
                || asked.path("format").path("version").asInt(1) > NEWEST_VERSION) {
            throw new Refused(400, "InvalidRequestFormat", "Cannot parse the request.");
        }
    }

    private String location(String key, JsonNode asked) {
        String id = asked.path(key).asText();
        String location = id.isEmpty() ? null : world.locationOf(id);
        if (location == null) {
            throw new Refused(400, "InvalidResourceReference", "%s: resource '%s' was not found".formatted(key, id));
        }
        return location;
    }

    private static void same(String what, String location, String watcher) {
        if (!location.replace(" ", "").equalsIgnoreCase(watcher)) {
            throw new Refused(
                    400,
                    "LocationMismatch",
                    "The %s is in '%s', the network watcher in '%s'".formatted(what, location, watcher));
        }
    }
}
