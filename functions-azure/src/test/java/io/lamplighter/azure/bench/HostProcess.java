package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The packaged functions in a JVM of their own, one invocation after another ({@link FunctionHost}). */
public final class HostProcess implements AutoCloseable {
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
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Packaged.hostClasspath(),
                FunctionHost.class.getName(),
                Packaged.folder().toString());
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

    @Override
    public void close() {
        to.close();
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
    }
}
