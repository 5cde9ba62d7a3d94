package io.lamplighter.azure.bench;

import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.bench.ChildFunction;
import io.lamplighter.bench.Measured;
import io.lamplighter.bench.Recorded;
import io.lamplighter.bench.Recording;
import io.lamplighter.bench.Stub;
import io.lamplighter.bench.Stub.Reply;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged functions as the Java worker loads them, in the demo's tenant on the ARM fake and Azurite. */
final class MeasuredAzure implements Measured {
    private static final String RESPOND = "respond-event-hub";
    private static final Pattern ENDPOINT = Pattern.compile("(Blob|Table)Endpoint=(http://127\\.0\\.0\\.1:\\d+)");

    /** What of an answer's head the SDK goes by. */
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "etag",
            "azure-asyncoperation",
            "location",
            "retry-after",
            "x-ms-correlation-request-id",
            "x-ms-error-code",
            "x-ms-continuation-nextpartitionkey",
            "x-ms-continuation-nextrowkey");

    private final Azurite storage = Azurite.shared();

    @Override
    public List<Recorded> record() {
        List<Recorded> all = new ArrayList<>();
        try (ArmFake arm = new ArmFake()) {
            for (BenchAlert alert : BenchAlert.all()) {
                if (alert.history()) {
                    DemoTenant.make(arm);
                } else {
                    DemoTenant.quiet(arm);
                }
                all.add(record(arm, alert, "bench" + all.size()));
            }
        }
        return all;
    }

    private Recorded record(ArmFake arm, BenchAlert alert, String table) {
        Settings settings = Settings.from(DemoTenant.environment(arm, storage, table));
        new Lamps(arm.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings), settings, clock())
                .bean(TableCreation.class)
                .create();
        Map<String, URI> behind = new HashMap<>();
        Matcher endpoints = ENDPOINT.matcher(storage.connectionString());
        while (endpoints.find()) {
            behind.put(endpoints.group(1), URI.create(endpoints.group(2)));
        }
        String manager = arm.endpoint().replaceFirst("/$", "");
        Stub.Answers passing = Recording.passing(
                asked -> RestCall.isArm(asked.uri())
                        ? URI.create(manager)
                        : behind.get(RestCall.isDocument(asked.uri()) ? "Blob" : "Table"),
                KEPT::contains);
        Queue<String> bare = new ConcurrentLinkedQueue<>();
        Recording recording = new Recording();
        Stub.Answers answers = recording.of(asked -> {
            bare.add(BareCalls.line(asked));
            Reply reply = passing.to(asked);
            Map<String, String> headers = new HashMap<>(reply.headers());
            headers.replaceAll((name, value) -> value.replace(manager, Stub.HERE));
            return new Reply(reply.status(), headers, reply.body().replace(manager, Stub.HERE));
        });
        try (Stub stub = stub(answers);
                HostProcess function = product(stub, table, flags(), log("recorded"))) {
            function.answer(alert.message());
            return new Recorded(
                    alert.name(),
                    alert.message(),
                    recording,
                    stub.answered(),
                    String.join("\n", bare),
                    !alert.history());
        }
    }

    private static Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public Stub stub(Stub.Answers answers) {
        return new Stub(RestCall::of, answers);
    }

    @Override
    public ChildFunction start(Contender contender, Stub stub, List<String> flags, Path log) {
        return contender == Contender.PRODUCT
                ? product(stub, "bench", flags, log)
                : new HostProcess(
                        Packaged.bareClasspath(),
                        bareFolder(),
                        BareRespond.NAME,
                        environment(stub, "bench"),
                        flags,
                        log);
    }

    private HostProcess product(Stub stub, String table, List<String> flags, Path log) {
        return new HostProcess(
                Packaged.hostClasspath(), Packaged.folder(), RESPOND, environment(stub, table), flags, log);
    }

    private Map<String, String> environment(Stub stub, String table) {
        try (ArmFake any = new ArmFake()) {
            Map<String, String> environment = new HashMap<>(DemoTenant.environment(any, storage, table));
            environment.put(Settings.ARM_ENDPOINT, stub.endpoint() + "/");
            environment.put(
                    Settings.STORAGE,
                    ENDPOINT.matcher(storage.connectionString()).replaceAll("$1Endpoint=" + stub.endpoint()));
            return environment;
        }
    }

    /** What the host reads of a function that is no part of the package. */
    private Path bareFolder() {
        Path folder = target().resolve("bench-bare");
        Map<String, Object> description = Map.of(
                "entryPoint",
                BareRespond.class.getName() + ".run",
                "bindings",
                List.of(Map.of("type", "eventHubTrigger", "direction", "in", "name", "events")));
        try {
            Files.createDirectories(folder.resolve(BareRespond.NAME));
            Files.writeString(folder.resolve(BareRespond.NAME).resolve("function.json"), Json.write(description));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    @Override
    public List<String> flags() {
        return HostProcess.FLAGS;
    }

    /** Azure's Java 21 has class-data archives, and no AOT cache. */
    @Override
    public List<Way> ways() {
        return List.of(Way.PLAIN, Way.CLASS_DATA);
    }

    @Override
    public Duration apart() {
        return Duration.ofMillis(50);
    }

    @Override
    public Path zip() {
        return Packaged.zip();
    }

    @Override
    public double zipAim() {
        return 45;
    }

    @Override
    public Path target() {
        return Packaged.target();
    }

    @Override
    public List<String> help() {
        return List.of("azure", "--help");
    }
}
