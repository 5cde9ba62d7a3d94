package io.lamplighter.azure.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
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
    private static final MutatedJson MUTATED = new MutatedJson(
            "/subscriptions/",
            "/subscriptions/x/resourceGroups/y",
            Samples.VM + "/",
            Samples.VM + "'; drop",
            "/providers/microsoft.aadiam",
            Samples.SUBSCRIPTION,
            "' or 1 eq 1@x",
            "eyJhIjox",
            "eyJhIjoxfQ==",
            "Microsoft.Resources.ResourceDeleteSuccess");

    private final AzureEvents events = Samples.events();

    @Provide
    Arbitrary<String> samples() throws IOException {
        try (var files = Files.list(Samples.ROOT.resolve("events/samples/azure"))) {
            return Arbitraries.of(files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".json"))
                    .sorted()
                    .toList());
        }
    }

    @Property(tries = 3000)
    void open_mutated_neverThrows(@ForAll("samples") String name, @ForAll long seed) {
        JsonNode event = Samples.json(name);
        MUTATED.mutate(event, new Random(seed));

        List<Parsed> all =
                events.open(event).stream().flatMap(m -> m.events().stream()).toList();

        assertThat(all).isNotEmpty().allSatisfy(MutatedEventsTest::sound);
    }

    @Property(tries = 1000)
    void open_cutText_neverThrows(@ForAll("samples") String name, @ForAll long seed) {
        String text = Samples.text(name);
        String cut = text.substring(0, new Random(seed).nextInt(text.length()));
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
        assertThat(ArmId.subscription(alert.account())).isTrue();
        assertThat(alert.region().isEmpty() || alert.region().equals(Locations.of(alert.region())))
                .isTrue();
        assertThat(alert.resources()).allSatisfy(r -> {
            assertThat(r.kind().equals(AzureType.TENANT) || ArmId.read(r.id()) != null)
                    .isTrue();
            assertThat(r.id()).isLowerCase();
            assertThat(ArmId.subscription(r.account())).isTrue();
            assertThat(r.region().isEmpty() || r.region().equals(Locations.of(r.region())))
                    .isTrue();
        });
        assertThat(alert.identities()).allSatisfy(i -> assertThat(i.id()).doesNotContainPattern("[\"\\\\\\s]"));
    }
}
