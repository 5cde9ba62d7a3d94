package io.lamplighter.aws.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Ids;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values as DynamoDB takes them.
 *
 * <p>Half a surrogate pair is legal in JSON's escapes and not in UTF-8, and may come from an event: it is escaped in
 * JSON, which keeps it, and replaced in plain text.
 */
final class Values {
    private static final int KEY_BYTES = 900;
    private static final int KEY_START = 200;
    private static final int TEXT_CHARS = 8_000;
    private static final int NANO_DIGITS = 9;
    private static final char REPLACEMENT = '\uFFFD';

    private Values() {}

    /** Plain text, at most 8,000 characters: a note must not outgrow its item. */
    static AttributeValue text(String text) {
        String held = text.length() <= TEXT_CHARS ? text : text.substring(0, TEXT_CHARS);
        return AttributeValue.fromS(replaceHalves(held, half -> String.valueOf(REPLACEMENT)));
    }

    /** Text for a key, which may be neither empty nor long; the same for the same text. */
    static String key(String text) {
        String whole = replaceHalves(text, half -> String.valueOf(REPLACEMENT));
        if (whole.isEmpty()) {
            return "-";
        }
        return whole.getBytes(StandardCharsets.UTF_8).length <= KEY_BYTES
                ? whole
                : whole.substring(0, KEY_START)
                        .codePoints()
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .append('#')
                        .append(Ids.of(text))
                        .toString();
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** Epoch seconds with nine decimals: exact, and in the order of time. */
    static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS))
                .toPlainString());
    }

    static AttributeValue json(Object tree) {
        return AttributeValue.fromS(replaceHalves(Json.write(tree), half -> "\\u%04x".formatted((int) half)));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    static int count(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? 0 : Integer.parseInt(value.n());
    }

    /** The moment that was written as {@link #seconds}; the epoch where there is none. */
    static Instant moment(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.n() == null) {
            return Instant.EPOCH;
        }
        BigDecimal[] parts = new BigDecimal(value.n()).divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].movePointRight(NANO_DIGITS).longValueExact());
    }

    static JsonNode json(Map<String, AttributeValue> item, String name) {
        try {
            return Json.read(text(item, name));
        } catch (IOException e) {
            throw new UncheckedIOException("the attribute %s of the central table is damaged".formatted(name), e);
        }
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
                    whole = new StringBuilder(text.length() + 16).append(text, 0, i);
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
