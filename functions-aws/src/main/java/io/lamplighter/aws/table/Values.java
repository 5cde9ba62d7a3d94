package io.lamplighter.aws.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Ids;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values as DynamoDB takes them. */
final class Values {
    private static final int KEY_BYTES = 900;
    private static final int KEY_START = 200;
    private static final int NANO_DIGITS = 9;

    private Values() {}

    /** Plain text, as it is kept. */
    static AttributeValue text(String text) {
        return AttributeValue.fromS(Kept.text(text));
    }

    /** Text for a key, which may be neither empty nor long; the same for the same text. */
    static String key(String text) {
        String whole = Kept.whole(text);
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
        return AttributeValue.fromS(Kept.json(tree));
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
}
