package io.lamplighter.aws.enrich;

import io.lamplighter.aws.scope.SideBySide.Answers;
import io.lamplighter.events.Enrichment;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes one enrichment of several answers: what could not be read becomes a note, unless it is everything. */
public final class Gathered {
    private static final int MOST = 50;

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
        if (answers.unreadable()) {
            return new Enrichment.Unreadable(id, String.join("; ", answers.failures()));
        }
        List<Map<String, Object>> values =
                answers.values().stream().flatMap(List::stream).limit(MOST).toList();
        if (values.isEmpty() && answers.failures().isEmpty()) {
            return new Enrichment.Nothing(id, nothing);
        }
        String line = values.isEmpty() ? nothing : summary.apply(values);
        return new Enrichment.Found(id, Details.text(line), Map.of(key, values), List.of(), answers.failures());
    }
}
