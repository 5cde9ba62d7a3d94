package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resources that there are, by their ids in lower case: an id is the same in any case (handbook C0.4). */
final class ArmWorld {
    private final Map<String, ObjectNode> resources = new TreeMap<>();
    private long writes;

    void clear() {
        resources.clear();
    }

    /** Puts it there without asking any rule. */
    ObjectNode put(String id, JsonNode body) {
        ArmPath path = ArmPath.of(id);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.put("id", id);
        kept.put("name", id.substring(id.lastIndexOf('/') + 1));
        kept.put("type", path.type());
        body.properties().forEach(e -> kept.set(e.getKey(), e.getValue().deepCopy()));
        kept.put("id", id);
        kept.put("etag", "W/\"" + ++writes + "\"");
        resources.put(path.text(), kept);
        return kept;
    }

    void remove(String id) {
        resources.remove(ArmPath.of(id).text());
    }

    /** The resource, or null. */
    @Nullable ObjectNode find(String id) {
        return resources.get(ArmPath.of(id).text());
    }

    /** The resource; refused as Azure does if it is not there. */
    ObjectNode need(ArmPath path) {
        ObjectNode found = resources.get(path.text());
        if (found == null) {
            throw new Refused(404, "ResourceNotFound", "The Resource '%s' was not found.".formatted(path.text()));
        }
        return found;
    }

    /** What a collection lists, by id. */
    List<ObjectNode> in(ArmPath collection) {
        List<ObjectNode> found = new ArrayList<>();
        resources.forEach((id, body) -> {
            if (collection.lists(ArmPath.of(id))) {
                found.add(body);
            }
        });
        return found;
    }

    /** Every resource of a type, in lower case, by id. */
    List<ObjectNode> of(String type) {
        return resources.entrySet().stream()
                .filter(e -> ArmPath.of(e.getKey()).type().equals(type))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Everything, by id. */
    List<ObjectNode> all() {
        return List.copyOf(resources.values());
    }

    /** Whether there is such a resource, or one that comes with another: a storage account's services do. */
    boolean exists(String id) {
        return locationOf(id) != null;
    }

    /** Its location, or of a child its parent's; empty where it has none, null where there is no such resource. */
    @Nullable String locationOf(String id) {
        ArmPath path = ArmPath.of(id);
        ObjectNode found = resources.get(path.text());
        if (found != null && !found.path("location").asText().isEmpty()) {
            return found.path("location").asText();
        }
        boolean child = path.type().indexOf('/') != path.type().lastIndexOf('/');
        boolean service = path.type().matches("microsoft\\.storage/storageaccounts/(blob|queue|table|file)services");
        if (child && (found != null || service)) {
            return locationOf(path.parent());
        }
        return found == null ? null : "";
    }

    /** All as it is, comparable; the ETag left out, since it counts writes. */
    Map<String, Object> snapshot() {
        Map<String, Object> all = new TreeMap<>();
        resources.forEach((id, body) -> {
            ObjectNode copy = body.deepCopy();
            copy.remove("etag");
            all.put(id, Json.map(copy));
        });
        return all;
    }
}
