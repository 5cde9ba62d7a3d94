package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.bench.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person may count on in each cloud: the packaged command line, each command in a process of its own, in a small
 * tenant.
 */
public abstract class CommandLineContract {
    /** What an attacker would call a thing: it ends a line, clears the screen, turns the reading direction, is a script. */
    private static final String HOSTILE = "x'\"\n\u001b[2J\u202e<script>alert(1)</script>";

    private static final String SHOWN = "x'\" [2J <script>alert(1)</script>";

    @TempDir
    private Path folder;

    /**
     * The tenant's words.
     *
     * @param name the cloud's, as the command line has it
     * @param account the person's own
     * @param region the same
     * @param alert an event about what is dark
     * @param dark a dark resource, as a person names it
     * @param shown the same as a table shows it
     * @param write the call by which one of its logs is turned on
     * @param source the log source that does
     * @param sample a file of {@code events/samples} in it
     */
    public record Tenant(
            String name,
            String account,
            String region,
            String alert,
            String dark,
            String shown,
            String write,
            String source,
            String sample) {}

    protected abstract Tenant tenant();

    /** One command in the person's environment, with these settings more. */
    protected abstract Command command(Map<String, String> more, String typed, String... arguments);

    /** One command of somebody who has no cloud and no settings. */
    protected abstract Command offline(String typed, String... arguments);

    /** Makes the central table. */
    protected abstract void makeTable();

    /** The log settings as they are, comparable. */
    protected abstract Map<String, ?> settings();

    /** All that any write would show in, comparable: the tenant, and which tables there are. */
    protected abstract Object everything();

    /** A file of this text. */
    protected final String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** One command of this cloud. */
    protected final Command lamplighter(String... arguments) {
        return command(Map.of(), "", arguments(arguments));
    }

    private String[] arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(tenant().name()));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    private static List<String> targets(JsonNode document, String result) {
        return Json.list(document, "unmapped.lamplighter.outcomes").stream()
                .filter(o -> Json.text(o, "result").equals(result))
                .flatMap(o -> Json.list(o, "targets").stream().map(t -> Json.text(t, "id")))
                .distinct()
                .toList();
    }

    private static JsonNode only(Command said) throws IOException {
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        assertThat(said.err()).isEmpty();
        return Json.readAll(said.out()).getFirst();
    }

    @Test
    void respondFindUndo_byHand_lightsAndPutsBackExactly() throws IOException {
        makeTable();
        Map<String, ?> before = settings();
        String file = file("alert.json", tenant().alert());

        Command dry = lamplighter("respond", file);
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("This was a dry run").contains("proposed", tenant().write());
        assertThat(settings()).isEqualTo(before);

        JsonNode document = only(lamplighter("respond", file, "--apply", "--json"));
        String finding = Json.text(document, "finding_info.uid");
        assertThat(document.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(settings()).isNotEqualTo(before);

        assertThat(lamplighter("findings").out()).contains(finding);
        assertThat(lamplighter("findings", "--resource", tenant().dark()).out()).contains(finding);
        assertThat(lamplighter("findings", finding).out()).contains("Ledger", "turned-on", "undo " + finding);
        assertThat(lamplighter("coverage", "--resource", tenant().dark()).out())
                .containsPattern(tenant().shown() + " +covered");

        Command shown = lamplighter("undo", finding);
        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("would restore", "Give --apply to restore");
        assertThat(settings()).as("what undo shows it does not do").isNotEqualTo(before);
        Command undo = lamplighter("undo", finding, "--apply");
        assertThat(undo.exit()).as(undo.out() + undo.err()).isZero();
        assertThat(undo.out()).contains("would restore", "restored");
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void respond_aResourceTwiceByOneId_isOneFinding() throws IOException {
        makeTable();
        String[] asked = {"respond", "--resource", tenant().dark(), "--id", "INC-42", "--apply", "--json"};

        JsonNode first = only(lamplighter(asked));
        JsonNode second = only(lamplighter(asked));

        assertThat(targets(first, "turned-on")).isNotEmpty();
        assertThat(targets(second, "already-on")).containsAll(targets(first, "turned-on"));
        assertThat(Json.text(second, "finding_info.uid")).isEqualTo(Json.text(first, "finding_info.uid"));
        assertThat(Json.text(second, "unmapped.lamplighter.deliveries")).isEqualTo("2");
    }

    @Test
    void dryRun_ofEachVerb_writesNothingAnywhere() throws IOException {
        Object before = everything();
        String file = file("alert.json", tenant().alert());

        for (Command said : List.of(
                lamplighter("respond", file),
                lamplighter("respond", "--resource", tenant().dark(), "--id", "INC-42"),
                lamplighter("harden"),
                lamplighter("coverage"))) {
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
            assertThat(said.out()).contains(tenant().source());
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void harden_dryRunThenApply_doesWhatItSaid() throws IOException {
        makeTable();
        JsonNode dry = only(lamplighter("harden", "--json"));
        JsonNode done = only(lamplighter("harden", "--apply", "--json"));

        assertThat(targets(dry, "proposed")).hasSizeGreaterThan(2);
        assertThat(targets(done, "turned-on")).containsExactlyInAnyOrderElementsOf(targets(dry, "proposed"));
    }

    @Test
    void coverage_ofOneSource_isALineOfJsonEach() throws IOException {
        Command said = lamplighter("coverage", "--source", tenant().source(), "--json");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(Json.readAll(said.out())).isNotEmpty().allSatisfy(l -> {
            assertThat(l.fieldNames())
                    .toIterable()
                    .containsExactly("account", "region", "source", "state", "targets", "why");
            assertThat(Json.text(l, "source")).isEqualTo(tenant().source());
        });
    }

    @Test
    void explain_filesAndStandardInput_isOfflineAndTellsARejectedOneBy3() throws IOException {
        String sample = Path.of(System.getProperty("lamplighter.root", ".."), "events", "samples")
                .resolve(tenant().sample())
                .toString();

        Command read = offline("", arguments("explain", sample, file("alert.json", tenant().alert())));
        assertThat(read.exit()).as(read.err()).isZero();
        assertThat(read.out()).contains("read", tenant().source()).doesNotContain("rejected");

        Command typed = offline("{\"request\": \"dance\"}\n{broken\n", arguments("explain", "--json", "-"));
        assertThat(typed.exit()).isEqualTo(3);
        assertThat(Json.readAll(typed.out()))
                .hasSize(2)
                .allSatisfy(l -> assertThat(Json.text(l, "result")).isEqualTo("rejected"));
    }

    @Test
    void respond_oneBrokenEventOfTwo_doesTheOtherAndTellsBy3() throws IOException {
        makeTable();
        String lines = "{broken\n" + Json.write(Json.read(tenant().alert()));

        Command said = lamplighter("respond", file("lines.jsonl", lines), "--apply");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.out()).contains("turned-on");
        assertThat(said.err().lines()).singleElement().asString().contains("rejected: no JSON");
    }

    @Test
    void respond_noTable_isOneSentenceThatSaysWhatToDo() {
        Object before = everything();

        Command said = lamplighter("respond", "--resource", tenant().dark(), "--apply");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines())
                .singleElement()
                .asString()
                .contains("there is no table", "deploy the stack there, or set LAMPLIGHTER_TABLE");
        assertThat(everything())
                .as("nothing is changed that cannot be recorded")
                .isEqualTo(before);
    }

    @Test
    void names_ofAnAttacker_areShownAndNotObeyed() throws IOException {
        makeTable();
        String asked = file(
                "asked.json",
                Json.write(Map.of(
                        "request",
                        "respond",
                        "id",
                        HOSTILE,
                        "reason",
                        HOSTILE,
                        "account",
                        tenant().account(),
                        "region",
                        tenant().region(),
                        "resources",
                        List.of(tenant().dark()))));
        String odd = file("odd.json", Json.write(Map.of("request", HOSTILE)));

        for (Command said : List.of(
                lamplighter("respond", asked),
                lamplighter("respond", odd),
                lamplighter("explain", odd),
                lamplighter("respond", "no\u001b[2J\u202efile"),
                lamplighter("findings", "no\u001b[2J\u202efinding"),
                lamplighter("coverage", "--source", "no\u001b[2J\u202esource"))) {
            assertThat(said.out() + said.err()).contains("[2J").doesNotContain("\u001b", "\u202e", "\tat ");
        }
        assertThat(lamplighter("respond", asked).out().lines())
                .as("on one line")
                .anyMatch(l -> l.strip().equals(SHOWN));
        assertThat(Json.text(only(lamplighter("respond", asked, "--json")), "finding_info.title"))
                .as("JSON has it as it is")
                .contains("<script>");
    }

    @Test
    void mistakes_areOneSentenceAndTheUsageCode() throws IOException {
        makeTable();
        String none = folder.resolve("none.json").toString();
        mistake("there is no file " + none, "respond", none);
        mistake(folder + " cannot be read", "explain", folder.toString());
        mistake("no-region-1", "coverage", "--region", "no-region-1");
        mistake("there is no log source no.fog; there are: ", "harden", "--source", "no.fog");
        mistake("there is no finding or step 0123", "undo", "0123", "--apply");
        mistake("there is no finding 0123", "findings", "0123");
        mistake("--days and --limit take a whole number from 1", "findings", "--days", "0");
        mistake("name either FILEs", "respond");
        mistake("--id goes with --resource only", "respond", file("alert.json", tenant().alert()), "--id", "INC-42");

        Command setting = command(Map.of(Variables.MODE, "maybe"), "", arguments("coverage"));
        assertThat(setting.exit()).isEqualTo(2);
        assertThat(setting.err().lines())
                .containsExactly("lamplighter: LAMPLIGHTER_MODE is \"maybe\"; it takes propose or act");
    }

    private void mistake(String sentence, String... arguments) {
        Command said = lamplighter(arguments);
        assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines())
                .singleElement()
                .asString()
                .startsWith("lamplighter: ")
                .contains(sentence);
    }
}
