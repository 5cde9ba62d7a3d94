package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.data.tables.models.TableEntity;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Opening;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Ledger.Planning;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import io.lamplighter.reliability.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the central table goes through with one alert: it is opened, three steps are planned, two light and one does not, the
 * finding is stored, and a person undoes one of the two.
 */
final class Life {
    static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final int DAY_LIMIT = 100;

    private static final String VNET =
            "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/shop/providers/microsoft.network/virtualnetworks/%s";
    private static final List<String> STEPS = List.of("lit", "undone", "failed");

    final HandClock clock = new HandClock(NOON);
    final Settings settings;
    final Alert alert;
    final Clients well;
    private final String[] notes;

    private Life(Settings settings, Alert alert, String... notes) {
        this.notes = notes;
        this.settings = settings;
        this.alert = alert;
        this.well = LocalTable.clients(settings);
    }

    /** A table of its own, for one alert, whose finding has these notes. */
    static Life fresh(String... notes) {
        Life life = new Life(LocalTable.settings(), alert("alert", NOON, "web"), notes);
        new TableCreation(life.well).create();
        return life;
    }

    static ResourceRef vnet(String name) {
        return new ResourceRef(AzureType.VIRTUAL_NETWORK, VNET.formatted(name), SUBSCRIPTION, "westeurope");
    }

    static Alert alert(String id, Instant time, String... vnets) {
        List<ResourceRef> resources = new ArrayList<>();
        for (String name : vnets) {
            resources.add(vnet(name));
        }
        return new Alert(
                id,
                "defender",
                "VM_SuspiciousProcess",
                "A process that is not known here",
                Severity.HIGH,
                time,
                SUBSCRIPTION,
                "westeurope",
                resources,
                List.of(),
                List.of(),
                Request.RESPOND);
    }

    static Finding finding(Alert alert, String... notes) {
        return new Finding(
                alert.findingId(), alert, 1, List.of(), List.of(), List.of(), List.of(), List.of(notes), NOON);
    }

    LedgerEntry planned(String step) {
        return planned(step, Map.of("id", "flow-log-" + step, "body", Map.of("enabled", true)));
    }

    LedgerEntry planned(String step, Map<String, Object> request) {
        return new LedgerEntry(
                step,
                alert.findingId(),
                "azure.vnet-flow-logs",
                SUBSCRIPTION,
                "westeurope",
                "Microsoft.Network/networkWatchers/flowLogs/write",
                List.of(vnet(step)),
                request,
                Map.of(),
                Map.of(),
                State.PLANNED,
                "",
                clock.instant(),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(14)));
    }

    LedgerEntry settled(LedgerEntry entry, State state) {
        Map<String, Object> after = state == State.ON ? Map.of("id", made(entry.id())) : entry.after();
        return entry.settled(state, "read back", after, clock.instant());
    }

    /** The name of what a step made. */
    static String made(String step) {
        return "flow-log-" + step;
    }

    AzureTable table(HttpPipelinePolicy... policies) {
        return new AzureTable(LocalTable.clients(settings, policies), settings, clock);
    }

    Opening open(AzureTable table) {
        return table.open(alert, clock.instant().plusSeconds(60));
    }

    Lease opened(AzureTable table) {
        return ((Opening.Opened) open(table)).lease();
    }

    /** All of it, but for what an earlier delivery is known to have done; false if another delivery has the finding. */
    boolean live(AzureTable table) {
        if (!(open(table) instanceof Opening.Opened opened)) {
            return false;
        }
        List<LedgerEntry> missing = STEPS.stream()
                .filter(s -> opened.earlier().stream()
                        .noneMatch(e -> e.id().equals(s) && e.state() != State.PLANNED && e.state() != State.FAILED))
                .map(this::planned)
                .toList();
        if (!missing.isEmpty()) {
            assertThat(table.plan(missing, opened.lease(), DAY_LIMIT)).isInstanceOf(Planning.Recorded.class);
            missing.forEach(e -> table.settle(settled(e, e.id().equals("failed") ? State.FAILED : State.ON)));
        }
        assertThat(table.store(finding(alert, notes), opened.lease(), true)).isTrue();
        undo(table);
        return true;
    }

    /** As a person does it, who may have died at it before. */
    private void undo(AzureTable table) {
        LedgerEntry entry = Objects.requireNonNull(table.entry("undone"), "the step to be undone");
        if (entry.state() == State.UNDONE) {
            return;
        }
        assertThat(table.claimUndo(entry)).isTrue();
        table.called(entry, List.of("request-1"));
        table.settle(entry.settled(State.UNDONE, "dark again", entry.after(), clock.instant()));
    }

    /** Whatever happened so far, nobody is told what is not so. */
    void assertNobodyIsMisled(String where) {
        AzureTable table = table();
        for (Stored one : table.list(SUBSCRIPTION, Instant.EPOCH, 10)) {
            assertThat(one).as(where).isEqualTo(table.find(one.id()));
        }
        for (Stored one : table.touching(vnet("web").id(), 10)) {
            assertThat(one).as(where).isEqualTo(table.find(one.id()));
        }
        for (String step : STEPS) {
            for (LedgerEntry one : table.made(made(step))) {
                assertThat(one).as(where).isEqualTo(table.entry(step));
                assertThat(one.made()).as(where).containsExactly(made(step));
            }
        }
        String undone = table.calledFor("request-1");
        if (undone != null) {
            assertThat(Objects.requireNonNull(table.entry(undone)).state())
                    .as(where)
                    .isIn(State.UNDOING, State.UNDONE);
        }
    }

    /** All was done, once, and all of it is found. */
    void assertWhole(String where) {
        AzureTable table = table();
        Stored stored = Objects.requireNonNull(table.find(alert.findingId()), where);
        assertThat(table.list(SUBSCRIPTION, Instant.EPOCH, 10)).as(where).containsExactly(stored);
        assertThat(table.touching(vnet("web").id(), 10)).as(where).containsExactly(stored);
        assertThat(table.entries(alert.findingId()))
                .as(where)
                .extracting(e -> e.id() + " " + e.state())
                .containsExactlyInAnyOrder("lit ON", "undone UNDONE", "failed FAILED");
        for (LedgerEntry one : table.entries(alert.findingId())) {
            assertThat(table.entry(one.id())).as(where).isEqualTo(one);
        }
        LedgerEntry lit = Objects.requireNonNull(table.entry("lit"), where);
        assertThat(table.made(made("lit"))).as(where).containsExactly(lit);
        assertThat(table.made(made("undone"))).as(where).containsExactly(table.entry("undone"));
        assertThat(table.made(made("failed"))).as(where).isEmpty();
        assertThat(table.calledFor("request-1")).as(where).isEqualTo("undone");
        assertThat(rows("step"))
                .as(where)
                .extracting(TableEntity::getRowKey)
                .contains("until-%s-lit".formatted(Key.oldestFirst(lit.expiresAt())));
        assertThat(open(table)).as("it was given back, " + where).isInstanceOf(Opening.Opened.class);
    }

    /** How many steps are counted on the day of {@link #NOON}. */
    int counted() {
        return rows("day").stream().mapToInt(r -> Values.count(r, "steps")).sum();
    }

    List<TableEntity> rows(String partition) {
        List<TableEntity> all = new ArrayList<>();
        new Rows(well, settings).between(partition, "0", "~~", null).forEachRemaining(all::add);
        return all;
    }
}
