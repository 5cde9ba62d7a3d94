package io.lamplighter.aws.bench;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.bench.Emulator;
import io.lamplighter.bench.Installation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The moto server, an AWS emulator that nobody here wrote; one per JVM. */
public final class Moto implements AwsEmulator {
    /** The account that moto gives to everybody. */
    public static final String ACCOUNT = "123456789012";

    /** Where the tests are at home. */
    public static final String REGION = "us-east-1";

    private static final String VERSION = "5.2.5";
    private static final int PYTHON = 9;
    private static @Nullable Moto shared;

    private final Emulator emulator;
    private final URI endpoint;

    private Moto(Emulator emulator, URI endpoint) {
        this.emulator = emulator;
        this.endpoint = endpoint;
    }

    /** The server of this JVM, started when it is first asked for. */
    public static synchronized Moto shared() {
        if (shared == null) {
            PythonEnvironment python =
                    PythonEnvironment.of("moto-" + VERSION, PYTHON, List.of("moto[server]==" + VERSION));
            int port = Emulator.freePort();
            Emulator started = Emulator.start(
                    MotoServer.command(python, port),
                    Map.of(),
                    port,
                    "/moto-api/",
                    Installation.emulators().resolve("moto-" + port + ".log"));
            shared = new Moto(started, started.endpoint());
        }
        return shared;
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public Moto through(URI address) {
        return new Moto(emulator, address);
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    /** Forgets everything. */
    @Override
    public void reset() {
        emulator.send("POST", "/moto-api/reset");
    }

    /** Clients of a home in {@link #ACCOUNT} and {@link #REGION}, with credentials that only an emulator takes. */
    @Override
    public Clients clients(Settings settings, ExecutionInterceptor... interceptors) {
        return clients(endpoint, settings, interceptors);
    }

    /** The same through another address, such as that of a proxy. */
    public static Clients clients(URI through, Settings settings, ExecutionInterceptor... interceptors) {
        return new Clients(
                through,
                new Home(ACCOUNT, REGION),
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                interceptors);
    }
}
