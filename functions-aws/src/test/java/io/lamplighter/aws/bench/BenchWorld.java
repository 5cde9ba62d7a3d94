package io.lamplighter.aws.bench;

import io.lamplighter.aws.bench.LocalAws.Trip;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.shell.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The alerts with what the emulator answered to each, as the packaged function asked it. */
final class BenchWorld {
    /** A small function's memory, and the flags that Lambda's own Java runtime starts with. */
    static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    static final String RESPOND = "io.lamplighter.aws.function.Respond";

    private BenchWorld() {}

    /**
     * One alert and its answers.
     *
     * @param calls the names of the calls of a first response, each as often as it was made
     */
    record Recorded(BenchAlert alert, Recording answers, List<String> calls) {}

    /** Responds to each alert once, in a tenant that is made anew each time. */
    static List<Recorded> record(String classpath) {
        Moto moto = Moto.shared();
        List<Recorded> all = new ArrayList<>();
        try (ResolverFront front = new ResolverFront(moto.endpoint())) {
            Settings settings = Settings.from(Map.of());
            Clients clients = Moto.clients(front.endpoint(), settings);
            int count;
            do {
                moto.reset();
                DemoTenant tenant = DemoTenant.make(clients, settings);
                new Lamps(clients, settings, Clock.systemUTC())
                        .bean(TableCreation.class)
                        .create();
                List<BenchAlert> alerts = BenchAlert.in(tenant);
                all.add(record(classpath, alerts.get(all.size()), front.endpoint()));
                count = alerts.size();
            } while (all.size() < count);
        }
        return all;
    }

    private static Recorded record(String classpath, BenchAlert alert, URI emulator) {
        Recording recording = new Recording();
        LocalAws.Answers answers = recording.from(emulator, EventHistoryPage.touching(alert.history()));
        try (LocalAws aws = new LocalAws(answers);
                LambdaRuntime function =
                        new LambdaRuntime(classpath, RESPOND, environment(aws), FLAGS, log("recorded"))) {
            answered(function, alert.message());
            List<String> calls = aws.trips().stream()
                    .filter(t -> t.status() < Recording.FAULT)
                    .map(t -> t.call().name())
                    .sorted()
                    .toList();
            return new Recorded(alert, recording, calls);
        }
    }

    static Map<String, String> environment(LocalAws aws) {
        return Map.of("AWS_ENDPOINT_URL", aws.endpoint().toString(), Variables.MODE, "act");
    }

    static Path log(String name) {
        return Packaged.target().resolve("bench-" + name + ".log");
    }

    /** Sends it; what did not end well is no figure. */
    static void answered(LambdaRuntime function, String message) {
        LambdaRuntime.Answer answer = function.invoke(message);
        if (answer.error() || !answer.body().equals("{\"batchItemFailures\":[]}")) {
            throw new IllegalStateException("the function answered " + answer.body());
        }
    }

    /** The trips; one that met a fault makes the run no figure. */
    static List<Trip> sound(List<Trip> trips) {
        trips.stream().filter(t -> t.status() >= Recording.FAULT).findFirst().ifPresent(t -> {
            throw new IllegalStateException("no answer was recorded for " + t.call());
        });
        return trips;
    }
}
