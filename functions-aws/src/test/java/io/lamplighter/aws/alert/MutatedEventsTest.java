package io.lamplighter.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Explain;
import io.lamplighter.shell.MutatedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever becomes of an event on its way, it is answered, and nothing impossible is let through. */
class MutatedEventsTest {
    private static final MutatedJson MUTATED =
            new MutatedJson("arn:", "arn:aws:::", "111122223333", "us-east-1", "s3://");

    private final AwsEvents events = Samples.events();

    @Provide
    Arbitrary<String> samples() throws IOException {
        try (var files = Files.list(Samples.ROOT.resolve("events/samples/aws"))) {
            return Arbitraries.of(files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".json"))
                    .sorted()
                    .toList());
        }
    }

    @Property(tries = 3000)
    void open_mutated_neverThrows(@ForAll("samples") String name, @ForAll long seed) {
        Random random = new Random(seed);
        JsonNode event = Samples.json(name);
        MUTATED.mutate(event, random);

        List<Parsed> all =
                events.open(event).stream().flatMap(m -> m.events().stream()).toList();

        assertThat(all).isNotEmpty().allSatisfy(MutatedEventsTest::sound);
    }

    @Property(tries = 1000)
    void open_cutText_neverThrows(@ForAll("samples") String name, @ForAll long seed) {
        Random random = new Random(seed);
        String text = Samples.text(name);
        String cut = text.substring(0, random.nextInt(text.length()));
        Explain explain = new Explain(events::open, List.of(), a -> List.of());

        assertThat(explain.file(name, cut)).isNotEmpty();
    }

    private static void sound(Parsed parsed) {
        switch (parsed) {
            case Parsed.Ignored ignored -> assertThat(ignored.why()).isNotBlank();
            // A parser that throws is caught, but is a bug all the same.
            case Parsed.Rejected rejected ->
                assertThat(rejected.why()).isNotBlank().doesNotContain("failed on it");
            case Parsed.Read read -> sound(read.alert());
        }
    }

    private static void sound(Alert alert) {
        assertThat(alert.id()).isNotBlank();
        assertThat(alert.type()).isNotBlank();
        assertThat(alert.title()).hasSizeLessThanOrEqualTo(256);
        assertThat(Arn.account(alert.account())).isTrue();
        assertThat(Arn.region(alert.region())).isTrue();
        assertThat(alert.resources()).allSatisfy(r -> {
            assertThat(r.id()).isNotBlank();
            assertThat(Arn.account(r.account())).isTrue();
            assertThat(r.region().isEmpty() || Arn.region(r.region())).isTrue();
        });
    }
}
