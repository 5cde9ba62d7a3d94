package io.lamplighter.bench;

import io.lamplighter.bench.Measured.Contender;
import io.lamplighter.bench.Stub.Trip;
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

    private final ChildFunction function;
    private final Stub stub;
    private final Duration apart;

    private WarmRuns(ChildFunction function, Stub stub, Duration apart) {
        this.function = function;
        this.stub = stub;
        this.apart = apart;
    }

    private record Run(double seconds, double lit, int calls, int row) {}

    static List<Figure> measure(Measured cloud, List<Recorded> world, int runs) {
        List<Figure> figures = new ArrayList<>();
        try (Stub stub = cloud.stub(world.getFirst().answers().again());
                ChildFunction function = cloud.start(Contender.PRODUCT, stub, cloud.flags(), cloud.log("warm"))) {
            WarmRuns warm = new WarmRuns(function, stub, cloud.apart());
            for (Recorded one : world) {
                for (int i = 0; i < WARM_UP; i++) {
                    warm.run(one);
                }
            }
            for (Recorded one : world) {
                String name = one.name();
                stub.delay(Duration.ZERO);
                List<Run> undelayed = warm.repeat(one, runs);
                stub.delay(DELAY);
                List<Run> delayed = warm.repeat(one, runs);
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

    private List<Run> repeat(Recorded one, int runs) {
        List<Run> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(run(one));
        }
        return all;
    }

    private Run run(Recorded one) {
        LockSupport.parkNanos(apart.toNanos());
        stub.answers(one.answers().again());
        long start = System.nanoTime();
        function.answer(one.message());
        double seconds = seconds(start, System.nanoTime());
        List<Trip> trips = stub.sound();
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
                .collect(Collectors.groupingBy(c -> c.split("[:/ ]", 2)[0], TreeMap::new, Collectors.counting()));
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
