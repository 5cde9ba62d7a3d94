package io.lamplighter.shell;

import io.lamplighter.events.Intake.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of each event, for whoever sent them by hand: {@code {"results": [{"result": "done", "why": "finding …"}]}}. */
public final class Results {
    private Results() {}

    public static Map<String, Object> of(List<Answer> answers) {
        return Map.of("results", answers.stream().map(Results::result).toList());
    }

    private static Map<String, String> result(Answer answer) {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("result", answer.result().name().toLowerCase(Locale.ROOT));
        result.put("why", answer.why());
        return result;
    }
}
