package io.lamplighter.aws.bench;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * An endpoint on the loopback interface that answers every call side by side, each no sooner than a set time after it
 * came, and notes when each came and went.
 */
final class LocalAws implements AutoCloseable {
    static {
        // Head and body go out apart; without this each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Trip> trips = new ConcurrentLinkedQueue<>();
    private volatile Answers answers;
    private volatile Duration delay = Duration.ZERO;

    /** One request; a body that is not text is none of those that AWS's control plane takes. */
    record Asked(SdkCall call, String method, String uri, Headers headers, String body) {}

    /** Where the answers come from. */
    @FunctionalInterface
    interface Answers {
        /** Throws if there is none, which the caller then sees as a fault of the service. */
        Recording.Reply to(Asked asked) throws IOException, InterruptedException;
    }

    /** One call, from its arrival to its answer, by {@link System#nanoTime()}. */
    record Trip(SdkCall call, int status, long came, long went) {}

    LocalAws(Answers answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the answers come from here. */
    void answers(Answers from) {
        answers = from;
    }

    /** From now on no call is answered sooner than this. */
    void delay(Duration atLeast) {
        delay = atLeast;
    }

    /** The calls since this was last asked. */
    List<Trip> trips() {
        List<Trip> all = new ArrayList<>();
        for (Trip trip = trips.poll(); trip != null; trip = trips.poll()) {
            all.add(trip);
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        long came = System.nanoTime();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            String uri = exchange.getRequestURI().toString();
            SdkCall call = SdkCall.of(
                    exchange.getRequestMethod(),
                    uri,
                    headers.getFirst("Authorization"),
                    headers.getFirst("X-Amz-Target"),
                    body);
            Recording.Reply reply = answer(new Asked(call, exchange.getRequestMethod(), uri, headers, body));
            long early = delay.toNanos() - (System.nanoTime() - came);
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            trips.add(new Trip(call, reply.status(), came, System.nanoTime()));
            if (reply.contentType() != null) {
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            }
            byte[] said = reply.body().getBytes(StandardCharsets.UTF_8);
            boolean empty = said.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), empty ? -1 : said.length);
            if (!empty) {
                exchange.getResponseBody().write(said);
            }
        }
    }

    private Recording.Reply answer(Asked asked) throws IOException {
        try {
            return answers.to(asked);
        } catch (IllegalStateException e) {
            return new Recording.Reply(Recording.FAULT, "text/plain", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
