package io.lamplighter.events;

import java.util.List;
import java.util.function.Function;

/**
 * The first of many, and a note of what was left out: a limit that says nothing would pass a part for the whole.
 *
 * @param kept at most as many as were asked for, in their order
 * @param notes one sentence if some were left out, else empty
 */
public record Cut<T>(List<T> kept, List<String> notes) {
    private static final int MOST_NAMED = 5;

    public Cut {
        kept = List.copyOf(kept);
        notes = List.copyOf(notes);
    }

    /**
     * Cuts a list.
     *
     * @param what what they are and what they were left out of, after their number: {@code instances in eu-west-1 were not
     *     looked at}
     */
    public static <T> Cut<T> of(List<T> all, int most, String what, Function<T, String> name) {
        if (all.size() <= most) {
            return new Cut<>(all, List.of());
        }
        List<T> left = all.subList(most, all.size());
        List<String> named =
                left.stream().limit(MOST_NAMED).map(name).map(Details::text).toList();
        String more = left.size() > MOST_NAMED ? ", …" : "";
        return new Cut<>(
                all.subList(0, most),
                List.of("%d more %s: %s%s".formatted(left.size(), what, String.join(", ", named), more)));
    }
}
