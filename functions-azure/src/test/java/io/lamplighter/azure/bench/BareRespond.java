package io.lamplighter.azure.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What this job costs at least in Java: a function that only makes the calls that the product made, all at once, with the
 * same clients; no injection, no decision and no order.
 *
 * <p>Its event is one call a line, as {@link BareCalls} reads it.
 */
public final class BareRespond {
    static final String NAME = "bare-respond";

    private final BareCalls calls = new BareCalls(System.getenv());

    public void run(List<String> events) {
        List<Callable<Object>> all = new ArrayList<>();
        events.forEach(event -> event.lines().forEach(line -> all.add(() -> calls.make(line))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> one : threads.invokeAll(all)) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
