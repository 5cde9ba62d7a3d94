package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEventsTest {
    /** T for an event, b for one that is broken. */
    private static String shape(List<JsonEvents.Event> events) {
        StringBuilder shape = new StringBuilder();
        events.forEach(e -> shape.append(e instanceof JsonEvents.Tree ? "T" : "b"));
        return shape.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1} | T",
                "{/  'a': 1/} | T",
                "[{}, {}] | TT",
                "[] | T",
                "{}/{}/{} | TTT",
                "{/'a': 1/}/{/'b': 2/} | TT",
                "{}/nonsense/{} | TbT",
                "{}/{'a':/{} | TbT",
                "7/{}/oops | bTb",
                "[{}, {}]/oops/{} | TTbT",
                "[/{'e':1},/{broken,/{'e':2}/] | TbT",
                "[/{/ 'e': 1/},/{/ 'e': [/  {},/ | Tb",
                "[{'e':1}, {'e':2}, {'e': | TTb",
                "{/ 'e': [/  {}/ ]/}/{broken | Tb",
                "{}//oops | Tb",
                "nonsense | b",
                "{'a': | b",
                "{/'a': [/1,/}/ | b",
                "7 | T",
            })
    void in_text_holdsSoManyEvents(String text, String shape) {
        assertThat(shape(JsonEvents.in(text.replace('\'', '"').replace('/', '\n'))))
                .isEqualTo(shape);
        assertThat(shape(JsonEvents.in("\uFEFF" + text.replace('\'', '"').replace('/', '\n'))))
                .isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource({"'', b", "'  ', b"})
    void in_nothing_isBroken(String text, String shape) {
        assertThat(shape(JsonEvents.in(text))).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}/secret | no JSON in line 2 | secret",
                "secret | not JSON at line 1, column 7 | secret",
                "[{'e':1}, {'e': | not JSON at line 1, column 16 | , {'e':",
            })
    void in_broken_tellsWhereAndNothingOfItAndKeepsItApart(String text, String why, String kept) {
        assertThat(JsonEvents.in(text.replace('\'', '"').replace('/', '\n')).getLast())
                .isEqualTo(new JsonEvents.Broken(why, kept.replace('\'', '"')));
    }
}
