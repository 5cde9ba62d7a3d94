package io.lamplighter.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Explain;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever becomes of an event on its way, it is answered, and nothing impossible is let through. */
class MutatedEventsTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "arn:",
            "arn:aws:::",
            "true",
            "-1",
            "1e999",
            "0".repeat(5000),
            "\u0000\u001b[31m\n",
            "💡",
            "[{\"a\":",
            "{\"sample\":",
            "../../etc",
            "<script>",
            "111122223333",
            "us-east-1",
            "..",
            "s3://");

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
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutate(event, random);
        }

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

    private static void mutate(JsonNode root, Random random) {
        List<JsonNode> parents = new ArrayList<>();
        collect(root, parents);
        JsonNode parent = parents.get(random.nextInt(parents.size()));
        if (parent instanceof ObjectNode object && !object.isEmpty()) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            String key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(5) == 0) {
                object.remove(key);
            } else {
                object.set(key, other(object.path(key), random));
            }
        } else if (parent instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), other(array.path(0), random));
        }
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode()) {
            parents.add(node);
            node.forEach(n -> collect(n, parents));
        }
    }

    private static JsonNode other(JsonNode was, Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.booleanNode(random.nextBoolean());
            case 3 -> make.arrayNode();
            case 4 -> make.objectNode();
            case 5 -> make.arrayNode().add(was.deepCopy()).add(was.deepCopy()).addNull();
            case 6 -> make.objectNode().set("value", was.deepCopy());
            case 7 -> make.numberNode(random.nextDouble() * 1e300);
            default -> make.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }
}
