package io.lamplighter.azure.table;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.bench.StorageCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Notes the calls to the central table by what they do and to which partition's kind, and the permission that each needs. */
final class TableCalls implements HttpPipelinePolicy {
    private static final Pattern ACTION = Pattern.compile("^(POST|PUT|MERGE|DELETE) http", Pattern.MULTILINE);
    private static final String TABLES = "Microsoft.Storage/storageAccounts/tableServices/tables/entities/";
    private static final String BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

    private final List<String> calls = new ArrayList<>();
    private final Set<String> permissions = new TreeSet<>();

    /** The calls since this was last asked. */
    synchronized List<String> calls() {
        List<String> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    /**
     * The permissions that they needed.
     *
     * <p>https://learn.microsoft.com/azure/role-based-access-control/permissions/storage#microsoftstorage
     */
    synchronized Set<String> permissions() {
        return Set.copyOf(permissions);
    }

    private synchronized void note(HttpRequest request) {
        String url = request.getUrl().toString();
        String body = url.endsWith("$batch") ? request.getBodyAsBinaryData().toString() : "";
        String call = StorageCall.name(request.getHttpMethod().toString(), url, body);
        calls.add(call);
        String what = call.substring(0, call.indexOf(' '));
        if (call.endsWith(" blob")) {
            permissions.add(BLOBS + what);
        } else if (what.equals("write")) {
            Matcher action = ACTION.matcher(body);
            while (action.find()) {
                permissions.add(TABLES + (action.group(1).equals("DELETE") ? "delete" : "write"));
            }
        } else {
            permissions.add(TABLES + (what.equals("delete") ? "delete" : "read"));
        }
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        note(context.getHttpRequest());
        return next.processSync();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        note(context.getHttpRequest());
        return next.process();
    }
}
