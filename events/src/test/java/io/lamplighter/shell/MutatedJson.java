package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Does to an event what relays, other versions and attackers do: takes parts away, and puts others in their place. */
public final class MutatedJson {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "true",
            "-1",
            "1e999",
            "0".repeat(5000),
            "\u0000\u001b[31m\n",
            "💡",
            "[{\"a\":",
            "{\"sample\":",
            "../../etc",
            "<script>",
            "..");

    private final List<String> texts;

    /**
     * @param more what a cloud's names may be mistaken for
     */
    public MutatedJson(String... more) {
        this.texts = Stream.concat(TEXTS.stream(), Stream.of(more)).toList();
    }

    /** One to four changes, in place. */
    public void mutate(JsonNode event, Random random) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            once(event, random);
        }
    }

    private void once(JsonNode root, Random random) {
        List<JsonNode> parents = new ArrayList<>();
        collect(root, parents);
        JsonNode parent = parents.get(random.nextInt(parents.size()));
        if (parent instanceof ObjectNode object && !object.isEmpty()) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            String key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(5) == 0) {
                object.remove(key);
            } else {
                object.set(key, other(object.path(key), random));
            }
        } else if (parent instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), other(array.path(0), random));
        }
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            parents.add(node);
            node.forEach(n -> collect(n, parents));
        }
    }

    private JsonNode other(JsonNode was, Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.booleanNode(random.nextBoolean());
            case 3 -> make.arrayNode();
            case 4 -> make.objectNode();
            case 5 -> make.arrayNode().add(was.deepCopy()).add(was.deepCopy()).addNull();
            case 6 -> make.objectNode().set("value", was.deepCopy());
            case 7 -> make.numberNode(random.nextDouble() * 1e300);
            default -> make.textNode(texts.get(random.nextInt(texts.size())));
        };
    }
}
