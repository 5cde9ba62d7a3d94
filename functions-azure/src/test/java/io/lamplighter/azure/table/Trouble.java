package io.lamplighter.azure.table;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What goes wrong between the SDK, which tries again, and the service: at the first attempt of each call, or at all. */
final class Trouble implements HttpPipelinePolicy {
    private final What what;
    private final boolean always;
    private final Set<String> met = new HashSet<>();
    private int attempts;

    /** https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes. */
    enum What {
        BUSY(503, "ServerBusy"),
        TIMED_OUT(500, "OperationTimedOut"),
        THROTTLED(429, "TooManyRequests"),
        DENIED(403, "AuthorizationPermissionMismatch"),
        /** The call is carried out, and its answer does not come. */
        ANSWER_LOST(0, "");

        private final int status;
        private final String code;

        What(int status, String code) {
            this.status = status;
            this.code = code;
        }
    }

    private Trouble(What what, boolean always) {
        this.what = what;
        this.always = always;
    }

    static Trouble once(What what) {
        return new Trouble(what, false);
    }

    static Trouble always(What what) {
        return new Trouble(what, true);
    }

    /** How many attempts there were, each that was tried again counted. */
    synchronized int attempts() {
        return attempts;
    }

    private synchronized boolean strikes(HttpRequest request) {
        attempts++;
        if (!always && what == What.ANSWER_LOST && request.getHttpMethod() == HttpMethod.GET) {
            // Asked again, it is answered: that shows nothing, and the pause before it costs time.
            return false;
        }
        // The id that the SDK gives a call is the same at each attempt.
        return met.add(String.valueOf(request.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))) || always;
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        if (!strikes(context.getHttpRequest())) {
            return next.processSync();
        }
        if (what != What.ANSWER_LOST) {
            return new Refusal(context.getHttpRequest(), what.status, what.code);
        }
        next.processSync().close();
        throw lost();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        if (!strikes(context.getHttpRequest())) {
            return next.process();
        }
        return what == What.ANSWER_LOST
                ? next.process().flatMap(answer -> Mono.error(lost()))
                : Mono.just(new Refusal(context.getHttpRequest(), what.status, what.code));
    }

    private static UncheckedIOException lost() {
        return new UncheckedIOException(new IOException("connection reset"));
    }
}
