package io.lamplighter.bench;

import io.lamplighter.bench.Measured.Contender;
import io.lamplighter.bench.Measured.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * First invocations, each in a JVM of its own, from the start of the process to the answer: the product's and the bare
 * handler's in turn, so that whatever else the machine does meets both.
 */
final class ColdStarts {
    private static final double BESIDE_BARE = 1.15;
    private static final double AIM = 0.5;

    private final Measured cloud;
    private final List<Recorded> world;
    private final int runs;
    private final Consumer<String> progress;

    ColdStarts(Measured cloud, List<Recorded> world, int runs, Consumer<String> progress) {
        this.cloud = cloud;
        this.world = world;
        this.runs = runs;
        this.progress = progress;
    }

    private record Start(double seconds, Optional<Duration> initialisation, double cpu) {}

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        for (Way way : cloud.ways()) {
            if (Runtime.version().feature() < way.since()) {
                figures.add(Figure.missing("cold start, " + way.name(), "s", "this needs JDK " + way.since()));
                continue;
            }
            progress.accept("Cold starts, %s …".formatted(way.name()));
            List<String> respond = flags(way, Contender.PRODUCT);
            List<String> bare = flags(way, Contender.BARE);
            for (Recorded one : world) {
                if (one.cold()) {
                    figures.addAll(measure(way, one, respond, bare));
                }
            }
        }
        return figures;
    }

    private List<Figure> measure(Way way, Recorded one, List<String> respondFlags, List<String> bareFlags) {
        List<Start> respond = new ArrayList<>();
        List<Start> bare = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            respond.add(start(Contender.PRODUCT, one, respondFlags));
            bare.add(start(Contender.BARE, one, bareFlags));
            beside.add(respond.getLast().seconds() / bare.getLast().seconds());
        }
        String about = ", %s, %s".formatted(way.name(), one.name());
        Figure cold = figure("cold start" + about, respond);
        return List.of(
                way.archived() ? cold.aiming(AIM) : cold,
                figure("cold start of a bare handler" + about, bare),
                Figure.of("cold start beside bare" + about, "", beside).aiming(BESIDE_BARE));
    }

    private static Figure figure(String name, List<Start> starts) {
        List<Double> ready = starts.stream()
                .flatMap(s -> s.initialisation().stream())
                .map(ColdStarts::seconds)
                .toList();
        String cpu = "CPU %.2f s"
                .formatted(Figure.median(starts.stream().map(Start::cpu).toList()));
        return Figure.of(name, "s", starts.stream().map(Start::seconds).toList())
                .noting(ready.isEmpty() ? cpu : "until ready %.2f s, %s".formatted(Figure.median(ready), cpu));
    }

    /** Makes the archive by a run over every alert, since what comes next is not known when a function is deployed. */
    private List<String> flags(Way way, Contender contender) {
        List<String> flags = new ArrayList<>(cloud.flags());
        if (!way.archived()) {
            return flags;
        }
        Path archive = cloud.target()
                .resolve("bench-%s.%s".formatted(contender.word(), way.name().replace(' ', '-')));
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flags.add(way.making() + archive);
        try (Stub stub = cloud.stub(world.getFirst().answers().again());
                ChildFunction function = cloud.start(contender, stub, flags, log(contender))) {
            for (Recorded one : world) {
                stub.answers(one.answers().again());
                function.answer(contender.event(one));
            }
            function.end();
        }
        if (!Files.exists(archive)) {
            throw new IllegalStateException("the JVM made no %s: see %s".formatted(way.name(), log(contender)));
        }
        flags.removeLast();
        flags.add(way.using() + archive);
        return flags;
    }

    private Start start(Contender contender, Recorded one, List<String> flags) {
        try (Stub stub = cloud.stub(one.answers().again());
                ChildFunction function = cloud.start(contender, stub, flags, log(contender))) {
            function.answer(contender.event(one));
            Duration age = function.age();
            Duration cpu = function.process().info().totalCpuDuration().orElse(Duration.ZERO);
            List<String> made =
                    stub.sound().stream().map(t -> t.call().name()).sorted().toList();
            if (!made.equals(one.calls())) {
                throw new IllegalStateException("%s made other calls than were recorded: %s, not %s"
                        .formatted(contender.word(), made, one.calls()));
            }
            return new Start(seconds(age), function.initialisation(), seconds(cpu));
        }
    }

    private Path log(Contender contender) {
        return cloud.log("cold-" + contender.word());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
