package io.lamplighter.azure.bench;

import com.sun.net.httpserver.Headers;
import io.lamplighter.bench.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls to Azure as their HTTP requests show them: to its Resource Manager by their permission, to the table by what they do. */
final class RestCall {
    private static final Pattern KEY = Pattern.compile("\"(?:PartitionKey|RowKey)\":\"[^\"]*\"");
    private static final String GRAPH = "Microsoft.ResourceGraph/resources/read";

    private RestCall() {}

    static Call of(String method, String uri, Headers headers, String body) {
        if (!isArm(uri)) {
            Matcher key = KEY.matcher(body);
            // What is written to the table carries moments and tokens all over; the key of its first row tells it
            // apart.
            String about = key.find() ? key.group() + (key.find() ? key.group() : "") : uri;
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
}
