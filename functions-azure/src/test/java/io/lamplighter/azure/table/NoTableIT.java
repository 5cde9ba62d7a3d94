package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.bench.Emulator;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FindingTable.Lease;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The central table where nobody has deployed it, against Azurite. */
class NoTableIT {
    @ParameterizedTest
    @ValueSource(strings = {"find", "list", "entries", "plan", "open"})
    void call_noSuchTable_namesItAndSaysWhatToDo(String call) {
        Settings settings = LocalTable.settings();
        Clients clients = LocalTable.clients(settings);
        AzureTable table = new AzureTable(clients, settings, Clock.systemUTC());

        Throwable thrown = catchThrowable(() -> {
            switch (call) {
                case "find" -> table.find("f");
                case "list" -> table.list(Life.SUBSCRIPTION, Instant.EPOCH, 1);
                case "entries" -> table.entries("f");
                case "open" -> table.open(Life.alert("a", Life.NOON), Instant.MAX);
                default -> table.plan(List.of(), new Lease("f", "t"), 1);
            }
        });

        assertThat(new AzureFailures().read(thrown))
                .isEqualTo(new Failure(
                        Failure.Kind.GONE,
                        "there is no table %s in the storage account lamplighter: deploy the stack there, or set LAMPLIGHTER_TABLE or LAMPLIGHTER_STORAGE"
                                .formatted(settings.table())));
    }

    @Test
    void store_noSuchContainer_namesItAndSaysWhatToDo() {
        Life life = Life.fresh();
        life.well.documents().delete();
        String[] notes = new String[20];
        Arrays.fill(notes, "n".repeat(2000));
        AzureTable table = life.table();
        Lease lease = life.opened(table);

        Throwable thrown = catchThrowable(() -> table.store(Life.finding(life.alert, notes), lease, true));

        assertThat(new AzureFailures().read(thrown))
                .isEqualTo(new Failure(
                        Failure.Kind.GONE,
                        "there is no container %s in the storage account lamplighter: deploy the stack there, or set LAMPLIGHTER_TABLE or LAMPLIGHTER_STORAGE"
                                .formatted(life.settings.table())));
        assertThat(table.find(life.alert.findingId())).isNull();
    }

    @Test
    void call_nobodyListens_namesTheAccountAndSaysWhatToCheck() {
        String nobody = "http://127.0.0.1:%d/nobody".formatted(Emulator.freePort());
        Settings settings = LocalTable.settings(
                "AccountName=nobody;AccountKey=bm9ib2R5;TableEndpoint=%s;BlobEndpoint=%s".formatted(nobody, nobody));
        AzureTable table = new AzureTable(LocalTable.clients(settings), settings, Clock.systemUTC());

        Throwable thrown = catchThrowable(() -> table.find("f"));

        assertThat(new AzureFailures().read(thrown))
                .isEqualTo(
                        new Failure(
                                Failure.Kind.UNAVAILABLE,
                                "the storage account nobody cannot be reached: check LAMPLIGHTER_STORAGE, and whether its firewall lets Lamplighter in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "list", "open"})
    void call_denied_namesTheTableAndSaysWhatToDo(String call) {
        Life life = Life.fresh();
        AzureTable table = life.table(Trouble.always(Trouble.What.DENIED));

        Throwable thrown = catchThrowable(() -> {
            switch (call) {
                case "find" -> table.find("f");
                case "list" -> table.list(Life.SUBSCRIPTION, Instant.EPOCH, 1);
                default -> life.open(table);
            }
        });

        assertThat(new AzureFailures().read(thrown))
                .isEqualTo(new Failure(
                        Failure.Kind.DENIED,
                        "Lamplighter may not work with the table %s in the storage account lamplighter (AuthorizationPermissionMismatch): give its identity the role there, or set LAMPLIGHTER_TABLE or LAMPLIGHTER_STORAGE"
                                .formatted(life.settings.table())));
    }

    @Test
    void create_twice_isThere() {
        Life life = Life.fresh();
        new TableCreation(life.well).create();

        assertThat(life.live(life.table())).isTrue();
    }
}
