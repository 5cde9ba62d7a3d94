package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Tells what is wrong in the fields of a manual request: a name that is misspelt, or a list that came out empty, would
 * else turn a request for one thing into one for everything.
 */
public final class RequestForm {
    private static final Set<String> REQUEST = Set.of(
            "request",
            "id",
            "reason",
            "time",
            "account",
            "accounts",
            "region",
            "regions",
            "resources",
            "identities",
            "sources");
    private static final Set<String> RESOURCE = Set.of("kind", "id", "account", "region");
    private static final Set<String> IDENTITY = Set.of("kind", "id");

    private RequestForm() {}

    /**
     * The first thing that is wrong, or empty.
     *
     * @param kinds the kinds of identity that this cloud looks up
     */
    public static String wrong(JsonNode detail, boolean hardens, List<String> kinds) {
        String unknown = unknown(detail, REQUEST);
        if (!unknown.isEmpty()) {
            return "a request has no field \"%s\"".formatted(unknown);
        }
        for (String list : List.of("account", "accounts", "region", "regions", "sources")) {
            if (Json.list(detail, list).stream().anyMatch(e -> !e.isValueNode())) {
                return list + " takes texts";
            }
        }
        String named = resources(detail.path("resources"), hardens);
        if (!named.isEmpty()) {
            return named;
        }
        if (hardens && detail.has("identities")) {
            return "harden takes no identities: it lights what is there, whoever uses it";
        }
        for (JsonNode identity : Json.list(detail, "identities")) {
            if (!kinds.contains(Json.text(identity, "kind"))
                    || Json.text(identity, "id").isBlank()
                    || !unknown(identity, IDENTITY).isEmpty()) {
                return "identities takes objects with kind (%s) and id".formatted(anyOf(kinds));
            }
        }
        for (String source : Words.texts(detail, "sources")) {
            if (!source.matches("[a-z]+\\.[a-z0-9-]+")) {
                return "sources has \"%s\", which is no source's id".formatted(Words.quote(source));
            }
        }
        return "";
    }

    private static String resources(JsonNode resources, boolean hardens) {
        if (hardens && (resources.isNull() || (resources.isArray() && resources.isEmpty()))) {
            return "resources is empty: leave it out to harden everything";
        }
        for (JsonNode resource : resources.isArray() ? resources : List.of(resources)) {
            boolean object = !Json.text(resource, "kind").isEmpty()
                    && !Json.text(resource, "id").isEmpty();
            if (!resource.isTextual() && !object && !resources.isMissingNode() && !resources.isNull()) {
                return "resources takes texts, or objects with kind and id";
            }
            String unknown = unknown(resource, RESOURCE);
            if (!unknown.isEmpty()) {
                return "a resource has no field \"%s\"".formatted(unknown);
            }
        }
        return "";
    }

    private static String anyOf(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static String unknown(JsonNode node, Set<String> known) {
        return node.properties().stream()
                .map(f -> f.getKey())
                .filter(f -> !known.contains(f))
                .map(Words::quote)
                .findFirst()
                .orElse("");
    }
}
