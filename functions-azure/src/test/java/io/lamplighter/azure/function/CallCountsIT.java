package io.lamplighter.azure.function;

import static io.lamplighter.azure.function.Costs.EXPORTED;
import static io.lamplighter.azure.function.Costs.IN_A_ROW;
import static io.lamplighter.azure.function.Costs.LOCATED;
import static io.lamplighter.azure.function.Costs.NEW_PROCESS;
import static io.lamplighter.azure.function.Costs.SETTINGS;
import static io.lamplighter.azure.function.Costs.SETTINGS_CATEGORIES;
import static io.lamplighter.azure.function.Costs.STORE;
import static io.lamplighter.azure.function.Costs.TAGS;
import static io.lamplighter.azure.function.Costs.assertCalls;
import static io.lamplighter.azure.function.Costs.inARow;
import static io.lamplighter.azure.function.Costs.lit;
import static io.lamplighter.azure.function.Costs.made;
import static io.lamplighter.azure.function.Costs.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.alert.AzureEvents;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.bench.DemoAlert;
import io.lamplighter.azure.bench.DemoTenant;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.bench.Rounds;
import io.lamplighter.bench.Rounds.Gone;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls an alert costs from the event to the stored finding, and how many of them go one after another. */
class CallCountsIT {
    private final ArmFake arm = new ArmFake();
    private final Rounds rounds = new Rounds();
    private final Settings settings = Settings.from(DemoTenant.environment(
            arm, Azurite.shared(), "t" + UUID.randomUUID().toString().replace("-", "")));

    @BeforeEach
    void makeTenant() {
        DemoTenant.quiet(arm);
        arm.operationsTake(1, 0);
        lamps().bean(TableCreation.class).create();
        rounds.forget();
    }

    @AfterEach
    void close() {
        rounds.close();
        arm.close();
    }

    private Lamps lamps() {
        Home home = new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION);
        return new Lamps(arm.clients(home, settings, new PipelineRounds(rounds)), settings, Clock.systemUTC());
    }

    private List<Gone> take(Lamps lamps, JsonNode event) {
        rounds.forget();
        Clock clock = Clock.systemUTC();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Intake.Answer> answers = threads.submit(() -> Rounds.intake(lamps)
                            .take(
                                    lamps.bean(AzureEvents.class).open(event),
                                    new Deadline(clock.instant().plus(Duration.ofMinutes(5)), clock)))
                    .get();
            assertThat(answers).singleElement().satisfies(a -> {
                assertThat(a.result()).as(a.why()).isEqualTo(Intake.Result.DONE);
                assertThat(a.again()).as(a.why()).isFalse();
            });
            return rounds.gone();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode event(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The demo's alert, less all resources but these. */
    private static JsonNode naming(String... ids) {
        ObjectNode event = (ObjectNode) event(DemoAlert.text());
        ArrayNode resources = (ArrayNode) event.path("ResourceIdentifiers");
        for (Iterator<JsonNode> each = resources.iterator(); each.hasNext(); ) {
            if (!Set.of(ids).contains(each.next().path("AzureResourceId").asText())) {
                each.remove();
            }
        }
        assertThat(resources).hasSize(ids.length);
        event.put("SystemAlertId", UUID.randomUUID().toString());
        event.put("CompromisedEntity", ids[0]);
        event.put("AzureResourceId", ids[0]);
        event.remove("Entities");
        return event;
    }

    private static JsonNode ask(String request, String more) {
        return event("{\"request\": \"%s\", \"id\": \"%s\", \"account\": \"%s\", \"region\": \"%s\", %s}"
                .formatted(request, UUID.randomUUID(), DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION, more));
    }

    /** Somebody else has the Activity log on, as is usual: its look and one at its workspace are all that comes of it. */
    private void exportActivityLog() {
        arm.put(
                "/subscriptions/%s/providers/microsoft.insights/diagnosticsettings/to-siem"
                        .formatted(DemoTenant.SUBSCRIPTION),
                Map.of(
                        "properties",
                        Map.of(
                                "workspaceId",
                                DemoTenant.SIEM,
                                "logs",
                                Stream.of(
                                                "Administrative",
                                                "Security",
                                                "ServiceHealth",
                                                "Alert",
                                                "Recommendation",
                                                "Policy",
                                                "Autoscale",
                                                "ResourceHealth")
                                        .map(c -> Map.of("category", c, "enabled", true))
                                        .toList())));
    }

    @Test
    void respond_darkVault_isFourCallsAndTheTables() {
        exportActivityLog();
        Lamps lamps = lamps();

        List<Gone> first = take(lamps, naming(DemoTenant.VAULT));
        DemoTenant.quiet(arm);
        exportActivityLog();
        List<Gone> later = take(lamps, naming(DemoTenant.VAULT));

        assertCalls(later, List.of(LOCATED, lit(1), EXPORTED, TAGS, table(1)));
        assertCalls(first, List.of(LOCATED, lit(1), EXPORTED, TAGS, table(1), NEW_PROCESS));
        assertThat(inARow(later)).isEqualTo(IN_A_ROW);
        assertThat(inARow(first)).as("a new process asks beside").isEqualTo(IN_A_ROW);
    }

    @Test
    void respond_darkStorageAccount_isFourCallsForEachOfItsServicesSideBySide() {
        exportActivityLog();

        List<Gone> gone = take(lamps(), naming(DemoTenant.DARK));

        assertCalls(gone, List.of(LOCATED, lit(4), EXPORTED, TAGS, table(4), NEW_PROCESS));
        assertThat(inARow(gone)).isEqualTo(IN_A_ROW);
    }

    @Test
    void respond_darkMachine_isAListAPutItsPollAndOneLook() {
        exportActivityLog();
        Lamps lamps = lamps();

        List<Gone> first = take(lamps, naming(DemoTenant.MACHINE));
        DemoTenant.quiet(arm);
        exportActivityLog();
        List<Gone> later = take(lamps, naming(DemoTenant.MACHINE));

        Map<String, Integer> flowLog = Map.of(
                "Microsoft.Network/networkWatchers/flowLogs/read",
                2,
                "Microsoft.Network/networkWatchers/flowLogs/write",
                1,
                PipelineRounds.POLL,
                1);
        assertCalls(later, List.of(LOCATED, LOCATED, flowLog, EXPORTED, TAGS, table(1)));
        assertCalls(
                first,
                List.of(
                        LOCATED,
                        LOCATED,
                        flowLog,
                        EXPORTED,
                        TAGS,
                        table(1),
                        NEW_PROCESS,
                        Map.of("Microsoft.Network/networkWatchers/read", 1)));
        assertThat(inARow(later)).as("the machine, then its interface").isEqualTo(IN_A_ROW + 1);
        assertThat(inARow(first)).as("its watcher has to be found first").isEqualTo(IN_A_ROW + 2);
    }

    /** Sources that plan at the same time go into the count of the day together. */
    @Test
    void respond_severalSourcesAndResources_shareTheCountOfTheDay() {
        Lamps lamps = lamps();
        take(lamps, naming(DemoTenant.MACHINE));
        DemoTenant.quiet(arm);

        List<Gone> gone = take(lamps, event(DemoAlert.text()));

        assertThat(made(gone, "write finding"))
                .as("a plan of each of four sources")
                .hasSizeGreaterThan(4);
        assertThat(made(gone, "write day")).hasSizeLessThanOrEqualTo(2);
        assertThat(inARow(gone))
                .as("the machine's interface; where others send to; the count of those that planned before")
                .isLessThanOrEqualTo(IN_A_ROW + 1 + 1 + 2);
    }

    @Test
    void respond_deletedSetting_isOneMoreInARow() throws IOException {
        exportActivityLog();
        String sample = Files.readString(Path.of(System.getProperty("lamplighter.root", ".."))
                .resolve("events/samples/azure/eventgrid-delete-diagnostic-setting.json"));

        List<Gone> gone = take(
                lamps(),
                event(sample.replace("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", DemoTenant.SUBSCRIPTION)
                        .replace("shop-prod", "shop")));

        assertThat(made(gone, SETTINGS + "write")).hasSize(1);
        assertThat(made(gone, "read request"))
                .as("whether it was an undo of our own is asked before anything else")
                .hasSize(1);
        assertThat(inARow(gone)).isEqualTo(1 + IN_A_ROW);
    }

    @Test
    void respond_historyNamesOneAccountMore_isKeptBeforeItsRound() {
        DemoTenant.make(arm);
        exportActivityLog();

        List<Gone> gone = take(lamps(), naming(DemoTenant.MACHINE));

        assertThat(made(gone, SETTINGS + "write")).hasSize(4);
        assertThat(gone).as("what is known by then is kept").contains(new Gone(IN_A_ROW + 2, STORE));
        assertThat(inARow(gone)).as("and as many more").isLessThanOrEqualTo(IN_A_ROW + 2 + IN_A_ROW);
    }

    @Test
    void harden_networks_isTheListsAPutItsPollAndOneLookForEach() {
        arm.put(DemoTenant.NETWORK + "-two", DemoTenant.LOCATION, Map.of("subnets", List.of()));
        arm.pageSize(1);

        List<Gone> gone = take(lamps(), ask("harden", "\"sources\": [\"azure.vnet-flow-logs\"]"));

        assertThat(made(gone, "Microsoft.Network/virtualNetworks/read"))
                .as("pages")
                .hasSize(2);
        assertThat(made(gone, "Microsoft.Network/networkWatchers/read")).hasSize(1);
        assertThat(made(gone, "Microsoft.Network/networkWatchers/flowLogs/read"))
                .as("one list, and one look for each")
                .hasSize(1 + 2);
        assertThat(made(gone, "Microsoft.Network/networkWatchers/flowLogs/write"))
                .hasSize(2);
    }

    @Test
    void harden_resources_isAListAndTwoForEachThatOffersLogsAndTwoForEachChange() {
        List<Gone> gone = take(lamps(), ask("harden", "\"sources\": [\"azure.diagnostic-settings\"]"));

        int asked = made(gone, SETTINGS_CATEGORIES).size();
        int changes = made(gone, SETTINGS + "write").size();
        assertThat(made(gone, "Microsoft.Resources/subscriptions/resources/read"))
                .as("a list of the location, one of what lies in none, and the tags")
                .hasSize(3);
        assertThat(changes).isPositive();
        assertThat(made(gone, SETTINGS + "read"))
                .as("a look for each that offers logs, one after each change, and one at the store")
                .hasSizeLessThanOrEqualTo(asked + changes + 1);
    }
}
