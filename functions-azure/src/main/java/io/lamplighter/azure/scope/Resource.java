package io.lamplighter.azure.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource as Azure Resource Manager or Resource Graph tells it.
 *
 * @param location empty where it has none
 * @param body with its {@code properties}, untrusted
 */
public record Resource(ArmId id, String location, JsonNode body) {
    /** Reads one; null if it has no id. */
    static @Nullable Resource of(JsonNode body) {
        ArmId id = ArmId.read(Json.text(body, "id"));
        return id == null ? null : new Resource(id, Locations.of(Json.text(body, "location")), body);
    }

    /** Text at a path below the resource, empty if there is none. */
    public String text(String path) {
        return Json.text(body, path);
    }

    /** The elements of a list at a path below the resource. */
    public List<JsonNode> list(String path) {
        return Json.list(body, path);
    }

    /** The resource id at a path below the resource, or null. */
    public @Nullable ArmId id(String path) {
        return ArmId.read(text(path));
    }

    /** The ids of this type at a path in each element of a list, or what they lie in of it; each once. */
    public List<ArmId> ids(String list, String path, String type) {
        return list(list).stream().flatMap(e -> id(e, path, type)).distinct().toList();
    }

    /** The id at a path of a JSON tree, or of what it lies in, if it is of this type. */
    public static Stream<ArmId> id(JsonNode node, String path, String type) {
        ArmId id = ArmId.read(Json.text(node, path));
        return Stream.ofNullable(id == null ? null : id.up(type)).filter(Objects::nonNull);
    }
}
