package io.lamplighter.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.Ids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LamplighterTest {
    private static final String DARK = "{\"id\": \"a\", \"lamps\": [\"one\", \"two\"]}";
    private static final String FINDING = Ids.of("manual", StreetCloud.ACCOUNT, "a");

    private final StreetCloud cloud = new StreetCloud();

    @TempDir
    private Path folder;

    private record Said(int exit, String out, String err) {
        List<JsonNode> json() throws IOException {
            return Json.readAll(out);
        }
    }

    private Said run(String... args) {
        return typed("", args);
    }

    private Said typed(String typed, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        int exit = Lamplighter.run(cloud, in, new PrintWriter(out), new PrintWriter(err), false, args);
        return new Said(exit, out.toString(), err.toString());
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("events.json"), text).toString();
    }

    private Said street(String... args) {
        return run(Stream.concat(Stream.of("street"), Stream.of(args)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond", "harden", "coverage", "findings", "undo", "explain"})
    void help_ofEachVerb_hasExamplesAndEntersNoCloud(String verb) {
        Said said = street(verb, "--help");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("Usage: lamplighter street " + verb, "Examples:", "lamplighter street " + verb);
        assertThat(cloud.entered).isEmpty();
    }

    @Test
    void help_ofTheRoot_saysTheExitCodes() {
        assertThat(run("--help").out()).contains("Exit codes:", "0  done", "1  something failed", "2  ", "3  ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "street",
                "moon",
                "street respond",
                "street respond no-such-file.json",
                "street respond --resource",
                "street respond --resource one - ",
                "street harden --source street.fog",
                "street respond - --account 111122223333",
                "street respond - --id INC-42",
                "street harden --region fog",
                "street findings --days 0",
                "street findings 0123",
                "street undo",
                "street undo 0123",
                "street explain",
                "street harden --aply"
            })
    void mistake_ofAPerson_isASentenceAndTheUsageCode(String line) {
        Said said = run(line.isBlank() ? new String[0] : line.strip().split(" +"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isNotBlank().doesNotContain("\tat ", "Exception");
        assertThat(cloud.street.look().values()).allMatch(String::isEmpty);
    }

    @Test
    void harden_unknownSource_namesThoseThereAre() {
        assertThat(street("harden", "--source", "street.fog").err())
                .contains("there is no log source street.fog; there are: test.lamps");
    }

    @Test
    void respond_withoutApply_changesNothingAndSaysSo() throws IOException {
        Said said = street("respond", file(DARK));

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("2 proposed", "would call street:Light", "This was a dry run", "Give --apply")
                .doesNotContain("Undo it with");
        assertThat(cloud.street.look()).isEmpty();
        assertThat(cloud.table.find(FINDING))
                .as("a dry run leaves nothing behind")
                .isNull();
    }

    @Test
    void respond_withApply_lightsAndSaysHowToUndo() throws IOException {
        Said said = street("respond", file(DARK), "--apply");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("turned-on", "lamplighter street undo " + FINDING + " --apply");
        assertThat(cloud.street.look()).containsOnlyKeys("one", "two");
        assertThat(cloud.table.find(FINDING)).isNotNull();
    }

    @Test
    void respond_oneBrokenLineOfThree_doesTheOthersAndTellsBy3() throws IOException {
        String lines = DARK + "\n{broken\n{\"id\": \"b\", \"lamps\": [\"three\"]}\n{\"id\": \"c\", \"sample\": true}\n";
        Said said = street("respond", file(lines), "--apply");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err()).contains("rejected: no JSON in line 2", "ignored: a sample");
        assertThat(cloud.street.look()).containsOnlyKeys("one", "two", "three");
    }

    @Test
    void respond_oneAlertThatFails_showsTheOthersAndTellsBy1() throws IOException {
        cloud.broken = "three";
        String lines = DARK + "\n{\"id\": \"b\", \"lamps\": [\"three\"]}";
        Said said = street("respond", file(lines), "--apply", "--json");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.json()).hasSize(2);
        assertThat(said.out()).contains("the street is closed");
        assertThat(cloud.street.look()).containsOnlyKeys("one", "two");
    }

    @Test
    void respond_otherSourceThanAsked_isLeftAlone() throws IOException {
        cloud.other = true;
        street("respond", file(DARK), "--source", "test.lamps", "--apply");

        assertThat(cloud.table.entries(FINDING))
                .singleElement()
                .satisfies(e -> assertThat(e.source()).isEqualTo("test.lamps"));
    }

    @Test
    void respond_eventFromTheStandardInput_isTaken() {
        assertThat(typed(DARK, "street", "respond", "-").out()).contains("2 proposed");
    }

    @Test
    void respond_noCredentials_isOneSentenceAndTellsBy1() throws IOException {
        Said said = street("respond", file(DARK), "--region", "nowhere");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines()).containsExactly("lamplighter: no credentials were found");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void respond_sameIdTwice_isTheSameFinding() {
        street("respond", "--resource", "one", "--id", "INC-42", "--apply");
        Said again = street("respond", "--resource", "one", "--id", "INC-42", "--apply");

        assertThat(again.out()).contains("(delivery 2)", "already-on");
    }

    @Test
    void respond_hostileName_isShownAsPlainText() throws IOException {
        Said said = street("respond", file("{\"id\": \"a\", \"lamps\": [\"x\\n\\u001b[2J\\u202e<script>'\\\"\"]}"));

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("x\\u{A}\\u{1B}[2J\\u{202E}<script>'\"").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void harden_dryRun_listsWhatItWouldDo() {
        cloud.street.douse(List.of("one", "two"));
        Said said = street("harden", "--all-regions");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("2 proposed", "This was a dry run");
        assertThat(cloud.street.look().values()).allMatch(String::isEmpty);
    }

    @Test
    void coverage_ofLitAndDark_isATableAndOneLineOfJsonEach() throws IOException {
        cloud.street.douse(List.of("dark"));
        cloud.street.light(List.of("lit"), "somebody");

        Said table = street("coverage");
        assertThat(table.exit()).isZero();
        assertThat(table.out()).containsPattern("lit +covered +lit by somebody").containsPattern("dark +missing +dark");
        assertThat(street("coverage", "--json").json())
                .extracting(
                        l -> l.path("state").asText(),
                        l -> l.path("targets").path(0).asText())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("covered", "lit"),
                        org.assertj.core.groups.Tuple.tuple("missing", "dark"));
    }

    @Test
    void findings_listOneAndByResource_areShown() throws IOException {
        street("respond", file(DARK), "--apply");

        assertThat(street("findings").out()).contains(FINDING, "Street/Dark", "2 turned on");
        assertThat(street("findings", "--resource", "ONE", "--json").json())
                .singleElement()
                .satisfies(d -> assertThat(d.path("class_uid").asInt()).isEqualTo(2004));
        assertThat(street("findings", "--resource", "nine").out()).contains("There is no finding.");
        assertThat(street("findings", FINDING).out()).contains("Ledger", "street:Light");
    }

    @Test
    void undo_firstShownThenDone_putsAllOut() throws IOException {
        street("respond", file(DARK), "--apply");

        Said dry = street("undo", FINDING);
        assertThat(dry.exit()).isZero();
        assertThat(dry.out()).contains("would restore", "This was a dry run");
        assertThat(cloud.street.look().values()).noneMatch(String::isEmpty);

        Said done = street("undo", FINDING, "--apply");
        assertThat(done.exit()).isZero();
        assertThat(done.out()).contains("restored", "doused");
        assertThat(cloud.street.look().values()).allMatch(String::isEmpty);
        assertThat(street("undo", FINDING, "--apply").out()).contains("there is nothing to undo");
        assertThat(street("findings", FINDING).out())
                .as("the ledger as it is now, and nothing left to undo")
                .contains("UNDONE")
                .doesNotContain("Undo it with");
    }

    @Test
    void undo_whereAnotherFindingCountsOnTheLog_saysSoAndCarriesOn() throws IOException {
        street("respond", file(DARK), "--apply");
        street("respond", "--resource", "one", "--id", "INC-42", "--apply");
        String other = Ids.of("manual", StreetCloud.ACCOUNT, "INC-42");

        Said said = street("undo", FINDING);

        assertThat(said.exit()).isZero();
        assertThat(said.err()).contains("finding " + other, "is about one too and may count on its logs");
        assertThat(street("undo", FINDING, "--json").json())
                .anySatisfy(l -> assertThat(l.path("note").asText()).contains(other));
    }

    @Test
    void undo_takenOver_isRefusedAndTellsBy1() throws IOException {
        street("respond", file(DARK), "--apply");
        cloud.street.light(List.of("one", "two"), "somebody");

        Said said = street("undo", FINDING, "--apply", "--json");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.json()).singleElement().satisfies(l -> {
            assertThat(l.path("result").asText()).isEqualTo("refused");
            assertThat(l.path("what").asText()).contains("somebody");
        });
    }

    @Test
    void undo_ofOneStep_isByItsId() throws IOException {
        street("respond", file(DARK), "--apply");
        String step = cloud.table.entries(FINDING).getFirst().id();

        assertThat(street("undo", step, "--apply").out()).contains("restored");
        assertThat(cloud.street.look().values()).allMatch(String::isEmpty);
    }

    @Test
    void explain_everyEvent_isOneLineOfTheDocumentedShape() throws IOException {
        Said said = typed(
                "\uFEFF" + DARK + "\n{\"x\": 1}\n{\"id\": 1, \"sample\": \"true\"}",
                "street",
                "explain",
                "--json",
                "-");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.out().lines()).hasSize(3);
        assertThat(said.json().getFirst().fieldNames())
                .toIterable()
                .containsExactly("file", "result", "why", "alert", "resources", "identities", "indicators", "sources");
        assertThat(said.json())
                .extracting(l -> l.path("result").asText())
                .containsExactly("read", "rejected", "ignored");
        assertThat(cloud.entered).as("offline").isEmpty();
    }

    @Test
    void explain_table_saysWhatWouldBeLookedAt() {
        assertThat(typed(DARK, "street", "explain", "-").out()).contains("Street/Dark", "test.lamps: one, two (lamp)");
    }

    @Test
    void generateCompletion_printsAScriptWithTheVerbs() {
        assertThat(run("generate-completion").out()).contains("complete -F", "coverage", "--all-regions");
    }
}
