package io.lamplighter.aws.bench;

import io.lamplighter.bench.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * AWS's own Runtime Interface Emulator with the packaged function behind it: the agent that Lambda's base images carry,
 * taken out of the SAM CLI's wheel.
 *
 * <p>https://github.com/aws/aws-lambda-runtime-interface-emulator. Every function in it is of {@link #ACCOUNT}.
 */
public final class RuntimeInterfaceEmulator implements AutoCloseable {
    /** The account in the ARN that it tells a function. */
    public static final String ACCOUNT = "012345678912";

    private static final String VERSION = "1.170.0";
    private static final int PYTHON = 9;
    private static final String INVOKE = "/2015-03-31/functions/function/invocations";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Emulator emulator;

    /** Starts it; the function itself starts at the first event, as on Lambda. */
    public RuntimeInterfaceEmulator(String classpath, String handler, Map<String, String> settings, Path log) {
        int port = Emulator.freePort();
        List<String> command = new ArrayList<>(List.of(
                binary().toString(),
                "--runtime-interface-emulator-address",
                "127.0.0.1:" + port,
                "--runtime-api-address",
                "127.0.0.1:" + Emulator.freePort()));
        command.addAll(LambdaRuntime.command(classpath, handler, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1")));
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", "lamplighter-respond",
                "AWS_LAMBDA_FUNCTION_TIMEOUT", Long.toString(PATIENCE.toSeconds()),
                "AWS_REGION", Moto.REGION,
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
        emulator = Emulator.start(command, environment, port, "/", log);
    }

    /** Whether there is one for this machine. */
    public static boolean available() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** Sends one event and gives the body of the answer, whether it is a result or an error. */
    public String invoke(String event) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(emulator.endpoint().resolve(URI.create(INVOKE)))
                                    .timeout(PATIENCE)
                                    .POST(HttpRequest.BodyPublishers.ofString(event))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        emulator.stop();
    }

    private static Path binary() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        // Only the binary is wanted of it: neither what it depends on nor its own Python code.
        PythonEnvironment wheel = PythonEnvironment.of(
                "aws-sam-cli-" + VERSION,
                PYTHON,
                List.of("--no-deps", "--no-compile", "--ignore-requires-python", "aws-sam-cli==" + VERSION));
        try (Stream<Path> files = Files.walk(wheel.folder())) {
            return files.filter(f -> f.endsWith("samcli/local/rapid/aws-lambda-rie-" + machine))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no emulator in the wheel of " + wheel.folder()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
