package io.lamplighter.aws.bench;

import io.lamplighter.bench.Call;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call to AWS as its HTTP request shows it.
 *
 * @param service as the signature names it
 * @param operation by the API's own name; for S3 its method and subresource, since its requests carry no name
 * @param about what tells it from other calls of the same operation, less what is new each time: moments and tokens
 */
record SdkCall(String service, String operation, String about) {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");
    private static final Pattern KEY = Pattern.compile("\"Key\":\\{.*?}}");

    /** Reads it from the parts of a request. */
    static SdkCall of(String method, String uri, @Nullable String authorization, @Nullable String target, String body) {
        String service = first(SCOPE, authorization == null ? "" : authorization, "unsigned");
        if (target != null) {
            String operation = target.substring(target.lastIndexOf('.') + 1);
            // What is written to the table carries moments and tokens all over; its key alone tells it apart.
            return new SdkCall(service, operation, service.equals("dynamodb") ? whole(KEY, body) : Call.stable(body));
        }
        String action = first(ACTION, body, "");
        if (!action.isEmpty()) {
            return new SdkCall(service, action, Call.stable(body));
        }
        int query = uri.indexOf('?');
        String asked = query < 0 ? "" : uri.substring(query);
        return new SdkCall(
                service,
                service.equals("s3")
                        ? (method + " " + (uri.length() > 1 ? "bucket" : "all") + asked).strip()
                        : method.toLowerCase(Locale.ROOT) + " " + uri,
                Call.stable(uri));
    }

    /** Whether it turns a log on. */
    private boolean lights() {
        return operation.equals("CreateFlowLogs")
                || operation.equals("AssociateResolverQueryLogConfig")
                || operation.equals("PUT bucket?logging");
    }

    /** Service and operation, for a person. */
    String name() {
        return service + ":" + operation;
    }

    /** As the benchmark counts it. */
    Call call() {
        return new Call(name(), about, lights());
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static String whole(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Call.stable(matcher.group()) : "";
    }
}
