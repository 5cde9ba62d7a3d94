package io.lamplighter.azure.bench;

import io.lamplighter.bench.Emulator;
import io.lamplighter.bench.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Azurite, Microsoft's own emulator of Azure Storage: blobs, queues and tables in memory; one per JVM.
 *
 * <p>https://learn.microsoft.com/azure/storage/common/storage-use-azurite
 */
public final class Azurite {
    private static final String VERSION = "3.37.0";
    private static final String ACCOUNT = "lamplighter";

    private static @Nullable Azurite shared;

    private final String connection;

    private Azurite(String connection) {
        this.connection = connection;
    }

    /** The server of this JVM, started when it is first asked for. */
    public static synchronized Azurite shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** How its account is reached; the key opens this process's Azurite only. */
    public String connectionString() {
        return connection;
    }

    private static Azurite start() {
        Path folder = Installation.of("azurite-" + VERSION, Azurite::install);
        int blobs = Emulator.freePort();
        int queues = Emulator.freePort();
        int tables = Emulator.freePort();
        String key =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        // The table service comes up last: when it answers, all do.
        Emulator.start(
                List.of(
                        "node",
                        folder.resolve("node_modules/azurite/dist/src/azurite.js")
                                .toString(),
                        "--silent",
                        "--inMemoryPersistence",
                        "--skipApiVersionCheck",
                        "--disableTelemetry",
                        "--blobPort",
                        Integer.toString(blobs),
                        "--queuePort",
                        Integer.toString(queues),
                        "--tablePort",
                        Integer.toString(tables)),
                Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + key),
                tables,
                "/",
                Installation.emulators().resolve("azurite-" + tables + ".log"));
        return new Azurite("DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;%s;%s;%s"
                .formatted(
                        ACCOUNT, key, endpoint("Blob", blobs), endpoint("Queue", queues), endpoint("Table", tables)));
    }

    private static String endpoint(String kind, int port) {
        return "%sEndpoint=http://127.0.0.1:%d/%s".formatted(kind, port, ACCOUNT);
    }

    private static void install(Path folder, Path log) throws IOException {
        Files.createDirectories(folder);
        try {
            Installation.run(log, List.of("node", "--version"));
            // What a package would run at its installation is not needed to run it.
            Installation.run(
                    log,
                    List.of(
                            "npm",
                            "install",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            folder.toString(),
                            "azurite@" + VERSION));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the local Azure storage emulator needs Node.js 20 or later with npm: install them and run again",
                    e);
        }
    }
}
