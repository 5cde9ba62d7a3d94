package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.bench.ChildFunction;
import io.lamplighter.shell.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged functions in a JVM of their own, one invocation after another ({@link FunctionHost}). */
public final class HostProcess implements ChildFunction {
    /** A small function's memory, and flags that the worker can be given. */
    static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long started = System.nanoTime();
    private final String function;
    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;
    private final Path log;

    /**
     * Starts it.
     *
     * @param environment the function app's settings, and no other cloud's
     */
    public HostProcess(Map<String, String> environment, Path log) {
        this(Packaged.hostClasspath(), Packaged.folder(), "", environment, FLAGS, log);
    }

    /**
     * The same with other functions.
     *
     * @param folder where their descriptions are
     * @param function the one that {@link #answer} is of
     */
    HostProcess(
            String classpath,
            Path folder,
            String function,
            Map<String, String> environment,
            List<String> flags,
            Path log) {
        this.function = function;
        this.log = log;
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        // What the JVM itself says must not come between the answers.
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classpath, FunctionHost.class.getName(), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(n -> n.matches("(AWS|AZURE|LAMPLIGHTER)_.*"));
        builder.environment().putAll(environment);
        builder.redirectError(log.toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Invokes a function with a text, or with what {@link FunctionHost} says for an event hub and for HTTP. */
    public JsonNode invoke(String function, Object event) {
        to.println(Json.write(Map.of("function", function, "event", event)));
        try {
            String line = from.readLine();
            if (line == null) {
                throw new IllegalStateException("the functions' process ended: see " + log);
            }
            return Json.read(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From an event hub, as one message. */
    @Override
    public void answer(String event) {
        JsonNode answer = invoke(function, List.of(event));
        if (answer.has("failed") || !answer.path("again").isEmpty()) {
            throw new IllegalStateException("the function answered %s: see %s".formatted(answer, log));
        }
    }

    @Override
    public Process process() {
        return process;
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The host sends what it has, and is asked for nothing. */
    @Override
    public Optional<Duration> initialisation() {
        return Optional.empty();
    }

    /** By the end of its input. */
    @Override
    public void end() {
        to.close();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the functions' process did not end: see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        to.close();
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
    }
}
