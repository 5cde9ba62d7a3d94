package io.lamplighter.bench;

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
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * An endpoint on the loopback interface that answers every call side by side, each no sooner than a set time after it
 * came, and notes when each came and went.
 */
public final class Stub implements AutoCloseable {
    static {
        // Head and body go out apart; without this each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What a link to this endpoint starts with in a recorded answer. */
    public static final String HERE = "http://here.invalid";

    private final Naming naming;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Trip> trips = new ConcurrentLinkedQueue<>();
    private volatile Answers answers;
    private volatile Duration delay = Duration.ZERO;

    /** One request; what the control planes take is text. */
    public record Asked(Call call, String method, String uri, Headers headers, String body) {}

    /**
     * One answer; {@link #HERE} in it stands for this endpoint.
     *
     * @param headers those that are part of it, {@code Content-Type} above all
     */
    public record Reply(int status, Map<String, String> headers, String body) {
        public Reply {
            headers = Map.copyOf(headers);
        }
    }

    /** Tells which call a request is. */
    @FunctionalInterface
    public interface Naming {
        Call call(String method, String uri, Headers headers, String body);
    }

    /** Where the answers come from. */
    @FunctionalInterface
    public interface Answers {
        /** Throws if there is none, which the caller then sees as a fault of the service. */
        Reply to(Asked asked) throws IOException, InterruptedException;
    }

    /** One call, from its arrival to its answer, by {@link System#nanoTime()}. */
    public record Trip(Call call, int status, long came, long went) {}

    public Stub(Naming naming, Answers answers) {
        this.naming = naming;
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

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the answers come from here. */
    public void answers(Answers from) {
        answers = from;
    }

    /** From now on no call is answered sooner than this. */
    public void delay(Duration atLeast) {
        delay = atLeast;
    }

    /** The calls since this was last asked. */
    public List<Trip> trips() {
        List<Trip> all = new ArrayList<>();
        for (Trip trip = trips.poll(); trip != null; trip = trips.poll()) {
            all.add(trip);
        }
        return all;
    }

    /**
     * The same.
     *
     * @throws IllegalStateException if one met a fault: then the run is no figure
     */
    List<Trip> sound() {
        List<Trip> all = trips();
        all.stream().filter(t -> t.status() >= Recording.FAULT).findFirst().ifPresent(t -> {
            throw new IllegalStateException("no answer was recorded for " + t.call());
        });
        return all;
    }

    /** The names of the calls that were answered since this was last asked, sorted. */
    public List<String> answered() {
        return trips().stream()
                .filter(t -> t.status() < Recording.FAULT)
                .map(t -> t.call().name())
                .sorted()
                .toList();
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
            Call call = naming.call(exchange.getRequestMethod(), uri, headers, body);
            Reply reply = answer(new Asked(call, exchange.getRequestMethod(), uri, headers, body));
            long early = delay.toNanos() - (System.nanoTime() - came);
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            trips.add(new Trip(call, reply.status(), came, System.nanoTime()));
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, here(value)));
            byte[] said = here(reply.body()).getBytes(StandardCharsets.UTF_8);
            boolean empty = said.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), empty ? -1 : said.length);
            if (!empty) {
                exchange.getResponseBody().write(said);
            }
        }
    }

    private String here(String text) {
        return text.replace(HERE, endpoint().toString());
    }

    private Reply answer(Asked asked) throws IOException {
        try {
            return answers.to(asked);
        } catch (IllegalStateException e) {
            return new Reply(Recording.FAULT, Map.of("Content-Type", "text/plain"), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
