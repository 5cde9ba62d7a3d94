package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EVERY_KIND = """
            {"text": "a \\"b\\" \\u00e9 \\ud83d\\ude00 \\u2028", "int": 7, "long": 123456789012, "big": 123456789012345678901234567890,
             "float": -1.5e3, "yes": true, "no": false, "nothing": null, "empty": {}, "none": [], "twice": 1, "twice": 2,
             "list": [1, [null, {"deep": ["x"]}], ""]}""";

    @Test
    void read_everyKind_isWhatJacksonsMapperReads() throws IOException {
        assertThat(Json.read(EVERY_KIND)).isEqualTo(MAPPER.readTree(EVERY_KIND));
    }

    @Test
    void map_everyKind_isWhatJacksonsMapperMakes() throws IOException {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(EVERY_KIND);

        assertThat(Json.map(tree)).isEqualTo(MAPPER.convertValue(tree, Map.class));
    }

    @Test
    void write_everyKind_isWhatJacksonsMapperWrites() throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>(Json.map(MAPPER.readTree(EVERY_KIND)));
        tree.put("nodes", MAPPER.readTree("[1, {\"a\": null}]"));
        tree.put("set", new LinkedHashMap<>(Map.of("a", 1L)).keySet());
        tree.put("numbers", List.of(1.0, 2.5f, (short) 3));

        assertThat(Json.write(tree)).isEqualTo(MAPPER.writeValueAsString(tree));
    }

    @Test
    void write_whatIsNoJson_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(List.of(new Object())));
    }

    @Test
    void read_textThatEndsEarlyOrIsTooDeep_saysWhereAndNothingOfTheContent() {
        for (String text : List.of("{\"secret\": [1, ", "{\"secret\"", "[", "[".repeat(200) + "]".repeat(200))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Json.read(text))
                    .withMessageStartingWith("not JSON")
                    .withMessageNotContaining("secret");
        }
    }
}
