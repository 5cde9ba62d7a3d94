package io.lamplighter.events;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a document, made fit for it: JSON's own types, whole Unicode, and no more than there is room for.
 *
 * <p>Half a surrogate pair is legal in a JSON event and not in UTF-8: unreplaced, it would keep its finding from ever
 * being written.
 */
final class OcsfCut {
    /**
     * How much is kept.
     *
     * @param history elements of a list in an enricher's details
     * @param details bytes of one enricher's details, or of one call's request
     * @param items elements of any list
     * @param chars characters of any text
     */
    record Room(int history, int details, int items, int chars) {}

    private static final int ALL = Integer.MAX_VALUE;
    private static final int DEPTH = 20;
    private static final int NAME_CHARS = 200;
    private static final int DIGITS = 40;
    private static final int NOTES = 20;

    /** From everything to the least that still says what happened. */
    static final List<Room> TIGHTER = List.of(
            new Room(ALL, ALL, ALL, ALL),
            new Room(100, ALL, ALL, ALL),
            new Room(10, ALL, ALL, ALL),
            new Room(0, ALL, ALL, ALL),
            new Room(0, 64_000, ALL, ALL),
            new Room(0, 16_000, ALL, ALL),
            new Room(0, 4_000, ALL, ALL),
            new Room(0, 0, ALL, ALL),
            new Room(0, 0, 1000, 4000),
            new Room(0, 0, 200, 1000),
            new Room(0, 0, 50, 250),
            new Room(0, 0, 10, 60),
            new Room(0, 0, 3, 40));

    private final Room room;
    private final Set<String> notes = new LinkedHashSet<>();

    OcsfCut(Room room) {
        this.room = room;
    }

    /** What was left out so far, for a person. */
    List<String> notes() {
        return notes.stream().limit(NOTES).toList();
    }

    String text(String text) {
        if (text.length() > room.chars()) {
            notes.add("texts: the first %d characters kept of each".formatted(room.chars()));
        }
        return text(text, room.chars());
    }

    private static String text(String text, int chars) {
        String whole = whole(text);
        if (whole.length() <= chars) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(chars - 1)) ? chars - 1 : chars;
        return whole.substring(0, end) + "…";
    }

    /** The same text with each half of a surrogate pair replaced. */
    private static String whole(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    <T> List<Object> list(String what, Collection<T> all, Function<T, ?> each) {
        if (all.size() > room.items()) {
            notes.add("%s: %d of %d kept".formatted(what, room.items(), all.size()));
        }
        return all.stream().limit(room.items()).<Object>map(each).toList();
    }

    /** A tree that somebody else made, such as an enricher's details; nothing of it is trusted. */
    @Nullable Object details(String what, Map<String, Object> tree) {
        Lists lists = new Lists();
        Object fit = tree(tree, DEPTH, lists);
        long bytes = JsonSize.of(fit);
        if (!tree.isEmpty() && bytes > room.details()) {
            notes.add("%s: %d bytes left out".formatted(what, bytes));
            return null;
        }
        if (lists.cut > 0) {
            notes.add("%s: the first %d kept of each list, %d left out".formatted(what, room.history(), lists.cut));
        }
        return fit;
    }

    private static final class Lists {
        private int cut;
    }

    private @Nullable Object tree(@Nullable Object tree, int depth, Lists lists) {
        return switch (tree) {
            case null -> null;
            case Boolean flag -> flag;
            case Number number -> number(number);
            case Map<?, ?> map -> {
                if (depth == 0) {
                    yield "…";
                }
                Map<String, Object> kept = new LinkedHashMap<>();
                map.forEach((name, value) ->
                        put(kept, text(String.valueOf(name), NAME_CHARS), tree(value, depth - 1, lists)));
                yield kept;
            }
            case Collection<?> list -> {
                if (depth == 0) {
                    yield "…";
                }
                lists.cut += Math.max(0, list.size() - room.history());
                List<@Nullable Object> kept = new ArrayList<>();
                list.stream().limit(room.history()).forEach(e -> kept.add(tree(e, depth - 1, lists)));
                yield kept;
            }
            default -> text(tree.toString());
        };
    }

    private static Object number(Number number) {
        return switch (number) {
            case Byte small -> small.intValue();
            case Short small -> small.intValue();
            case Integer whole -> whole;
            case Long whole -> whole(whole);
            case BigInteger big when big.bitLength() < Long.SIZE -> whole(big.longValue());
            case Float real when Float.isFinite(real) -> real.doubleValue();
            case Double real when Double.isFinite(real) -> real;
            case BigDecimal real
            when real.precision() <= DIGITS && Double.isFinite(real.doubleValue()) -> real.doubleValue();
            default -> text(number.toString(), NAME_CHARS);
        };
    }

    /** A whole number as JSON readers give it. */
    static Object whole(long number) {
        return (int) number == number ? (Object) (int) number : (Object) number;
    }

    /** Puts what is there: a document holds no nulls where an attribute can be absent. */
    static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
