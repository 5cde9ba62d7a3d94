package io.lamplighter.aws.source.s3accesslogs;

import java.util.regex.Pattern;

/** A policy's patterns: {@code *} is any text, {@code ?} any character. */
final class Wildcards {
    /** Text that nobody can have written out. */
    static final String ANYTHING = "\0\0";

    private static final int ARN_PARTS = 6;

    private Wildcards() {}

    static boolean match(String pattern, String text) {
        return regex(pattern, Pattern.DOTALL).matcher(text).matches();
    }

    static boolean matchAnyCase(String pattern, String text) {
        return regex(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }

    /** ARNs are matched part by part (reference_policies_elements_condition_operators.html, ARN condition operators). */
    static boolean matchArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", ARN_PARTS);
        String[] parts = arn.split(":", ARN_PARTS);
        if (patterns.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!match(patterns[i], parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether AWS would put something in when it judges. */
    static boolean variable(String pattern) {
        return pattern.contains("${");
    }

    private static Pattern regex(String pattern, int flags) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), flags);
    }
}
