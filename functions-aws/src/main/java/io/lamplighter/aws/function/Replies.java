package io.lamplighter.aws.function;

import io.lamplighter.events.Intake.Answer;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Results;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a function answers.
 *
 * <p>The batch response is https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html: only the named
 * messages come again.
 */
final class Replies {
    private Replies() {}

    /** Whether these are the answers to an SQS batch. */
    static boolean batch(List<Answer> answers) {
        return answers.stream().anyMatch(a -> !a.messageId().isEmpty());
    }

    static String text(List<Answer> answers) {
        return Json.write(batch(answers) ? Map.of("batchItemFailures", failures(answers)) : Results.of(answers));
    }

    private static List<Map<String, String>> failures(List<Answer> answers) {
        return answers.stream()
                .filter(Answer::again)
                .map(Answer::messageId)
                .distinct()
                .map(id -> Map.of("itemIdentifier", id))
                .toList();
    }

    /** Why an invocation without a queue has to fail, or empty. */
    static String failure(List<Answer> answers) {
        return batch(answers)
                ? ""
                : answers.stream().filter(Answer::again).map(Answer::why).collect(Collectors.joining("; "));
    }
}
