package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.events;
import static io.lamplighter.azure.alert.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text as a trigger has it: nothing in it is lost, and each event can come again without the others. */
class OpenedTextTest {
    private static List<String> kinds(String text) {
        return events().open(text).stream()
                .map(o -> o.parsed().getFirst().getClass().getSimpleName())
                .toList();
    }

    @Test
    void open_severalEventsInOneText_losesNone() {
        String several = text("defender-export.json") + "\n" + text("defender-storage.json");

        assertThat(kinds(several)).containsExactly("Read", "Read");
        assertThat(kinds("\uFEFF" + several)).containsExactly("Read", "Read");
        assertThat(kinds(Base64.getEncoder().encodeToString(("\uFEFF" + several).getBytes(StandardCharsets.UTF_8))))
                .containsExactly("Read", "Read");
        assertThat(kinds("{\"messageText\": %s}".formatted(Json.write(several))))
                .containsExactly("Read", "Read");
    }

    /** What comes again comes without the others, as the same alert or the same reason, and once more alone. */
    @Test
    void open_eachEventOfABatch_isTheSameAlone() {
        String batch = "[%s, {\"records\": [%s, 7]}, %s, \"no JSON\", [[[[[[[[[[%s]]]]]]]]]]]"
                .formatted(
                        text("defender-export.json"),
                        Samples.record(1),
                        text("manual-harden.json"),
                        text("defender-storage.json"));
        List<AzureEvents.Opened> all = events().open(batch);

        assertThat(all)
                .hasSize(6)
                .allSatisfy(one -> assertThat(events().open(one.text())).containsExactly(one));
        assertThat(kinds(batch)).containsExactly("Read", "Read", "Rejected", "Read", "Rejected", "Rejected");
    }

    @Test
    void open_oneEvent_isTheWholeText() {
        String text = "  " + text("defender-export.json") + "\n";

        assertThat(events().open(text))
                .singleElement()
                .satisfies(o -> assertThat(o.text()).isEqualTo(text));
    }
}
