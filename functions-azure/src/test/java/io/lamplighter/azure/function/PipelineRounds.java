package io.lamplighter.azure.function;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.bench.ArmAction;
import io.lamplighter.azure.bench.StorageCall;
import io.lamplighter.bench.Rounds;
import io.lamplighter.bench.Rounds.Standing;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * The pipelines' calls in rounds: to Azure Resource Manager by their permission, to the central table by what they do.
 *
 * <p>A call has arrived when its whole answer has, as what comes next needs all of it. How often a long-running operation is
 * asked is Azure's to say: its polls stand beside.
 */
record PipelineRounds(Rounds rounds) implements HttpPipelinePolicy {
    /** What follows an asynchronous answer is done on threads that nothing tells of: so it gets a moment. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    static final String POLL = "Microsoft.Network/locations/operations/read";

    private void go(HttpRequest request) {
        String call = name(request);
        try {
            rounds.go(call, standing(call));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted before its round");
        }
    }

    private static String name(HttpRequest request) {
        String method = request.getHttpMethod().toString();
        String path = request.getUrl().getPath();
        if (path.startsWith("/subscriptions") || path.startsWith("/providers")) {
            return ArmAction.of(method, path);
        }
        String url = request.getUrl().toString();
        return StorageCall.name(
                method,
                url,
                url.endsWith("$batch") ? request.getBodyAsBinaryData().toString() : "");
    }

    private static Standing standing(String call) {
        boolean poll = call.equals(POLL) && Rounds.standing() == Standing.IN_A_ROW;
        return poll ? Standing.BESIDE : Rounds.standing();
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        go(context.getHttpRequest());
        try {
            HttpResponse whole = next.processSync().buffer();
            whole.getBodyAsBinaryData();
            return whole;
        } finally {
            rounds.arrived();
        }
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            go(context.getHttpRequest());
            return next.process()
                    .map(HttpResponse::buffer)
                    .flatMap(whole -> whole.getBodyAsByteArray().thenReturn(whole))
                    .doFinally(end -> LATER.execute(rounds::arrived));
        });
    }
}
