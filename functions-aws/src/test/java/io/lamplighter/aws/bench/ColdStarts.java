package io.lamplighter.aws.bench;

import io.lamplighter.aws.bench.BenchWorld.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * First invocations, each in a JVM of its own, from the start of the process to the answer: the product's and the bare
 * handler's in turn, so that whatever else the machine does meets both.
 */
final class ColdStarts {
    private static final double BESIDE_BARE = 1.15;
    private static final double AIM = 0.5;
    private static final int AOT_SINCE = 25;

    private final List<Recorded> world;
    private final int runs;
    private final Consumer<String> progress;
    private final String classpath = Packaged.jars(BareRespond.class);

    ColdStarts(List<Recorded> world, int runs, Consumer<String> progress) {
        this.world = world;
        this.runs = runs;
        this.progress = progress;
    }

    /** A way to start: how its archive is made, and how it is used. */
    private record Way(String name, String making, String using) {}

    private static final List<Way> WAYS = List.of(
            new Way("plain", "", ""),
            new Way("class-data archive", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
            new Way("AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache="));

    private record Start(double seconds, double initialisation, double cpu) {}

    private record Contender(String name, String handler) {
        String event(Recorded one) {
            return name.equals("bare")
                    ? String.join("\n", one.calls())
                    : one.alert().message();
        }
    }

    private static final Contender PRODUCT = new Contender("respond", BenchWorld.RESPOND);
    private static final Contender BARE = new Contender("bare", BareRespond.class.getName());

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        for (Way way : WAYS) {
            if (way.name().equals("AOT cache") && Runtime.version().feature() < AOT_SINCE) {
                figures.add(Figure.missing("cold start, AOT cache", "s", "this needs JDK " + AOT_SINCE));
                continue;
            }
            progress.accept("Cold starts, %s …".formatted(way.name()));
            List<String> respond = flags(way, PRODUCT);
            List<String> bare = flags(way, BARE);
            // The last alert differs from the first in its history only.
            for (Recorded one : world.subList(0, world.size() - 1)) {
                figures.addAll(measure(way, one, respond, bare));
            }
        }
        return figures;
    }

    private List<Figure> measure(Way way, Recorded one, List<String> respondFlags, List<String> bareFlags) {
        List<Start> respond = new ArrayList<>();
        List<Start> bare = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            respond.add(start(PRODUCT, one, respondFlags));
            bare.add(start(BARE, one, bareFlags));
            beside.add(respond.getLast().seconds() / bare.getLast().seconds());
        }
        boolean archived = !way.making().isEmpty();
        String about = ", %s, %s".formatted(way.name(), one.alert().name());
        Figure cold = figure("cold start" + about, respond);
        return List.of(
                archived ? cold.aiming(AIM) : cold,
                figure("cold start of a bare handler" + about, bare),
                Figure.of("cold start beside bare" + about, "", beside).aiming(BESIDE_BARE));
    }

    private static Figure figure(String name, List<Start> starts) {
        return Figure.of(name, "s", starts.stream().map(Start::seconds).toList())
                .noting("until ready %.2f s, CPU %.2f s"
                        .formatted(
                                Figure.median(starts.stream()
                                        .map(Start::initialisation)
                                        .toList()),
                                Figure.median(starts.stream().map(Start::cpu).toList())));
    }

    /** Makes the archive by a run over every alert, since what comes next is not known when a function is deployed. */
    private List<String> flags(Way way, Contender contender) {
        List<String> flags = new ArrayList<>(BenchWorld.FLAGS);
        if (way.making().isEmpty()) {
            return flags;
        }
        Path archive = Packaged.target()
                .resolve("bench-%s.%s".formatted(contender.name(), way.name().replace(' ', '-')));
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flags.add(way.making() + archive);
        try (LocalAws aws = new LocalAws(world.getFirst().answers().again());
                LambdaRuntime function = function(aws, contender, flags)) {
            for (Recorded one : world) {
                aws.answers(one.answers().again());
                answered(function, contender, one);
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
        try (LocalAws aws = new LocalAws(one.answers().again());
                LambdaRuntime function = function(aws, contender, flags)) {
            answered(function, contender, one);
            Duration age = function.age();
            Duration cpu = function.process().info().totalCpuDuration().orElse(Duration.ZERO);
            List<String> made = BenchWorld.sound(aws.trips()).stream()
                    .map(t -> t.call().name())
                    .sorted()
                    .toList();
            if (!made.equals(one.calls())) {
                throw new IllegalStateException("%s made other calls than were recorded: %s, not %s"
                        .formatted(contender.name(), made, one.calls()));
            }
            return new Start(seconds(age), seconds(function.initialisation()), seconds(cpu));
        }
    }

    private static void answered(LambdaRuntime function, Contender contender, Recorded one) {
        BenchWorld.answered(function, contender.event(one));
    }

    private LambdaRuntime function(LocalAws aws, Contender contender, List<String> flags) {
        return new LambdaRuntime(classpath, contender.handler(), BenchWorld.environment(aws), flags, log(contender));
    }

    private static Path log(Contender contender) {
        return BenchWorld.log("cold-" + contender.name());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
