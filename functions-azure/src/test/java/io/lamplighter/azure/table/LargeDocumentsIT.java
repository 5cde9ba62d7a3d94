package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.models.TableEntity;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.lamplighter.events.Alert;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Ledger.Planning;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.events.OcsfDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is too large for a property, and index rows that say what is not so any more. */
class LargeDocumentsIT {
    private final Life life = Life.fresh();
    private final AzureTable table = life.table();

    private List<String> blobs() {
        return life.well.documents().listBlobs(new ListBlobsOptions(), null).stream()
                .map(BlobItem::getName)
                .toList();
    }

    private Stored found() {
        return Objects.requireNonNull(table.find(life.alert.findingId()));
    }

    @Test
    void store_large_isInABlobUnderTheFindingAndComesBackTheSame() {
        var finding = Life.finding(life.alert, TableFaultsIT.large());
        Lease lease = life.opened(table);

        assertThat(table.store(finding, lease, false)).isTrue();
        assertThat(table.store(finding, lease, true)).isTrue();

        assertThat(found().document()).isEqualTo(OcsfDocument.of(finding));
        assertThat(blobs())
                .singleElement()
                .satisfies(name -> assertThat(name)
                        .startsWith(life.alert.findingId() + "/")
                        .endsWith(".json"));
        TableEntity row = life.rows(FindingRow.partition(life.alert.findingId())).stream()
                .filter(r -> r.getRowKey().equals("finding"))
                .findFirst()
                .orElseThrow();
        assertThat(Values.text(row, "document")).isEqualTo("blob:" + blobs().getFirst());
    }

    @Test
    void store_smallAfterLarge_isTheSmallOne() {
        Lease lease = life.opened(table);
        table.store(Life.finding(life.alert, TableFaultsIT.large()), lease, false);

        table.store(Life.finding(life.alert, "small"), lease, true);

        assertThat(found().document()).isEqualTo(OcsfDocument.of(Life.finding(life.alert, "small")));
    }

    @Test
    void plan_ninetyLargeSteps_areAllRecordedAndComeBackTheSame() {
        Map<String, Object> large = IntStream.range(0, 400)
                .boxed()
                .collect(Collectors.toMap(i -> "key-" + i, i -> "a \"quoted\" value, é 東京 ".repeat(i % 4)));
        List<LedgerEntry> steps = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            steps.add(life.planned("step-%02d".formatted(i), large));
        }
        Map<String, Object> larger = Map.of("text", "x".repeat(100_000));
        steps.add(life.planned("step-90", larger));

        assertThat(table.plan(steps, life.opened(table), Life.DAY_LIMIT)).isInstanceOf(Planning.Recorded.class);
        LedgerEntry on = steps.getLast().settled(State.ON, "lit", larger, life.clock.instant());
        table.settle(on);

        steps.set(steps.size() - 1, on);
        assertThat(table.entries(life.alert.findingId())).containsExactlyElementsOf(steps);
        assertThat(table.entry("step-90")).isEqualTo(on);
    }

    /** An alert that comes again may have a later time: the row by its first one is still there. */
    @Test
    void list_theAlertsTimeHasMoved_isFoundOnceByTheLater() {
        table.store(Life.finding(life.alert), life.opened(table), true);
        Alert later = Life.alert("alert", Life.NOON.plusSeconds(60), "web");
        assertThat(later.findingId()).isEqualTo(life.alert.findingId());

        table.store(Life.finding(later), life.opened(table), true);

        assertThat(table.list(Life.SUBSCRIPTION, Instant.EPOCH, 10)).containsExactly(found());
        assertThat(table.touching(Life.vnet("web").id(), 10)).containsExactly(found());
        assertThat(found().time()).isEqualTo(later.time());
        assertThat(life.rows(FindingRow.account(Life.SUBSCRIPTION))).hasSize(2);
    }

    /** The rows by expiry are there while a change is or may be on, in the order of their expiry. */
    @Test
    void expiry_ofWhatMayBeOn_isInOrder() {
        Lease lease = life.opened(table);
        LedgerEntry first = life.planned("z-first");
        life.clock.move(Duration.ofDays(1));
        LedgerEntry second = life.planned("a-second");
        LedgerEntry failed = life.planned("failed");
        table.plan(List.of(second, failed, first), lease, Life.DAY_LIMIT);
        table.settle(life.settled(failed, State.FAILED));
        assertThat(expiring()).containsExactly("z-first", "a-second");

        table.settle(life.settled(failed, State.ON));
        table.claimUndo(first);
        assertThat(expiring()).containsExactlyInAnyOrder("z-first", "a-second", "failed");
        table.settle(first.settled(State.UNDONE, "dark", first.after(), life.clock.instant()));

        assertThat(expiring()).containsExactlyInAnyOrder("a-second", "failed");
    }

    private List<String> expiring() {
        return life.rows("step").stream()
                .filter(r -> r.getRowKey().startsWith("until-"))
                .map(r -> Values.text(r, "step"))
                .toList();
    }
}
