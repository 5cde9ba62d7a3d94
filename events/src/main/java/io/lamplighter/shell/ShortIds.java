package io.lamplighter.shell;

import java.util.regex.Pattern;

/** Azure's resource ids as a table has room for: the group, the type and the names, without what is the same in each row. */
final class ShortIds {
    private static final Pattern ID =
            Pattern.compile("(?i)/subscriptions/[0-9a-f-]{36}/resourcegroups/([^/\\s]+)/providers/[^/\\s]+/(?=[^\\s])");

    private ShortIds() {}

    /** The text with every whole id shortened: {@code shop/virtualmachines/web-1}. */
    static String in(String text) {
        return ID.matcher(text).replaceAll("$1/");
    }
}
