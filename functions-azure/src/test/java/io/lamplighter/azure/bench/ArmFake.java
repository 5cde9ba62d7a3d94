package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import io.lamplighter.events.Failure;
import io.lamplighter.events.SentCall;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager in memory, behind HTTP on the loopback: what it refuses is what Azure documents to refuse, each
 * place names it. No emulator has flow logs, diagnostic settings, Entra logs or Resource Graph.
 *
 * <p>A test seeds it by {@link #put}, points {@code LAMPLIGHTER_ARM_ENDPOINT} at {@link #endpoint()} and compares
 * {@link #world()} before and after.
 */
public final class ArmFake implements AutoCloseable {
    static {
        // Head and body go out apart; without this each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Map<Failure.Kind, ArmAnswer> REFUSALS = Map.of(
            Failure.Kind.DENIED,
            ArmAnswer.error(403, "AuthorizationFailed", "as told"),
            Failure.Kind.THROTTLED,
            new ArmAnswer(
                    429,
                    Map.of("Retry-After", "0"),
                    ArmAnswer.error(429, "TooManyRequests", "as told").body()));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String endpoint;
    private final ArmWorld world = new ArmWorld();
    private final Pages pages;
    private final Operations operations;
    private final List<ArmRules> rules;
    private final List<SentCall> requests = new ArrayList<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, Deque<Told>> told = new HashMap<>();
    private Failure.@Nullable Kind refusingReads;
    private boolean wrote;

    /** What is answered to one request whatever it is; null for never an answer. */
    private record Told(@Nullable ArmAnswer answer) {}

    public ArmFake() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        endpoint = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
        pages = new Pages(endpoint);
        operations = new Operations(world, endpoint);
        rules = List.of(operations, new FlowLogRules(world, operations), new PlainResources(world, pages));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** For {@code LAMPLIGHTER_ARM_ENDPOINT}, with a slash at its end. */
    public String endpoint() {
        return endpoint;
    }

    /** An empty tenant, and nothing told. */
    public synchronized void clear() {
        world.clear();
        operations.clear();
        requests.clear();
        denied.clear();
        told.clear();
        refusingReads = null;
        pages.size(1000);
    }

    // The world.

    /** Puts a resource there without asking any rule; id, name and type are added to the body. */
    public synchronized ArmFake put(String id, Map<String, ?> body) {
        world.put(id, Json.tree(body));
        return this;
    }

    /** The same for a resource of a location and properties alone. */
    public ArmFake put(String id, String location, Map<String, ?> properties) {
        return put(id, Map.of("location", location, "properties", properties));
    }

    /** The body as it is, or null. */
    public synchronized @Nullable Map<String, Object> get(String id) {
        var found = world.find(id);
        return found == null ? null : Json.map(found.deepCopy());
    }

    /** Takes a resource away without asking any rule. */
    public synchronized void remove(String id) {
        world.remove(id);
    }

    /** Every resource by its id in lower case, comparable with {@code equals}; ETags are left out. */
    public synchronized Map<String, Object> world() {
        return world.snapshot();
    }

    // What goes wrong.

    /** From now on the identity lacks this permission; its name in any case. */
    public synchronized void deny(String action) {
        denied.add(action.toLowerCase(Locale.ROOT));
    }

    /** It has the permission again. */
    public synchronized void allow(String action) {
        denied.remove(action.toLowerCase(Locale.ROOT));
    }

    /** The next request that takes this permission is answered so; called twice, the one after it as well. */
    public synchronized void answerNext(String action, int status, String code, String message) {
        tell(action, ArmAnswer.error(status, code, message));
    }

    /** The next such request is throttled, https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
    public synchronized void throttleNext(String action, int retryAfterSeconds) {
        ArmAnswer answer = ArmAnswer.error(429, "TooManyRequests", "The request is being throttled.");
        tell(action, new ArmAnswer(429, Map.of("Retry-After", String.valueOf(retryAfterSeconds)), answer.body()));
    }

    /** The next such request never gets an answer. */
    public synchronized void hangNext(String action) {
        tell(action, null);
    }

    private void tell(String action, @Nullable ArmAnswer answer) {
        told.computeIfAbsent(action.toLowerCase(Locale.ROOT), k -> new ArrayDeque<>())
                .add(new Told(answer));
    }

    /** Once a write has come, every read is refused with this kind, {@code THROTTLED} or {@code DENIED}; null ends it. */
    public synchronized void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        refusingReads = kind;
        wrote = false;
    }

    /** How many entries a page of a list holds. */
    public synchronized void pageSize(int entries) {
        pages.size(entries);
    }

    /** How often a long-running operation is asked until it is done, and the seconds that it asks to wait in between. */
    public synchronized void operationsTake(int polls, int retryAfterSeconds) {
        operations.take(polls, retryAfterSeconds);
    }

    /** The next long-running operation ends as Failed with this code. */
    public synchronized void failNextOperation(String code) {
        operations.failNext(code);
    }

    /** Every long-running operation is done, as if time had passed. */
    public synchronized void finishOperations() {
        operations.finish();
    }

    // What came.

    /** Every request in order, pages and retries too. */
    public synchronized List<SentCall> requests() {
        return List.copyOf(requests);
    }

    /** Starts to record anew. */
    public synchronized void forgetRequests() {
        requests.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            ArmAnswer answer = answer(read(exchange));
            if (answer == null) {
                closing.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body() == null
                    ? new byte[0]
                    : Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ArmCall read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String one : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] pair = one.split("=", 2);
            query.put(decoded(pair[0]), decoded(pair.length == 2 ? pair[1] : ""));
        }
        String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
        return new ArmCall(
                exchange.getRequestMethod(),
                ArmPath.of(exchange.getRequestURI().getPath()),
                query,
                body.isBlank() ? MissingNode.getInstance() : Json.read(body),
                ifMatch == null ? "" : ifMatch);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private synchronized @Nullable ArmAnswer answer(ArmCall call) {
        requests.add(call.sent());
        Deque<Told> next = told.get(call.action().toLowerCase(Locale.ROOT));
        if (next != null && !next.isEmpty()) {
            return next.remove().answer();
        }
        if (refusingReads != null && wrote && call.reads()) {
            return REFUSALS.get(refusingReads);
        }
        wrote |= !call.reads();
        if (denied.contains(call.action().toLowerCase(Locale.ROOT))) {
            // https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
            return ArmAnswer.error(
                    403,
                    "AuthorizationFailed",
                    "The client does not have authorization to perform action '%s' over scope '%s'."
                            .formatted(call.action(), call.path().text()));
        }
        if (!call.query().containsKey("api-version")) {
            return ArmAnswer.error(
                    400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required.");
        }
        try {
            return rules.stream()
                    .map(r -> r.answer(call))
                    .filter(a -> a != null)
                    .findFirst()
                    .orElseGet(() -> ArmAnswer.error(405, "MethodNotAllowed", "not here"));
        } catch (Refused refused) {
            return refused.answer();
        }
    }
}
