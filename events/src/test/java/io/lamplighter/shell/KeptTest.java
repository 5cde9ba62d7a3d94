package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.ResourceRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static String throughUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property
    void json_anyText_comesOutTheSame(@ForAll String text) throws IOException {
        Map<String, Object> tree = Map.of("text", text, text, 1);

        assertThat(Json.map(Json.read(throughUtf8(Kept.json(tree))))).isEqualTo(tree);
    }

    @Property
    void text_anyText_isWholeUnicode(@ForAll String text) {
        assertThat(throughUtf8(Kept.text(text))).isEqualTo(Kept.text(text));
    }

    @Test
    void text_long_isCutToEightThousand() {
        assertThat(Kept.text("x".repeat(9000))).hasSize(8000);
        assertThat(Kept.text("x".repeat(7999) + "\ud83d\udd26")).isEqualTo("x".repeat(7999) + "\ufffd");
        assertThat(Kept.whole("x".repeat(9000))).hasSize(9000);
    }

    @Test
    void targets_odd_comeOutTheSame() throws IOException {
        List<ResourceRef> targets = List.of(
                new ResourceRef("Kind", "quote\"s\n", "account", "region"),
                new ResourceRef("", "", "", "", Map.of("Outer", "id", "", "🔦")));

        assertThat(Kept.targets(Json.read(Kept.json(Kept.targets(targets))))).isEqualTo(targets);
    }
}
