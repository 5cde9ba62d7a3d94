package io.lamplighter.azure.table;

import io.lamplighter.events.Ids;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Parts of the keys of rows.
 *
 * <p>A key holds neither {@code / \ # ?} nor control characters and at most 512 characters
 * (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model); what comes from an
 * event may be anything. Keys are also all that is put into a filter, and a quote in one would end it.
 */
final class Key {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();
    private static final long FIRST_SECOND = Instant.MIN.getEpochSecond();
    private static final int LAST_NANO = 999_999_999;

    private Key() {}

    /** The text itself where a key can hold it, else a name made from it; the same for the same text. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "~" + Ids.of(text);
    }

    /** Always 26 digits, smaller the later the moment, exact: rows are in the order of their keys only. */
    static String newestFirst(Instant time) {
        return digits(LAST_SECOND - time.getEpochSecond(), LAST_NANO - time.getNano());
    }

    /** Always 26 digits, in the order of time. */
    static String oldestFirst(Instant time) {
        return digits(time.getEpochSecond() - FIRST_SECOND, time.getNano());
    }

    private static String digits(long seconds, int nanos) {
        return "%017d%09d".formatted(seconds, nanos);
    }
}
