package io.lamplighter.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.shell.Explain;
import io.lamplighter.shell.Explain.Explanation;
import io.lamplighter.shell.Explain.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event of the collection of real ones, where it lies beside the project: read, ignored or rejected, none thrown. */
class CorpusTest {
    private static final Path CORPUS = Samples.ROOT.resolve("../shared/corpus");

    private final Explain explain = new Explain(Samples.events()::open, List.of(), a -> List.of());

    @ParameterizedTest
    @CsvSource({
        // Most are samples; those rejected have accounts of 10, 11 or 13 digits, the fragments no id.
        "guardduty/eventbridge, 0, 5, 15",
        "guardduty/camel, 4, 14, 0",
        "guardduty/api, 2, 12, 10",
        "guardduty/fragment, 0, 1, 3",
        // A custom action may hold no finding.
        "securityhub/eventbridge, 27, 7, 1",
        "securityhub/asff, 188, 31, 19",
        "securityhub/ocsf-finding, 4, 10, 0",
        "cloudtrail/eventbridge, 0, 12, 0",
        // Made anonymous, three of these have regions that cannot be and three have accounts that cannot.
        "cloudtrail/raw, 1, 452, 6",
        "eventbridge-other, 0, 197, 0",
    })
    void everyFile_isAnswered(String folder, int read, int ignored, int rejected) throws IOException {
        Path events = CORPUS.resolve(folder);
        assumeTrue(Files.isDirectory(events), "skipped: the collection of real events is not beside the project");

        List<Explanation> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(events)) {
            for (Path file : files.sorted().toList()) {
                List<Explanation> ofFile = explain.file(file.getFileName().toString(), Files.readString(file));
                assertThat(ofFile).as(file.toString()).isNotEmpty();
                all.addAll(ofFile);
            }
        }

        assertThat(all).allSatisfy(e -> assertThat(e.why()).doesNotContain("failed on it"));
        assertThat(all)
                .filteredOn(e -> e.result() != Result.READ)
                .allSatisfy(e -> assertThat(e.why()).isNotBlank());
        assertThat(counts(all))
                .isEqualTo(
                        new EnumMap<>(Map.of(Result.READ, read, Result.IGNORED, ignored, Result.REJECTED, rejected)));
    }

    private static Map<Result, Integer> counts(List<Explanation> all) {
        Map<Result, Integer> counts = new EnumMap<>(Result.class);
        for (Result result : Result.values()) {
            counts.put(
                    result, (int) all.stream().filter(e -> e.result() == result).count());
        }
        return counts;
    }
}
