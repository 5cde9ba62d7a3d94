package io.lamplighter.azure.bench;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Failure;
import io.lamplighter.events.SentCall;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String endpoint;
    private final ArmWorld world = new ArmWorld();
    private final Pages pages;
    private final Operations operations;
    private final Categories categories = new Categories();
    private final ActivityLog activity;
    private final ResourceGraph graph;
    private final List<ArmRules> rules;
    private final List<SentCall> requests = new ArrayList<>();
    private final Faults faults = new Faults();

    public ArmFake() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        endpoint = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
        pages = new Pages(endpoint);
        operations = new Operations(world, endpoint);
        activity = new ActivityLog(pages);
        graph = new ResourceGraph(world, pages::size, faults::reads);
        rules = List.of(
                faults,
                operations,
                new FlowLogRules(world, operations),
                new DiagnosticSettings(world, categories, pages),
                activity,
                graph,
                new ResourceLists(world, pages),
                new RoleAssignments(world, pages),
                new PlainResources(world, pages));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public void close() {
        faults.heal();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Real clients that reach this and nothing else; no token is ever asked for. */
    public Clients clients(Home home, Settings settings, HttpPipelinePolicy... policies) {
        return new Clients(
                home,
                settings,
                request -> {
                    throw new AssertionError("no token is asked for over plain http");
                },
                policies);
    }

    /** The settings of these variables, and this endpoint. */
    public Settings settings(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(Settings.ARM_ENDPOINT, endpoint);
        return Settings.from(all);
    }

    /** For {@code LAMPLIGHTER_ARM_ENDPOINT}, with a slash at its end. */
    public String endpoint() {
        return endpoint;
    }

    /** An empty tenant, and nothing told. */
    public synchronized void clear() {
        world.clear();
        operations.clear();
        categories.clear();
        activity.clear();
        graph.lag(false);
        requests.clear();
        faults.clear();
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

    /** Somebody else sets one of a resource's properties. */
    public synchronized void change(String id, String property, Object value) {
        world.need(ArmPath.of(id)).withObject("properties").set(property, Json.tree(value));
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

    /** More log categories of a type, or of one resource by its id (the tenant's is empty), all in these groups. */
    public synchronized void offer(String typeOrId, Set<String> groups, String... names) {
        categories.offer(typeOrId, groups, names);
    }

    /** A type, or one resource by its id, that takes no diagnostic settings. */
    public synchronized void offerNothing(String typeOrId) {
        categories.none(typeOrId);
    }

    /** An event of the subscription's Activity log, as its REST API has it: {@code eventTimestamp}, {@code resourceId}, … */
    public synchronized void event(String subscription, Map<String, ?> event) {
        activity.add(subscription, event);
    }

    /** From now on Resource Graph shows the world as it is now and follows no write; false ends it. */
    public synchronized void graphLags(boolean lags) {
        graph.lag(lags);
    }

    // What goes wrong.

    /** What goes wrong until it is healed. */
    public Faults faults() {
        return faults;
    }

    /** From now on the identity lacks this permission; its name in any case. */
    public synchronized void deny(String action) {
        faults.deny(action, true);
    }

    /** It has the permission again. */
    public synchronized void allow(String action) {
        faults.deny(action, false);
    }

    /** The next request that takes this permission is answered so; called twice, the one after it as well. */
    public synchronized void answerNext(String action, int status, String code, String message) {
        faults.tell(action, ArmAnswer.error(status, code, message));
    }

    /** The next such request is throttled and told to wait. */
    public synchronized void throttleNext(String action, int retryAfterSeconds) {
        faults.tell(action, Faults.throttled(retryAfterSeconds));
    }

    /** The next such request never gets an answer. */
    public synchronized void hangNext(String action) {
        faults.tell(action, Faults.SILENCE);
    }

    /** The next such request is carried out and its answer is lost. */
    public synchronized void loseNextAnswer(String action) {
        faults.lose(action);
    }

    /** Right before the next such request is looked at, somebody else does this. */
    public synchronized void meanwhile(String action, Runnable others) {
        faults.meanwhile(action, others);
    }

    /** Once a write has come, every read is refused with this kind, {@code THROTTLED} or {@code DENIED}; null ends it. */
    public synchronized void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        faults.refuseReadsAfterAWrite(kind);
    }

    /** How many entries a page of a list holds. */
    public synchronized void pageSize(int entries) {
        pages.size(entries);
    }

    /** How often a long-running operation is asked until it is done, and the seconds that it asks to wait in between. */
    public synchronized void operationsTake(int polls, int retryAfterSeconds) {
        operations.take(polls, retryAfterSeconds);
    }

    /** Every long-running operation is done by the time of the first question for it. */
    public synchronized void operationsAreDoneBeforeAsked() {
        operations.doneBeforeAsked();
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
            ArmCall call = ArmCall.read(exchange);
            CountDownLatch healing = faults.healing();
            ArmAnswer answer = faults.heard(call, answer(call));
            if (answer.equals(Faults.BREAK)) {
                return;
            }
            if (answer.equals(Faults.SILENCE)) {
                healing.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body() == null
                    ? new byte[0]
                    : Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
            // By it the Activity log names the call.
            exchange.getResponseHeaders()
                    .set("x-ms-correlation-request-id", UUID.randomUUID().toString());
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ArmAnswer answer(ArmCall call) {
        requests.add(call.sent());
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
