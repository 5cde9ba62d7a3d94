package io.lamplighter.azure.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls to the central table and its documents, by what they do and to which partition's kind. */
public final class StorageCall {
    private static final Pattern PARTITION = Pattern.compile("PartitionKey(?:\":\"|='| eq ')([a-z]+)");

    private StorageCall() {}

    /** Such as {@code write finding}, {@code query day} or {@code read blob}. */
    public static String name(String method, String url, String body) {
        String decoded = URLDecoder.decode(url, StandardCharsets.UTF_8);
        if (decoded.endsWith(".json")) {
            return method.equals("GET") ? "read blob" : "write blob";
        }
        if (decoded.endsWith("$batch")) {
            return "write " + partition(body);
        }
        if (method.equals("GET")) {
            return (decoded.contains("$filter") ? "query " : "read ") + partition(decoded);
        }
        return "delete " + partition(decoded);
    }

    private static String partition(String text) {
        Matcher partition = PARTITION.matcher(text);
        return partition.find() ? partition.group(1) : "?";
    }
}
