package io.lamplighter.azure.faults;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.reliability.Kill;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the calls of a delivery meet its end: those to Azure Resource Manager, a look at a long-running operation among them,
 * and those to the table.
 *
 * <p>The calls that only enrichers make are passed and not counted, since they change nothing and leave the state between
 * two of them the same.
 */
public record KillsCalls(Kill kill) implements HttpPipelinePolicy {
    private static final String ENRICHERS = "io.lamplighter.azure.enrich.";

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        Kill.Call call = kill.goes(counted());
        try {
            HttpResponse answer = next.processSync();
            hear(call, answer);
            return answer;
        } finally {
            kill.landed(call);
        }
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        boolean counted = counted();
        return Mono.defer(() -> {
            Kill.Call call = kill.goes(counted);
            return next.process()
                    // Who waits to die must not hold up the threads on which answers come.
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(answer -> hear(call, answer))
                    .doFinally(end -> kill.landed(call));
        });
    }

    private void hear(Kill.Call call, HttpResponse answer) {
        try {
            kill.answered(call);
        } catch (Kill.Killed dead) {
            answer.close();
            throw dead;
        }
    }

    private static boolean counted() {
        return StackWalker.getInstance()
                .walk(frames -> frames.noneMatch(f -> f.getClassName().startsWith(ENRICHERS)));
    }
}
