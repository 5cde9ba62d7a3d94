package io.lamplighter.aws.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Person;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.bench.Command;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line as a person runs it, each time in a process of its own. */
class CommandLineEndToEndIT {
    private static final Settings SETTINGS = Settings.from(Map.of());

    @TempDir
    private Path folder;

    private ResolverFront front;
    private DemoTenant tenant;
    private Clients clients;

    @BeforeEach
    void makeTenant() {
        Moto.shared().reset();
        front = new ResolverFront(Moto.shared().endpoint());
        clients = Moto.clients(front.endpoint(), SETTINGS);
        tenant = DemoTenant.make(clients, SETTINGS);
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private void makeTable() {
        new Lamps(clients, SETTINGS, Clock.systemUTC())
                .bean(TableCreation.class)
                .create();
    }

    private Command lamplighter(String... arguments) {
        return lamplighter(Map.of(), arguments);
    }

    private Command lamplighter(Map<String, String> more, String... arguments) {
        Map<String, String> environment =
                new HashMap<>(Person.environment(front.endpoint().toString()));
        environment.putAll(more);
        return Person.lamplighter(environment, arguments);
    }

    @Test
    void respondFindUndo_byHand_lightsAndPutsBackExactly() throws IOException {
        makeTable();
        Map<String, String> before = tenant.settings();
        String file = Files.writeString(folder.resolve("finding.json"), tenant.alert())
                .toString();

        Command dry = lamplighter("aws", "respond", file);
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("This was a dry run").contains("proposed", "s3:PutBucketLogging");
        assertThat(tenant.settings()).isEqualTo(before);

        Command done = lamplighter("aws", "respond", file, "--apply", "--json");
        assertThat(done.exit()).as(done.err()).isZero();
        JsonNode document = Json.readAll(done.out()).getFirst();
        String finding = Json.text(document, "finding_info.uid");
        assertThat(document.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(tenant.settings()).isNotEqualTo(before);

        assertThat(lamplighter("aws", "findings").out()).contains(finding);
        assertThat(lamplighter("aws", "findings", "--resource", DemoTenant.DARK).out())
                .contains(finding);
        assertThat(lamplighter("aws", "coverage", "--resource", "s3://" + DemoTenant.DARK)
                        .out())
                .containsPattern(DemoTenant.DARK + " +covered");

        Command undo = lamplighter("aws", "undo", finding, "--apply");
        assertThat(undo.exit()).as(undo.out() + undo.err()).isZero();
        assertThat(undo.out()).contains("would restore", "restored");
        assertThat(tenant.settings()).isEqualTo(before);
    }

    @Test
    void coverage_ofTheTenant_isATableAndALineOfJsonEach() throws IOException {
        Map<String, String> before = tenant.settings();

        Command table = lamplighter("aws", "coverage");
        assertThat(table.exit()).as(table.err()).isZero();
        assertThat(table.out())
                .containsPattern(DemoTenant.DARK + " +missing +it is not logged")
                .containsPattern(DemoTenant.LIT + " +covered")
                .containsPattern(tenant.vpc() + " +missing +no flow log covers it\n")
                .containsPattern(tenant.otherVpc() + " +missing +fl-[0-9a-f]+ on");
        List<JsonNode> lines = Json.readAll(lamplighter("aws", "coverage", "--source", "aws.s3-access-logs", "--json")
                .out());
        assertThat(lines).extracting(l -> l.path("source").asText()).containsOnly("aws.s3-access-logs");
        assertThat(tenant.settings()).as("it only reads").isEqualTo(before);
    }

    @Test
    void harden_dryRunThenApply_doesWhatItSaid() throws IOException {
        makeTable();
        JsonNode dry =
                Json.readAll(lamplighter("aws", "harden", "--json").out()).getFirst();
        JsonNode done = Json.readAll(
                        lamplighter("aws", "harden", "--apply", "--json").out())
                .getFirst();

        List<String> proposed = targets(dry, "proposed");
        assertThat(proposed).contains(DemoTenant.DARK, tenant.vpc(), tenant.otherVpc());
        assertThat(targets(done, "turned-on")).containsExactlyInAnyOrderElementsOf(proposed);
    }

    private static List<String> targets(JsonNode document, String result) {
        return Json.list(document, "unmapped.lamplighter.outcomes").stream()
                .filter(o -> Json.text(o, "result").equals(result))
                .flatMap(o -> Json.list(o, "targets").stream().map(t -> Json.text(t, "id")))
                .distinct()
                .toList();
    }

    @Test
    void respond_noTable_isASentenceThatSaysWhatToDo() {
        Command said = lamplighter("aws", "respond", "--resource", tenant.vpc(), "--apply");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .contains("there is no table lamplighter in " + Moto.REGION)
                .doesNotContain("\tat ");
    }

    @Test
    void coverage_noCredentials_isOneSentence() {
        Command said = Person.lamplighter(
                Map.of(
                        "AWS_REGION",
                        Moto.REGION,
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_CONFIG_FILE",
                        folder.resolve("none").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("none").toString()),
                "aws",
                "coverage");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines()).singleElement().asString().contains("no AWS credentials were found: sign in");
    }

    @Test
    void mistakes_areSentencesWithTheUsageCode() {
        Command region = lamplighter("aws", "coverage", "--region", "eu-typo-1");
        assertThat(region.exit()).isEqualTo(2);
        assertThat(region.err()).contains("there is no region eu-typo-1");

        Command setting = lamplighter(Map.of(Variables.MODE, "maybe"), "aws", "coverage");
        assertThat(setting.exit()).isEqualTo(2);
        assertThat(setting.err().lines())
                .containsExactly("lamplighter: LAMPLIGHTER_MODE is \"maybe\"; it takes propose or act");
    }
}
