package io.lamplighter.shell;

import java.util.regex.Pattern;

/** Azure's resource ids as a table has room for: the group, the type and the names, without what is the same in each row. */
final class ShortIds {
    private static final Pattern ID =
            Pattern.compile("(?i)/subscriptions/[0-9a-f-]{36}/resourcegroups/([^/\\s]+)/providers/[^/\\s]+/(?=[^\\s])");

    /** Each kind of a storage account's data is one service, whose name is always the same. */
    private static final Pattern SERVICE = Pattern.compile("(?i)(/(?:blob|file|queue|table)services)/default\\b");

    private ShortIds() {}

    /** The text with every whole id shortened: {@code shop/virtualmachines/web-1}. */
    static String in(String text) {
        return SERVICE.matcher(ID.matcher(text).replaceAll("$1/")).replaceAll("$1");
    }
}
