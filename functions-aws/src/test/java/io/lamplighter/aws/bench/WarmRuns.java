package io.lamplighter.aws.bench;

import io.lamplighter.aws.bench.BenchWorld.Recorded;
import io.lamplighter.aws.bench.LocalAws.Trip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One function that is kept warm and gets alert after alert. */
final class WarmRuns {
    private static final double AIM = 0.5;
    private static final double MEMORY = 256;
    private static final int WARM_UP = 3;
    private static final Duration DELAY = Duration.ofMillis(50);

    /** CloudTrail takes two lookups a second, and the function keeps to that from alert to alert. */
    private static final Duration APART = Duration.ofMillis(1100);

    private WarmRuns() {}

    private record Run(double seconds, double lit, int calls, int row) {}

    static List<Figure> measure(String classpath, List<Recorded> world, int runs) {
        List<Figure> figures = new ArrayList<>();
        try (LocalAws aws = new LocalAws(world.getFirst().answers().again());
                LambdaRuntime function = new LambdaRuntime(
                        classpath,
                        BenchWorld.RESPOND,
                        BenchWorld.environment(aws),
                        BenchWorld.FLAGS,
                        BenchWorld.log("warm"))) {
            for (Recorded one : world) {
                for (int i = 0; i < WARM_UP; i++) {
                    run(function, aws, one);
                }
            }
            for (Recorded one : world) {
                String name = one.alert().name();
                aws.delay(Duration.ZERO);
                List<Run> undelayed = repeat(function, aws, one, runs);
                aws.delay(DELAY);
                List<Run> delayed = repeat(function, aws, one, runs);
                Run last = delayed.getLast();
                figures.add(Figure.of("calls, " + name, "", List.of((double) last.calls()))
                        .noting(services(one.calls())));
                figures.add(Figure.of("calls in a row, " + name, "", List.of((double)
                        delayed.stream().mapToInt(Run::row).min().orElse(0))));
                figures.add(Figure.of("warm respond, " + name, "s", seconds(undelayed)));
                figures.add(Figure.of(
                        "until the last log is on at 50 ms a call, " + name,
                        "s",
                        delayed.stream().map(Run::lit).toList()));
                figures.add(Figure.of("warm respond at 50 ms a call, " + name, "s", seconds(delayed))
                        .aiming(AIM));
            }
            figures.add(peak(function.process()));
        }
        return figures;
    }

    private static List<Double> seconds(List<Run> runs) {
        return runs.stream().map(Run::seconds).toList();
    }

    private static List<Run> repeat(LambdaRuntime function, LocalAws aws, Recorded one, int runs) {
        List<Run> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(run(function, aws, one));
        }
        return all;
    }

    private static Run run(LambdaRuntime function, LocalAws aws, Recorded one) {
        LockSupport.parkNanos(APART.toNanos());
        aws.answers(one.answers().again());
        long start = System.nanoTime();
        BenchWorld.answered(function, one.alert().message());
        double seconds = seconds(start, System.nanoTime());
        List<Trip> trips = BenchWorld.sound(aws.trips());
        long lit = trips.stream()
                .filter(t -> t.call().lights())
                .mapToLong(Trip::went)
                .max()
                .orElse(start);
        return new Run(seconds, seconds(start, lit), trips.size(), InARow.longest(trips));
    }

    private static double seconds(long from, long to) {
        return Duration.ofNanos(to - from).toMillis() / 1000.0;
    }

    private static String services(List<String> calls) {
        Map<String, Long> counts = calls.stream()
                .collect(Collectors.groupingBy(
                        c -> c.substring(0, c.indexOf(':')), TreeMap::new, Collectors.counting()));
        return "the first time %d: %s"
                .formatted(
                        calls.size(),
                        counts.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining(", ")));
    }

    /** What the kernel counted as the process's most resident memory. */
    private static Figure peak(Process process) {
        String name = "peak memory";
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return Figure.missing(name, "MB", "there is no " + status.getParent() + " on this system");
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(l -> l.startsWith("VmHWM:"))
                    .map(l -> Double.parseDouble(l.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .map(mb -> Figure.of(name, "MB", List.of(Math.ceil(mb))).aiming(MEMORY))
                    .orElseGet(() -> Figure.missing(name, "MB", "the kernel does not count it"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
