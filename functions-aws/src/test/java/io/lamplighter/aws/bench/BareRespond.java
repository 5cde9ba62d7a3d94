package io.lamplighter.aws.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What this job costs at least in Java: a handler that only makes the calls that the product made, all at once, with the
 * same clients; no injection, no JSON, no decision and no order.
 *
 * <p>Its event is the calls' names, one a line.
 */
public final class BareRespond implements RequestStreamHandler {
    private final BareCalls calls = new BareCalls();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new String(event.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(name -> sent.add(threads.submit(() -> calls.make(name))));
        }
        try {
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.write("{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8));
    }
}
