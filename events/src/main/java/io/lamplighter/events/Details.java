package io.lamplighter.events;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Details as JSON's own types, bounded: what an attacker chose as a name must not fill a finding or forge a line. */
public final class Details {
    private static final int LONGEST = 256;
    private static final int MOST = 50;

    private final Map<String, Object> details = new LinkedHashMap<>();

    /** Adds a value; what is null or an empty list is left out, and of a long one its number is kept under {@code …LeftOut}. */
    public Details put(String key, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> many when many.isEmpty() -> {}
            case Collection<?> many -> {
                details.put(key, many.stream().limit(MOST).map(Details::plain).toList());
                if (many.size() > MOST) {
                    details.put(key + "LeftOut", many.size() - MOST);
                }
            }
            default -> details.put(key, plain(value));
        }
        return this;
    }

    /** What was added, in order. */
    public Map<String, Object> map() {
        return details;
    }

    /** One line of bounded length. */
    public static String text(@Nullable String untrusted) {
        if (untrusted == null) {
            return "";
        }
        String line = untrusted.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private static Object plain(Object value) {
        return switch (value) {
            case String s -> text(s);
            case Instant i -> i.toString();
            case Boolean b -> b;
            case Number n -> n;
            case List<?> l -> l;
            case Map<?, ?> m -> m;
            default -> text(value.toString());
        };
    }
}
