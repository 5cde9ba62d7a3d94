package io.lamplighter.events;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many bytes a tree takes as JSON in UTF-8, without blanks (RFC 8259; control characters as {@code \\u00XX}). */
final class JsonSize {
    private static final int ESCAPED = 2;
    private static final int CONTROL = 6;

    private JsonSize() {}

    static long of(@Nullable Object tree) {
        return switch (tree) {
            case null -> "null".length();
            case Map<?, ?> map -> {
                long size = (long) ESCAPED + Math.max(0, map.size() - 1);
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    size += text(String.valueOf(entry.getKey())) + 1 + of(entry.getValue());
                }
                yield size;
            }
            case Collection<?> list -> {
                long size = (long) ESCAPED + Math.max(0, list.size() - 1);
                for (Object element : list) {
                    size += of(element);
                }
                yield size;
            }
            case Number number -> number.toString().length();
            case Boolean flag -> flag.toString().length();
            default -> text(tree.toString());
        };
    }

    private static long text(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
                size += ESCAPED;
            } else if (c < ' ') {
                size += CONTROL;
            } else if (c < 0x80) {
                size += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                // A pair of surrogates is one sign of four bytes.
                size += 2;
            } else {
                size += 3;
            }
        }
        return size;
    }
}
