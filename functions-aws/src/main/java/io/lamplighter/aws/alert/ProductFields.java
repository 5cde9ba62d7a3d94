package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a tree of ASFF's flat product fields, in which Security Hub keeps the {@code service} part of a GuardDuty
 * finding: {@code aws/guardduty/service/action/portProbeAction/portProbeDetails.0_/localPortDetails/port}.
 */
final class ProductFields {
    private static final int DEEPEST = 12;
    private static final int MOST = 50;
    private static final Pattern ELEMENT = Pattern.compile("(.+)\\.(\\d{1,2})_");

    private ProductFields() {}

    /** The tree under a prefix; keys without it are taken as they are, as they were before 2019. */
    static JsonNode tree(JsonNode fields, String prefix) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            String key = field.getKey();
            String[] path = (key.startsWith(prefix) ? key.substring(prefix.length()) : key).split("/", -1);
            if (path.length <= DEEPEST && field.getValue().isValueNode()) {
                put(root, path, field.getValue());
            }
        }
        return root;
    }

    private static void put(ObjectNode root, String[] path, JsonNode value) {
        ObjectNode here = root;
        for (int i = 0; i < path.length - 1; i++) {
            here = child(here, path[i]);
        }
        String leaf = path[path.length - 1];
        if (!here.has(leaf)) {
            here.set(leaf, value);
        }
    }

    private static ObjectNode child(ObjectNode parent, String key) {
        Matcher element = ELEMENT.matcher(key);
        int index = element.matches() ? Integer.parseInt(element.group(2)) : MOST;
        if (index >= MOST) {
            return parent.path(key) instanceof ObjectNode there ? there : parent.putObject(key);
        }
        String name = element.group(1);
        ArrayNode list = parent.path(name) instanceof ArrayNode there ? there : parent.putArray(name);
        while (list.size() <= index) {
            list.addObject();
        }
        return (ObjectNode) list.path(index);
    }
}
