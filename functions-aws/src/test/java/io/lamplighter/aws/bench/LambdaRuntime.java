package io.lamplighter.aws.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.bench.ChildFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays Lambda to the packaged function: the runtime API, and a child JVM with AWS's own runtime interface client.
 *
 * <p>The API is https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html. The client needs a {@code Content-Type}
 * on every answer.
 */
public final class LambdaRuntime implements ChildFunction {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static {
        // Head and body would else wait for each other by 40 ms at every call.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<String> died = new CompletableFuture<>();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final HttpServer server;
    private final long started;
    private final Process process;
    private final Path log;

    /** The answer of one invocation; {@code error} tells that the function threw. */
    public record Answer(String body, boolean error) {}

    private record Invocation(String id, String event, Duration limit, CompletableFuture<Answer> answer) {}

    /**
     * Starts a function.
     *
     * @param classpath the packaged function, and whatever else the child should see
     * @param handler the handler's class name
     * @param environment its settings; nothing else of AWS's is inherited
     * @param flags further flags of the child's JVM
     */
    public LambdaRuntime(
            String classpath, String handler, Map<String, String> environment, List<String> flags, Path log) {
        this.log = log;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(BASE, this::serve);
            server.start();
            started = System.nanoTime();
            process = start(classpath, handler, environment, flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String classpath, String handler, Map<String, String> settings, List<String> flags)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(classpath, handler, flags));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(n -> n.startsWith("AWS_") || n.startsWith("LAMPLIGHTER_"));
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort(),
                "_HANDLER", handler,
                "LAMBDA_TASK_ROOT", ".",
                "AWS_LAMBDA_FUNCTION_NAME", "lamplighter-respond",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/lamplighter-respond",
                "AWS_LAMBDA_LOG_STREAM_NAME", "local",
                "AWS_REGION", Moto.REGION));
        environment.putAll(Map.of(
                "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test", "AWS_EC2_METADATA_DISABLED", "true"));
        environment.putAll(settings);
        Process child =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
        Thread.ofVirtual().start(() -> mourn(child));
        return child;
    }

    /** What Lambda's Java runtime does: AWS's own client with the handler's name. */
    static List<String> command(String classpath, String handler, List<String> flags) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classpath,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler));
        return command;
    }

    private void mourn(Process child) {
        try {
            died.complete("the function's process ended with " + child.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends one event and waits for its answer. */
    public Answer invoke(String event) {
        return invoke(event, LIMIT);
    }

    /** The same to a function that has this much time for it; what is late is told so and not killed. */
    public Answer invoke(String event, Duration limit) {
        Invocation invocation =
                new Invocation("invocation-" + count.incrementAndGet(), event, limit, new CompletableFuture<>());
        waiting.add(invocation);
        try {
            Object first =
                    CompletableFuture.anyOf(invocation.answer(), died).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (first instanceof Answer answer) {
                return answer;
            }
            throw new IllegalStateException(first + ": see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the function did not answer: see " + log, e);
        }
    }

    @Override
    public void answer(String event) {
        Answer answer = invoke(event);
        if (answer.error() || !answer.body().equals("{\"batchItemFailures\":[]}")) {
            throw new IllegalStateException("the function answered " + answer.body());
        }
    }

    /** The child's process, for its memory and for a test that kills it. */
    @Override
    public Process process() {
        return process;
    }

    @Override
    public Optional<Duration> initialisation() {
        return Optional.of(Duration.ofNanos(ready.getNow(started) - started));
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** As Lambda does, by a signal. */
    @Override
    public void end() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the function's process did not end: see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(BASE.length());
        String[] parts = path.split("/", -1);
        if (path.equals("invocation/next")) {
            next(exchange);
        } else if (parts.length == 3 && parts[0].equals("invocation")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Invocation invocation = running.remove(parts[1]);
            answer(exchange, 202, "{}");
            if (invocation != null) {
                invocation.answer().complete(new Answer(body, parts[2].equals("error")));
            }
        } else {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 202, "{}");
            died.complete("the function could not start: " + body);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.complete(System.nanoTime());
        try {
            Invocation invocation = waiting.take();
            running.put(invocation.id(), invocation);
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(Instant.now().plus(invocation.limit()).toEpochMilli()));
            headers.set(
                    "Lambda-Runtime-Invoked-Function-Arn",
                    "arn:aws:lambda:%s:%s:function:lamplighter-respond".formatted(Moto.REGION, Moto.ACCOUNT));
            answer(exchange, 200, invocation.event());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.stop(0);
    }
}
