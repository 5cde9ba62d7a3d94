package io.lamplighter.aws.enrich;

import io.lamplighter.aws.scope.SideBySide.Answers;
import io.lamplighter.events.Enrichment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        List<Map<String, Object>> values =
                answers.values().stream().flatMap(List::stream).limit(MOST).toList();
        if (values.isEmpty()) {
            // What could not be read whole must not be called empty.
            return answers.failures().isEmpty()
                    ? new Enrichment.Nothing(id, nothing)
                    : new Enrichment.Unreadable(
                            id, answers.failures().stream().limit(MOST_REASONS).collect(Collectors.joining("; ")));
        }
        return new Enrichment.Found(
                id, Details.text(summary.apply(values)), Map.of(key, values), List.of(), answers.failures());
    }
}
