package io.lamplighter.azure.clients;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Context;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Mono;

/**
 * The ids by which the Activity log and Event Grid name calls, heard from the answers where an SDK's method keeps them to
 * itself, as those that poll do.
 *
 * <p>https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema (correlationId)
 */
public final class Correlation {
    private static final HttpHeaderName HEADER = HttpHeaderName.fromString("x-ms-correlation-request-id");
    private static final String KEY = "lamplighter-correlation";

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    /** To be given to the call that is to be heard. */
    public Context context() {
        return new Context(KEY, this);
    }

    /** The id of the first answer, which is that of the change itself; empty if Azure told none. */
    public List<String> ids() {
        return heard.stream().limit(1).toList();
    }

    /** The id that an answer tells, in lower case as in an alert; empty for none. */
    public static List<String> of(HttpHeaders headers) {
        String id = headers.getValue(HEADER);
        return id == null || id.isBlank() ? List.of() : List.of(id.toLowerCase(Locale.ROOT));
    }

    private static HttpResponse hear(HttpPipelineCallContext call, HttpResponse answer) {
        call.getData(KEY)
                .filter(Correlation.class::isInstance)
                .ifPresent(c -> ((Correlation) c).heard.addAll(of(answer.getHeaders())));
        return answer;
    }

    /** What hears, in the pipeline. */
    static final class Policy implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            return next.process().map(answer -> hear(context, answer));
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            return hear(context, next.processSync());
        }
    }
}
