package io.lamplighter.shell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Reads JSON as events really carry it: keys in camelCase or PascalCase, booleans and numbers as text, one object where
 * a list is documented and a list where one object is.
 *
 * <p>Reading never fails on a type: what is not there, or is of another type, is empty.
 */
public final class Json {
    private static final int DEPTH = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    // A snippet of the source in an exception would carry an event into a log.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    private Json() {}

    /**
     * The tree of one text.
     *
     * @throws IOException if it is not JSON; the message gives line and column and nothing of the content
     */
    public static JsonNode read(String text) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            throw new IOException(where(e), e);
        }
    }

    /**
     * Hands over the trees of a text that holds several, one after the other, and those of a list one by one, so that what
     * comes before a fault is not lost with it; an empty list is itself one.
     *
     * @param taker also told how many characters of the text are then read
     * @throws IOException if one of them is not JSON; those before it have been handed over
     */
    public static void each(String text, ObjLongConsumer<JsonNode> taker) throws IOException {
        // Not Jackson's value iterator: it takes a list for its elements, and stops where the first list ends.
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    elements(parser, taker);
                } else {
                    taker.accept(MAPPER.readTree(parser), read(parser));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(where(e), e);
        }
    }

    /**
     * All of those trees.
     *
     * @throws IOException if one of them is not JSON
     */
    public static List<JsonNode> readAll(String text) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        each(text, (node, end) -> nodes.add(node));
        return nodes;
    }

    private static void elements(JsonParser parser, ObjLongConsumer<JsonNode> taker) throws IOException {
        boolean empty = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            taker.accept(MAPPER.readTree(parser), read(parser));
            empty = false;
        }
        if (empty) {
            taker.accept(MAPPER.createArrayNode(), read(parser));
        }
    }

    private static long read(JsonParser parser) {
        return parser.currentLocation().getCharOffset();
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "not JSON"
                : "not JSON at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /**
     * One line of JSON for a tree of maps, lists, texts, numbers and booleans.
     */
    public static String write(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON tree", e);
        }
    }

    /** The same text for equal trees, whatever order their maps have. */
    public static String canonical(Object tree) {
        try {
            return MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON tree", e);
        }
    }

    /** The tree of maps, lists, texts, numbers and booleans. */
    public static JsonNode tree(Object values) {
        return MAPPER.valueToTree(values);
    }

    /** A map as JSON's own types. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(JsonNode node) {
        return node.isObject() ? MAPPER.convertValue(node, Map.class) : Map.of();
    }

    /** The node at a dotted path; each key also matches with its first letter in the other case. */
    public static JsonNode at(JsonNode node, String path) {
        JsonNode here = node;
        for (String key : path.split("\\.", -1)) {
            if (here.isArray()) {
                here = here.path(0);
            }
            JsonNode next = here.path(key);
            here = next.isMissingNode() ? here.path(otherCase(key)) : next;
        }
        return here;
    }

    private static String otherCase(String key) {
        char first = key.charAt(0);
        char other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return other + key.substring(1);
    }

    /** Text, or a number or boolean as text; empty if it is absent, null or no scalar. */
    public static String text(JsonNode node, String path) {
        JsonNode found = at(node, path);
        return found.isValueNode() && !found.isNull() ? found.asText() : "";
    }

    /** True for {@code true} and {@code "true"}. */
    public static boolean flag(JsonNode node, String path) {
        return Boolean.parseBoolean(text(node, path));
    }

    /** The elements of a list; one object stands for a list of one; empty if there is nothing. */
    public static List<JsonNode> list(JsonNode node, String path) {
        JsonNode found = at(node, path);
        if (found.isMissingNode() || found.isNull()) {
            return List.of();
        }
        if (!found.isArray()) {
            return List.of(found);
        }
        List<JsonNode> elements = new ArrayList<>();
        found.forEach(e -> {
            if (!e.isNull()) {
                elements.add(e);
            }
        });
        return elements;
    }
}
