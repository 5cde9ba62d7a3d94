package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Severity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts and times of an event, made fit for a line, a table and a terminal. */
public final class Words {
    private static final int TITLE = 256;
    private static final int SHORT = 80;
    private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Words() {}

    /** A title: one line of at most 256 characters. */
    public static String title(String text) {
        return line(text, TITLE);
    }

    /** A word of the event, to be put into a sentence: short, and nothing that a terminal would obey. */
    public static String quote(String text) {
        return line(text, SHORT);
    }

    private static String line(String text, int length) {
        String one = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        if (one.length() <= length) {
            return one;
        }
        int end = Character.isHighSurrogate(one.charAt(length - 2)) ? length - 2 : length - 1;
        return one.substring(0, end) + "…";
    }

    /** The first of these fields that has text. */
    public static String first(JsonNode node, String... paths) {
        for (String path : paths) {
            String text = Json.text(node, path).strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The first that is not empty. */
    public static String or(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The texts of a list, or of one text that stands for a list. */
    public static List<String> texts(JsonNode node, String path) {
        return Json.list(node, path).stream()
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(t -> !t.isBlank())
                .toList();
    }

    /** A severity by its name; what is none is unknown, and no reason to drop an alert. */
    public static Severity severity(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "INFORMATIONAL" -> Severity.INFORMATIONAL;
            case "LOW" -> Severity.LOW;
            case "MEDIUM" -> Severity.MEDIUM;
            case "HIGH" -> Severity.HIGH;
            case "CRITICAL", "FATAL" -> Severity.CRITICAL;
            default -> Severity.UNKNOWN;
        };
    }

    /** The first of these fields that holds a time, or null. */
    public static @Nullable Instant time(JsonNode node, String... paths) {
        for (String path : paths) {
            Instant time = time(Json.text(node, path).strip());
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /** ISO 8601, with a space for the T too, UTC where no offset is given; seconds or milliseconds since 1970. */
    public static @Nullable Instant time(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return null;
        }
        try {
            Instant time = Character.isDigit(text.charAt(text.length() - 1)) && text.matches("[0-9.]+")
                    ? ofNumber(new BigDecimal(text))
                    : ofIso(text.replace(' ', 'T'));
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static Instant ofNumber(BigDecimal number) {
        boolean milliseconds = number.compareTo(BigDecimal.valueOf(100_000_000_000L)) > 0;
        return Instant.ofEpochMilli((milliseconds ? number : number.movePointRight(3))
                .toBigInteger()
                .longValueExact());
    }

    private static Instant ofIso(String text) {
        boolean offset = text.matches(".*T.*(Z|[+-]\\d{2}(:\\d{2})?)");
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
