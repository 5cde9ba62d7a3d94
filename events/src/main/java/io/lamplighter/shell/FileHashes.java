package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the hashes of files wherever an alert names them: GuardDuty alone has five places for them, each of another
 * shape ({@code threatFileSha256}, {@code executableSha256}, {@code filePaths[].hash}, …), OCSF a list of its own.
 */
public final class FileHashes {
    private static final Pattern HASH =
            Pattern.compile("[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{128}");
    private static final Pattern KEY = Pattern.compile(".*(hash|md5|sha1|sha256|sha512)");

    private FileHashes() {}

    /** Adds those in a tree. */
    public static void add(AlertDraft draft, JsonNode node) {
        if (node.isArray()) {
            node.forEach(n -> add(draft, n));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            String key = field.getKey().toLowerCase(Locale.ROOT);
            if (key.equals("hashes")) {
                Json.list(node, field.getKey()).forEach(h -> hash(draft, Json.text(h, "value")));
            } else if (value.isTextual() && KEY.matcher(key).matches()) {
                hash(draft, value.asText());
            } else {
                add(draft, value);
            }
        }
    }

    /** Adds a text if it is a hash. */
    public static void hash(AlertDraft draft, String text) {
        if (HASH.matcher(text).matches()) {
            draft.indicator("hash", text);
        }
    }
}
