package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** JSON in texts: Azure puts bodies, claims and entities into texts, and Storage queues whole messages into base64. */
final class Texts {
    /** Takes nothing back: a long text that is none is told in one pass. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4}[A-Za-z0-9+/\\r\\n]*+={0,2}");

    private Texts() {}

    /** The tree itself, or the one in a text; missing if the text holds none, as one that was cut off does not. */
    static JsonNode tree(JsonNode node) {
        if (!node.isTextual()) {
            return node;
        }
        String text = node.asText().strip();
        if (!structured(text)) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The text that base64 holds if that is JSON, else the text as it is. */
    static String decoded(String text) {
        String body = text.strip();
        if (structured(body) || !BASE64.matcher(body).matches()) {
            return text;
        }
        try {
            String inner = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getMimeDecoder().decode(body)))
                    .toString();
            return structured(inner.strip()) ? inner : text;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return text;
        }
    }

    private static boolean structured(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1).stripLeading() : text;
        return body.startsWith("{") || body.startsWith("[");
    }
}
