package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lists by pages, each with the link of the next: https://learn.microsoft.com/rest/api/azure/#async-operations-throttling-and-paging */
final class Pages {
    private static final String TOKEN = "$skiptoken";

    private final String endpoint;
    private int size = 1000;

    Pages(String endpoint) {
        this.endpoint = endpoint;
    }

    void size(int most) {
        size = most;
    }

    int size() {
        return size;
    }

    ArmAnswer of(ArmCall call, List<? extends JsonNode> all) {
        int from = Integer.parseInt(call.query().getOrDefault(TOKEN, "0"));
        int to = Math.min(all.size(), from + size);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode value = page.putArray("value");
        all.subList(Math.min(from, to), to).forEach(value::add);
        if (to < all.size()) {
            Map<String, String> query = new TreeMap<>(call.query());
            query.put(TOKEN, String.valueOf(to));
            page.put(
                    "nextLink",
                    endpoint.substring(0, endpoint.length() - 1) + call.path().text() + "?"
                            + query.entrySet().stream()
                                    .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                                    .collect(Collectors.joining("&")));
        }
        return ArmAnswer.ok(page);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
