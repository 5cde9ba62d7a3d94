package io.lamplighter.shell;

/**
 * Untrusted text for a terminal: an attacker names resources, and a name must not move the cursor, colour a line, forge
 * a row or turn the reading direction (https://trojansource.codes).
 */
final class Plain {
    private static final int LONGEST = 2_000;

    private Plain() {}

    /** The text on one line, with every character that a terminal would act on shown as {@code \\u{…}}. */
    static String of(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (acts(c)) {
                plain.append("\\u{%X}".formatted(c));
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    private static boolean acts(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
