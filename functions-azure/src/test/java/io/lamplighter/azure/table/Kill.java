package io.lamplighter.azure.table;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/** Kills whoever makes the call of this number: from then on no call of it goes out and no answer comes in. */
final class Kill implements HttpPipelinePolicy {
    private final int at;
    private final When when;
    private int calls;

    /** Whether the call is carried out. */
    enum When {
        BEFORE,
        AFTER
    }

    /** What a dead process would not see either. */
    @SuppressWarnings("serial")
    static final class Killed extends Error {}

    Kill(int at, When when) {
        this.at = at;
        this.when = when;
    }

    /** How many calls were made, that of the killing among them. */
    synchronized int calls() {
        return calls;
    }

    synchronized boolean killed() {
        return calls >= at;
    }

    private synchronized boolean goesOut() {
        calls++;
        return when == When.BEFORE ? calls < at : calls <= at;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        if (!goesOut()) {
            throw new Killed();
        }
        HttpResponse answer = next.processSync();
        if (killed()) {
            answer.close();
            throw new Killed();
        }
        return answer;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return goesOut()
                ? next.process().map(answer -> {
                    if (killed()) {
                        answer.close();
                        throw new Killed();
                    }
                    return answer;
                })
                : Mono.error(new Killed());
    }
}
