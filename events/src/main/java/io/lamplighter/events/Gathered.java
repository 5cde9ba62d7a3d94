package io.lamplighter.events;

import io.lamplighter.events.SideBySide.Answers;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one enrichment of several answers: what could not be read becomes a note, unless nothing else was found. */
public final class Gathered {
    private static final int MOST = 50;
    private static final int MOST_REASONS = 5;

    private Gathered() {}

    /**
     * The enrichment.
     *
     * @param key what the details are called
     * @param nothing the sentence where there is nothing
     * @param summary one line about the values
     */
    public static Enrichment of(
            String id,
            Answers<List<Map<String, Object>>> answers,
            String key,
            String nothing,
            Function<List<Map<String, Object>>, String> summary) {
        Cut<Map<String, Object>> cut = Cut.of(
                answers.values().stream().flatMap(List::stream).toList(), MOST, key + " were found", Gathered::name);
        List<Map<String, Object>> values = cut.kept();
        if (values.isEmpty()) {
            // What could not be read whole must not be called empty.
            return answers.failures().isEmpty()
                    ? new Enrichment.Nothing(id, nothing)
                    : new Enrichment.Unreadable(id, reasons(answers.failures()));
        }
        return new Enrichment.Found(
                id,
                Details.text(summary.apply(values)),
                Map.of(key, values),
                List.of(),
                answers.and(cut.notes()).failures());
    }

    private static String reasons(List<String> failures) {
        String first = failures.stream().limit(MOST_REASONS).collect(Collectors.joining("; "));
        int left = failures.size() - MOST_REASONS;
        return left > 0 ? "%s; and %d more like these".formatted(first, left) : first;
    }

    private static String name(Map<String, Object> one) {
        return String.valueOf(one.getOrDefault("name", one.getOrDefault("id", "")));
    }

    /** The answers of several places as one, and what is missing of them. */
    public static Answers<List<Map<String, Object>>> flat(Answers<Answers<Map<String, Object>>> places) {
        return new Answers<>(
                places.values().stream().map(Answers::values).toList(),
                Stream.concat(
                                places.failures().stream(),
                                places.values().stream().flatMap(p -> p.failures().stream()))
                        .toList());
    }
}
