package io.lamplighter.azure.faults;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.table.Refusal;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What goes wrong between the functions and their table, until it is healed; nothing else is touched. */
final class TableTrouble implements HttpPipelinePolicy {
    private final String elsewhere;
    private volatile @Nullable Predicate<String> denied;
    private volatile boolean cut;

    /**
     * @param elsewhere how the URLs start that are none of the table's
     */
    TableTrouble(String elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Nothing comes through. */
    void cuts() {
        cut = true;
    }

    /** Transactions of which this is so are denied. */
    void denies(Predicate<String> transactions) {
        denied = transactions;
    }

    void heal() {
        cut = false;
        denied = null;
    }

    private @Nullable HttpResponse instead(HttpRequest request) {
        String url = request.getUrl().toString();
        if (url.startsWith(elsewhere)) {
            return null;
        }
        if (cut) {
            throw new UncheckedIOException(new ConnectException("no route"));
        }
        Predicate<String> asked = denied;
        boolean refused = asked != null
                && url.endsWith("$batch")
                && asked.test(request.getBodyAsBinaryData().toString());
        return refused ? new Refusal(request, 403, "AuthorizationPermissionMismatch") : null;
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        HttpResponse instead = instead(context.getHttpRequest());
        return instead == null ? next.processSync() : instead;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            HttpResponse instead = instead(context.getHttpRequest());
            return instead == null ? next.process() : Mono.just(instead);
        });
    }
}
