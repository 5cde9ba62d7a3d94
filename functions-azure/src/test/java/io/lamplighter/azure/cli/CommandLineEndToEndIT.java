package io.lamplighter.azure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.TableItem;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.bench.DemoAlert;
import io.lamplighter.azure.bench.DemoTenant;
import io.lamplighter.azure.bench.Person;
import io.lamplighter.azure.clients.Caller;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.bench.Command;
import io.lamplighter.bench.Emulator;
import io.lamplighter.shell.CommandLineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line as a person runs it on Azure. */
class CommandLineEndToEndIT extends CommandLineContract {
    @TempDir
    private Path home;

    private ArmFake arm;
    private Map<String, String> environment;

    @BeforeEach
    void makeTenant() {
        arm = new ArmFake();
        DemoTenant.make(arm);
        environment = DemoTenant.environment(
                arm, Azurite.shared(), "t" + UUID.randomUUID().toString().replace("-", ""));
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Override
    protected Tenant tenant() {
        return new Tenant(
                "azure",
                DemoTenant.SUBSCRIPTION,
                DemoTenant.LOCATION,
                DemoAlert.text(),
                DemoTenant.VAULT,
                "shop/vaults/shop-keys",
                "Microsoft.Insights/diagnosticSettings",
                "azure.diagnostic-settings",
                "azure/defender-export.json");
    }

    @Override
    protected Command command(Map<String, String> more, String typed, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        all.values().removeIf(String::isEmpty);
        return Person.typing(typed, all, arguments);
    }

    @Override
    protected Command offline(String typed, String... arguments) {
        return Person.typing(typed, Map.of(), arguments);
    }

    @Override
    protected void makeTable() {
        Settings settings = Settings.from(environment);
        new Lamps(
                        arm.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings),
                        settings,
                        Clock.systemUTC())
                .bean(TableCreation.class)
                .create();
    }

    @Override
    protected Map<String, ?> settings() {
        return DemoTenant.settings(arm);
    }

    @Override
    protected Object everything() {
        return List.of(
                arm.world(),
                new TableServiceClientBuilder()
                        .connectionString(Azurite.shared().connectionString()).buildClient().listTables().stream()
                                .map(TableItem::getName)
                                .toList());
    }

    private Command with(Map<String, String> more, String... arguments) {
        return command(more, "", arguments);
    }

    @Test
    void coverage_ofTheTenant_saysWhatIsThere() {
        assertThat(lamplighter("coverage").out())
                .containsPattern("shop/vaults/shop-keys +missing ")
                .containsPattern("shop/storageaccounts/shopweb/\\S* +covered ")
                .containsPattern("shop/virtualnetworks/shop +missing ");
    }

    @Test
    void respond_aCallThatIsDenied_doesTheOthersAndTellsBy1() {
        makeTable();
        arm.deny("Microsoft.Network/networkWatchers/flowLogs/write");

        Command said = lamplighter("respond", "--resource", DemoTenant.MACHINE + "," + DemoTenant.VAULT, "--apply");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .containsPattern("azure.vnet-flow-logs +\\S+ +failed ")
                .containsPattern("azure.diagnostic-settings +shop/vaults/shop-keys +turned-on ");
    }

    @Test
    void subscription_thatCannotBeMeant_isOneSentenceThatSaysWhatToDo() {
        mistaken(
                Map.of(Caller.SUBSCRIPTION, "shop"), "AZURE_SUBSCRIPTION_ID is \"shop\"; it takes a subscription's id");
        mistaken(
                Map.of(Caller.SUBSCRIPTION, "99999999-3333-4444-5555-666666666666"),
                "which this sign-in does not reach: az account list shows what it does");
        arm.put("/subscriptions/99999999-3333-4444-5555-666666666666", Map.of("displayName", "Other"));
        mistaken(
                Map.of(Caller.SUBSCRIPTION, ""),
                "this sign-in reaches 2 subscriptions, %s (Shop), 99999999-3333-4444-5555-666666666666 (Other): set AZURE_SUBSCRIPTION_ID"
                        .formatted(DemoTenant.SUBSCRIPTION));
    }

    @Test
    void location_thatIsNotNamed_isAskedForWhereItIsNeededOnly() {
        makeTable();
        Map<String, String> nowhere = Map.of(Caller.LOCATION, "");

        mistaken(nowhere, "no location is named: give --region or --all-regions");
        mistaken(
                Map.of(Caller.LOCATION, "<here>"), "AZURE_DEFAULTS_LOCATION is \"<here>\"; it takes a location's name");
        assertThat(with(nowhere, "azure", "findings").out()).contains("There is no finding.");
        assertThat(with(nowhere, "azure", "respond", "--resource", DemoTenant.VAULT)
                        .out())
                .contains("2 proposed");
        assertThat(with(nowhere, "azure", "coverage", "--all-regions", "--source", "azure.vnet-flow-logs")
                        .out())
                .contains(DemoTenant.LOCATION);
    }

    private void mistaken(Map<String, String> more, String sentence) {
        Command said = with(more, "azure", "coverage");
        assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(2);
        assertThat(said.err().lines()).singleElement().asString().contains(sentence);
    }

    @Test
    void findings_noStorageAccount_isOneSentenceThatSaysWhatToSet() {
        Command said = with(Map.of(Settings.STORAGE, ""), "azure", "findings");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines())
                .containsExactly(
                        "lamplighter: there is no central table: set LAMPLIGHTER_STORAGE to the storage account that holds it");
    }

    /** Over https a token is asked for; there is no {@code az} here, as on a machine that has never seen it. */
    @Test
    void coverage_noSignIn_isOneSentence() {
        Command said = with(Map.of(Settings.ARM_ENDPOINT, "", "PATH", home.toString()), "azure", "coverage");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines())
                .singleElement()
                .asString()
                .contains("no Azure credentials were found: run az login");
    }

    /** A stand-in for {@code az}: what it was asked for tells whose tokens go where. */
    @Test
    void coverage_signInOfTheTool_asksItForTheCloudsOwnAudience() throws IOException {
        Path asked = home.resolve("asked");
        Path tool = Files.writeString(home.resolve("az"), """
                #!/bin/sh
                echo "$*" >> %s
                echo '{"accessToken": "person", "expiresOn": "2099-01-01 00:00:00.000000", "tokenType": "Bearer"}'
                """.formatted(asked));
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        int nobody = Emulator.freePort();

        Command said = with(
                Map.of(
                        Settings.ARM_ENDPOINT,
                        "https://127.0.0.1:%d/".formatted(nobody),
                        Settings.CLOUD,
                        "china",
                        "PATH",
                        home + ":/bin:/usr/bin"),
                "azure",
                "coverage");

        assertThat(Files.readAllLines(asked))
                .hasSize(1)
                .first()
                .asString()
                .contains("account get-access-token", "--resource https://management.core.chinacloudapi.cn");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines())
                .singleElement()
                .asString()
                .contains("did not come through")
                .doesNotContain("person");
    }

    /** The SDK's own words for "show me everything"; keys, tokens and bodies stay out of it even so. */
    @Test
    void respond_sdkToldToLogEverything_saysNoSecretAndNoBody() throws IOException {
        makeTable();
        Path none = Files.createDirectories(home.resolve("none"));

        Command said = with(
                Map.of(
                        "AZURE_LOG_LEVEL",
                        "verbose",
                        "AZURE_HTTP_LOG_DETAIL_LEVEL",
                        "body_and_headers",
                        "HOME",
                        none.toString()),
                "azure",
                "respond",
                "--resource",
                DemoTenant.VAULT,
                "--apply",
                "--json");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out().lines()).as("the finding alone").hasSize(1);
        assertThat(said.err()).isEmpty();
    }
}
