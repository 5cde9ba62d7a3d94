package io.lamplighter.aws.source.s3accesslogs;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.source.s3accesslogs.WriterPolicy.Writing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that AWS's own examples put on the log writer: whose logs, and of which bucket; of any other it is not
 * told here whether it is met.
 *
 * <p>Operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
final class PolicyConditions {
    private PolicyConditions() {}

    /** Whether all of a statement's conditions are met. */
    static Meets met(JsonNode statement, Writing writing) {
        Meets all = Meets.YES;
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                String told = told(key.getKey(), writing);
                BiPredicate<String, String> matches = matches(operator.getKey());
                all = all.and(told == null || matches == null ? Meets.UNSURE : any(key, matches, told));
            }
        }
        return all;
    }

    /** What the writer's request says under a key, whose case does not matter; null where it is not known here. */
    private static @Nullable String told(String key, Writing writing) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "aws:sourceaccount" -> writing.account();
            case "aws:sourcearn" -> writing.source();
            default -> null;
        };
    }

    private static @Nullable BiPredicate<String, String> matches(String operator) {
        return switch (operator) {
            case "StringEquals" -> String::equals;
            case "StringLike" -> Wildcards::match;
            case "ArnEquals", "ArnLike" -> Wildcards::matchArn;
            default -> null;
        };
    }

    private static Meets any(Map.Entry<String, JsonNode> key, BiPredicate<String, String> matches, String told) {
        Meets any = Meets.NO;
        for (JsonNode value : key.getValue().isArray() ? key.getValue() : List.of(key.getValue())) {
            String pattern = value.asText();
            any = any.or(Wildcards.variable(pattern) ? Meets.UNSURE : Meets.of(matches.test(pattern, told)));
        }
        return any;
    }
}
