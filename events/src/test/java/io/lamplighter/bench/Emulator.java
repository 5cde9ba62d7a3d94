package io.lamplighter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** One emulator as a process on the loopback interface; it goes when this process goes. */
public final class Emulator {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();
    private static final int SERVER_ERROR = 500;

    /** An emulator is not to be told of a real cloud. */
    static final Pattern SETTINGS = Pattern.compile("AWS_|AZURE_|LAMPLIGHTER_");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI endpoint;

    private Emulator(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** A port that nobody listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it answers at {@code health}. */
    public static Emulator start(
            List<String> command, Map<String, String> environment, int port, String health, Path log) {
        // The shell waits for the end of its input, which comes when this process ends, even if it is killed.
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh", "-c", "\"$@\" </dev/null & child=$!; cat >/dev/null; kill $child", "emulator");
        builder.command().addAll(command);
        builder.environment().keySet().removeIf(n -> SETTINGS.matcher(n).lookingAt());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            Process process = builder.start();
            Emulator emulator = new Emulator(process, URI.create("http://127.0.0.1:" + port));
            emulator.await(health, log);
            return emulator;
        } catch (IOException e) {
            throw new IllegalStateException("the local emulator did not start: see " + log, e);
        }
    }

    private void await(String health, Path log) {
        Instant late = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(late) && process.isAlive()) {
            try {
                if (send("GET", health) < SERVER_ERROR) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new IllegalStateException("the local emulator did not come up: see " + log);
    }

    /** Ends it and whatever it has started. */
    public void stop() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Sends a request without a body and gives the status of the answer. */
    public int send(String method, String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(endpoint.resolve(path))
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
