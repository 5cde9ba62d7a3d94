package io.lamplighter.azure.source;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Cuts a process off from Azure at one call and at all that come after it. */
public final class CutOff implements HttpPipelinePolicy {
    private final int at;
    private final boolean heard;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * @param at the call, counted from 1
     * @param heard whether that call is carried out, and only its answer lost
     */
    public CutOff(int at, boolean heard) {
        this.at = at;
        this.heard = heard;
    }

    /** One that never cuts off, and counts. */
    public static CutOff never() {
        return new CutOff(Integer.MAX_VALUE, false);
    }

    /** The calls so far, those that came to nothing too. */
    public int calls() {
        return calls.get();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        int call = calls.incrementAndGet();
        if (call < at) {
            return next.process();
        }
        Mono<HttpResponse> cut = Mono.error(new IOException("cut off"));
        return call == at && heard ? next.process().flatMap(answer -> cut) : cut;
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        int call = calls.incrementAndGet();
        if (call < at) {
            return next.processSync();
        }
        if (call == at && heard) {
            next.processSync().close();
        }
        throw new UncheckedIOException(new IOException("cut off"));
    }
}
