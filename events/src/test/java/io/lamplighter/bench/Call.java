package io.lamplighter.bench;

import java.util.regex.Pattern;

/**
 * One call to a cloud as its HTTP request shows it.
 *
 * @param name service and operation, for a person
 * @param about what tells it from other calls of the same name, less what is new each time: moments and tokens
 * @param lights whether it turns a log on
 */
public record Call(String name, String about, boolean lights) {
    private static final Pattern NEW_EACH_TIME = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|\\d{4}-\\d\\d-\\d\\dT\\d\\d[:%0-9A-F.]*Z?|\\d{9,}(?:\\.\\d+)?(?:E\\d+)?");

    /** A text less what is new each time. */
    public static String stable(String text) {
        return NEW_EACH_TIME.matcher(text).replaceAll("#");
    }
}
