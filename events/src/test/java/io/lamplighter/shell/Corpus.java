package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.shell.Explain.Explanation;
import io.lamplighter.shell.Explain.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The collection of real events, where it lies beside the project; tests on it are skipped where it does not. */
public final class Corpus {
    private static final Path FOLDER = Path.of(System.getProperty("lamplighter.root", ".."), "../shared/corpus");

    /** Said once for all tests, where a count of skipped ones would be overlooked. */
    private static final boolean THERE = there();

    private final Explain explain;

    public Corpus(Explain explain) {
        this.explain = explain;
    }

    private static boolean there() {
        boolean there = Files.isDirectory(FOLDER);
        if (!there) {
            System.err.println("NOT TESTED: the collection of real events is not beside the project; the samples are.");
        }
        return there;
    }

    /** What is made of every event of a folder; one that is not in the collection is a mistake. */
    public List<Explanation> explained(String folder, UnaryOperator<String> repair) throws IOException {
        assumeTrue(THERE, "skipped: the collection of real events is not beside the project");
        return explained(FOLDER.resolve(folder), repair);
    }

    private List<Explanation> explained(Path events, UnaryOperator<String> repair) throws IOException {
        List<Explanation> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(events)) {
            for (Path file : files.sorted().toList()) {
                List<Explanation> ofFile =
                        explain.file(file.getFileName().toString(), repair.apply(Files.readString(file)));
                assertThat(ofFile).as(file.toString()).isNotEmpty();
                all.addAll(ofFile);
            }
        }
        return all;
    }

    /** That every event of a folder is answered, so many of them each way, with a reason and by no parser that throws. */
    public void answers(String folder, int read, int ignored, int rejected) throws IOException {
        answered(explained(folder, text -> text), read, ignored, rejected);
    }

    /** The same of the project's own samples, which are there wherever it is built. */
    public void answers(Path samples, int read, int ignored, int rejected) throws IOException {
        answered(explained(samples, text -> text), read, ignored, rejected);
    }

    private static void answered(List<Explanation> all, int read, int ignored, int rejected) {
        assertThat(all).allSatisfy(e -> assertThat(e.why()).doesNotContain("failed on it"));
        assertThat(all)
                .filteredOn(e -> e.result() != Result.READ)
                .allSatisfy(e -> assertThat(e.why()).isNotBlank());
        Map<Result, Integer> counts = new EnumMap<>(Result.class);
        for (Result result : Result.values()) {
            counts.put(
                    result, (int) all.stream().filter(e -> e.result() == result).count());
        }
        assertThat(counts)
                .isEqualTo(
                        new EnumMap<>(Map.of(Result.READ, read, Result.IGNORED, ignored, Result.REJECTED, rejected)));
    }

    /** How often each word is there: {@code host 2, ip 1}. */
    public static String tally(Stream<String> words) {
        Map<String, Long> counts = words.collect(Collectors.groupingBy(w -> w, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
