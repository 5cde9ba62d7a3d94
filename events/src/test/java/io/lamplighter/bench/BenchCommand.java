package io.lamplighter.bench;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a response costs: calls, time, memory and size, each beside what it is meant to be. */
@Command(
        name = "lamplighter bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what a response costs, on this machine and against recorded answers; it takes some minutes.",
            "docs/benchmark.md says how each figure comes about. A figure that misses its aim is said, and is no failure."
        },
        footer = {
            "",
            "Examples:",
            "  lamplighter bench aws              a table, medians of 7",
            "  lamplighter bench azure --runs 3   quicker",
            "  lamplighter bench --json | jq .    one line a figure",
            "",
            "Exit codes: 0 measured, 1 could not measure, 2 usage"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;
    private static final double HELP = 0.5;

    @Option(names = "--runs", paramLabel = "N", description = "how often each is measured (default: ${DEFAULT-VALUE})")
    private int runs = 7;

    @Option(names = "--json", description = "one line of JSON a figure instead of the table")
    private boolean json;

    private final PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    private final PrintWriter progress =
            new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);

    private final Measured cloud;

    private BenchCommand(Measured cloud) {
        this.cloud = cloud;
    }

    /** Measures as the arguments say; the exit code. */
    public static int run(Measured cloud, String... args) {
        BenchCommand bench = new BenchCommand(cloud);
        return new CommandLine(bench).setOut(bench.out).setErr(bench.progress).execute(args);
    }

    @Override
    public Integer call() {
        if (runs < 1) {
            progress.println("--runs takes a number from 1 on");
            return CommandLine.ExitCode.USAGE;
        }
        try {
            List<Figure> figures = measure();
            if (json) {
                figures.forEach(f -> out.println(f.json()));
            } else {
                show(figures);
            }
            return CommandLine.ExitCode.OK;
        } catch (IllegalStateException | UncheckedIOException e) {
            progress.println("lamplighter bench could not measure: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private List<Figure> measure() {
        progress.println("Recording what the local emulators answer …");
        List<Recorded> world = cloud.record();
        progress.println("A warm function, %d alerts, %d runs each …".formatted(world.size(), runs));
        List<Figure> figures = new ArrayList<>(WarmRuns.measure(cloud, world, runs));
        figures.addAll(new ColdStarts(cloud, world, runs, progress::println).measure());
        figures.add(zip());
        progress.println("The command line …");
        figures.add(commandLine());
        return figures;
    }

    private void show(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("figure", "median", "min", "max", "aim", ""));
        figures.forEach(f -> rows.add(f.row()));
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(r ->
                Arrays.setAll(widths, i -> Math.max(widths[i], r.get(i).length())));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private Figure zip() {
        try {
            return Figure.of("zip", "MB", List.of(Files.size(cloud.zip()) / MEGABYTE))
                    .aiming(cloud.zipAim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the launcher, as a person starts it; the first start may build or make its archive, and does not count. */
    private Figure commandLine() {
        Path launcher = Path.of(System.getProperty("lamplighter.root", ".."), "lamplighter");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(cloud.help());
        String name = "lamplighter " + String.join(" ", cloud.help());
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            long start = System.nanoTime();
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(cloud.log("help").toFile())
                        .start();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(name + " failed: see " + cloud.log("help"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (i > 0) {
                seconds.add(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
            }
        }
        return Figure.of(name, "s", seconds).aiming(HELP);
    }
}
