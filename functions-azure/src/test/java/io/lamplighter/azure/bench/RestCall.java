package io.lamplighter.azure.bench;

import com.sun.net.httpserver.Headers;
import io.lamplighter.bench.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls to Azure as their HTTP requests show them: to its Resource Manager by their permission, to the table by what they do. */
final class RestCall {
    private static final Pattern ACTION = Pattern.compile("^(?:POST|PUT|PATCH|MERGE|DELETE) http", Pattern.MULTILINE);
    private static final Pattern PARTITION = Pattern.compile("PartitionKey(?:\":\"|=')([^'\"]*)");
    private static final Pattern ROW = Pattern.compile("RowKey(?:\":\"|=')([^'\"]*)");
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";

    private RestCall() {}

    static Call of(String method, String uri, Headers headers, String body) {
        if (!isArm(uri)) {
            // What is written carries moments and tokens all over: the first row tells it apart, and how many there
            // are,
            // since the answer has a part for each.
            String about =
                    rows(body) == 0 ? uri : "%s %s %d".formatted(firstPartition(body), firstRow(body), rows(body));
            return new Call("table:" + StorageCall.name(method, uri, body), Call.stable(about), false);
        }
        String name = ArmAction.of(method, uri.split("\\?", 2)[0]);
        String about = method + " " + uri + (name.equals(GRAPH) ? " " + body : "");
        boolean lights = name.endsWith("/flowLogs/write") || name.endsWith("/diagnosticSettings/write");
        return new Call(name, Call.stable(about), lights);
    }

    static boolean isArm(String uri) {
        return uri.startsWith("/subscriptions") || uri.startsWith("/providers");
    }

    /** Whether it is to a document beside the table: a container is one part more of the path. */
    static boolean isDocument(String uri) {
        return uri.split("\\?", 2)[0].split("/", -1).length > 3;
    }

    /** How many rows a transaction writes; none for any other call. */
    static long rows(String body) {
        return ACTION.matcher(body).results().count();
    }

    static String firstPartition(String body) {
        return first(PARTITION, body);
    }

    static String firstRow(String body) {
        return first(ROW, body);
    }

    private static String first(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }
}
