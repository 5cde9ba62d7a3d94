package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.FindingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the packaged function of each cloud does with no setting, and with a wrong one. */
public abstract class SettingsContract {
    /** An event about what is dark in the tenant. */
    protected abstract String alert();

    /** The log settings as they are, comparable. */
    protected abstract Map<String, ?> settings();

    /** Starts a packaged function with these settings more, delivers the event once, and tells what went wrong, or nothing. */
    protected abstract String deliver(String event, Map<String, String> more, Path log);

    /** The folder of the logs. */
    protected abstract Path logs();

    /** The only finding in the table. */
    protected abstract FindingTable.Stored finding();

    /** The table's rows about steps: entries of the ledger, and counts of a day. */
    protected abstract List<?> stepRows();

    /** What is proposed for the event, among others: {@code source target}. */
    protected abstract List<String> dark();

    @Test
    void respond_noMode_proposesAndChangesNothing() {
        Map<String, ?> before = settings();

        assertThat(deliver(alert(), Map.of(), logs().resolve("end-to-end-propose.log")))
                .isEmpty();

        assertThat(settings()).isEqualTo(before);
        assertThat(stepRows()).isEmpty();
        assertThat(outcomes("proposed")).containsAll(dark());
        assertThat(outcomes("turned-on")).isEmpty();
        assertThat(outcomes("failed")).isEmpty();
    }

    @Test
    void start_wrongMode_stopsWithItsSentence() throws IOException {
        Map<String, ?> before = settings();
        Path log = logs().resolve("end-to-end-wrong-mode.log");

        String failed = deliver(alert(), Map.of(Variables.MODE, "maybe"), log);

        assertThat(failed).contains("it takes propose or act");
        assertThat(settings()).isEqualTo(before);
        assertThat(failed + "\n" + Files.readString(log))
                .as("the sentence, and no more of a trace than its place")
                .contains("LAMPLIGHTER_MODE is \"maybe\"; it takes propose or act");
        assertThat(Files.readAllLines(log)).hasSizeLessThan(20);
    }

    private List<String> outcomes(String result) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode outcome : Json.list(Json.tree(finding().document()), "unmapped.lamplighter.outcomes")) {
            if (Json.text(outcome, "result").equals(result)) {
                Json.list(outcome, "targets")
                        .forEach(t -> outcomes.add(Json.text(outcome, "source") + " " + Json.text(t, "id")));
            }
        }
        return outcomes;
    }
}
