package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes into a central table as text and comes out the same.
 *
 * <p>Half a surrogate pair is legal in JSON's escapes and not in UTF-8, and may come from an event: it is escaped in
 * JSON, which keeps it, and replaced in plain text.
 */
public final class Kept {
    private static final int TEXT_CHARS = 8_000;
    private static final int ROOM = 16;
    private static final char REPLACEMENT = '\uFFFD';

    private Kept() {}

    /** Plain text, at most 8,000 characters: a note must not outgrow its row. */
    public static String text(String text) {
        return whole(text.length() <= TEXT_CHARS ? text : text.substring(0, TEXT_CHARS));
    }

    /** Plain text of any length. */
    public static String whole(String text) {
        return replaceHalves(text, half -> String.valueOf(REPLACEMENT));
    }

    /** A tree as one line of JSON. */
    public static String json(Object tree) {
        return replaceHalves(Json.write(tree), half -> "\\u%04x".formatted((int) half));
    }

    /** A step's targets as a tree. */
    public static List<Map<String, Object>> targets(List<ResourceRef> targets) {
        return targets.stream().map(Kept::target).toList();
    }

    /** The targets of such a tree. */
    public static List<ResourceRef> targets(JsonNode tree) {
        List<ResourceRef> targets = new ArrayList<>();
        tree.forEach(t -> targets.add(target(t)));
        return targets;
    }

    private static Map<String, Object> target(ResourceRef target) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", target.kind());
        map.put("id", target.id());
        map.put("account", target.account());
        map.put("region", target.region());
        map.put("within", target.within());
        return map;
    }

    private static ResourceRef target(JsonNode target) {
        Map<String, String> within = new LinkedHashMap<>();
        target.path("within")
                .properties()
                .forEach(e -> within.put(e.getKey(), e.getValue().asText()));
        return new ResourceRef(
                target.path("kind").asText(),
                target.path("id").asText(),
                target.path("account").asText(),
                target.path("region").asText(),
                within);
    }

    private interface Half {
        String instead(char half);
    }

    private static String replaceHalves(String text, Half half) {
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !paired) {
                if (whole == null) {
                    whole = new StringBuilder(text.length() + ROOM).append(text, 0, i);
                }
                whole.append(half.instead(c));
                continue;
            }
            if (whole != null) {
                whole.append(c);
            }
            if (paired) {
                i++;
                if (whole != null) {
                    whole.append(text.charAt(i));
                }
            }
        }
        return whole == null ? text : whole.toString();
    }
}
