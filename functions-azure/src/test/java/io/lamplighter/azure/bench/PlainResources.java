package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every resource does that has no rules of its own: GET, PUT, DELETE and the list of its kind. */
final class PlainResources implements ArmRules {
    private static final Set<String> NETWORK = Set.of(
            "microsoft.network/virtualnetworks",
            "microsoft.network/virtualnetworks/subnets",
            "microsoft.network/networkinterfaces");

    private final ArmWorld world;
    private final Pages pages;

    PlainResources(ArmWorld world, Pages pages) {
        this.world = world;
        this.pages = pages;
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        ArmPath path = call.path();
        matchEtag(world, call);
        return switch (call.method()) {
            case "GET" -> {
                if (path.type().equals("microsoft.resources/subscriptions/locations")) {
                    yield ArmAnswer.ok(Json.tree(Map.of("value", locations(path))));
                }
                if (!path.odd()) {
                    yield ArmAnswer.ok(view(world.need(path)));
                }
                needParent(path);
                yield pages.of(call, world.in(path).stream().map(this::view).toList());
            }
            case "PUT" -> {
                boolean there = world.find(path.text()) != null;
                ObjectNode kept = world.put(path.text(), call.body());
                yield new ArmAnswer(there ? ArmAnswer.OK : ArmAnswer.CREATED, Map.of(), kept);
            }
            case "DELETE" -> {
                boolean there = world.find(path.text()) != null;
                world.remove(path.text());
                // https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations: 204 for none.
                yield ArmAnswer.empty(there ? ArmAnswer.OK : ArmAnswer.NO_CONTENT);
            }
            default -> null;
        };
    }

    /** https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations */
    private static List<Map<String, String>> locations(ArmPath path) {
        return List.of("westeurope", "northeurope", "eastus").stream()
                .map(l -> Map.of("id", path.text() + "/" + l, "name", l))
                .toList();
    }

    /** A list below what is not there is refused; one of a whole subscription or group is empty. */
    private void needParent(ArmPath path) {
        boolean topLevel = path.type().indexOf('/') == path.type().lastIndexOf('/');
        String holder = topLevel ? path.base() : path.parent();
        if (!holder.isEmpty() && holder.contains("/providers/") && !world.exists(holder)) {
            throw new Refused(404, "ParentResourceNotFound", "Failed to find the parent '%s'.".formatted(holder));
        }
    }

    /** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-manager-etag: 412 for another's state. */
    static void matchEtag(ArmWorld world, ArmCall call) {
        if (call.ifMatch().isEmpty() || call.ifMatch().equals("*") || call.reads()) {
            return;
        }
        ObjectNode there = world.find(call.path().text());
        if (there == null || !there.path("etag").asText().equals(call.ifMatch())) {
            throw new Refused(412, "PreconditionFailed", "The ETag does not match.");
        }
    }

    /** A network shows the flow logs on it, read-only (handbook C1, "detect in 1 query"). */
    JsonNode view(ObjectNode resource) {
        String type = ArmPath.of(resource.path("id").asText()).type();
        if (!NETWORK.contains(type)) {
            return resource;
        }
        List<Map<String, String>> logs = world.of("microsoft.network/networkwatchers/flowlogs").stream()
                .filter(l -> l.path("properties")
                        .path("targetResourceId")
                        .asText()
                        .equalsIgnoreCase(resource.path("id").asText()))
                .map(l -> Map.of("id", l.path("id").asText()))
                .toList();
        if (logs.isEmpty()) {
            return resource;
        }
        ObjectNode shown = resource.deepCopy();
        ObjectNode properties = shown.path("properties").isObject()
                ? (ObjectNode) shown.path("properties")
                : shown.putObject("properties");
        properties.set(
                "flowLogs",
                JsonNodeFactory.instance
                        .arrayNode()
                        .addAll(logs.stream().map(Json::tree).toList()));
        return shown;
    }
}
