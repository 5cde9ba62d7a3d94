package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Opening;
import io.lamplighter.events.Grants;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What each word to the table costs in calls, as its package says it. */
class TableCallsIT {
    private final Life life = Life.fresh();
    private final TableCalls calls = new TableCalls();
    private final AzureTable table = life.table(calls);

    /** In any order: what need not wait goes side by side. */
    private void assertCalls(String... expected) {
        assertThat(calls.calls()).containsExactlyInAnyOrder(expected);
    }

    @Test
    void live_eachWord_costsWhatThePackageSays() {
        Lease lease = life.opened(table);
        assertCalls("write finding");
        table.plan(List.of(life.planned("lit"), life.planned("failed")), lease, Life.DAY_LIMIT);
        assertCalls("read day", "write day", "write step", "write finding");
        table.settle(life.settled(life.planned("lit"), State.ON));
        assertCalls("read finding", "write made", "write finding");
        table.settle(life.settled(life.planned("failed"), State.FAILED));
        assertCalls("read finding", "write finding", "delete step");
        table.store(Life.finding(life.alert), lease, true);
        assertCalls("write account", "write resource", "write finding");

        LedgerEntry lit = Objects.requireNonNull(table.entry("lit"));
        assertCalls("read step", "read finding");
        table.claimUndo(lit);
        assertCalls("read finding", "write finding");
        table.called(lit, List.of("one", "two"));
        assertCalls("write request");
        table.settle(lit.settled(State.UNDONE, "dark again", lit.after(), life.clock.instant()));
        assertCalls("read finding", "write finding", "delete step");

        table.find(life.alert.findingId());
        assertCalls("read finding");
        table.entries(life.alert.findingId());
        assertCalls("query finding");
        table.calledFor("one");
        assertCalls("read request");
        table.made(Life.made("lit"));
        assertCalls("query made", "read finding");
        table.made("nothing of ours");
        assertCalls("query made");
        table.list(Life.SUBSCRIPTION, Instant.EPOCH, 10);
        assertCalls("query account", "read finding");
        table.touching(Life.vnet("web").id(), 10);
        assertCalls("query resource", "read finding");
    }

    @Test
    void comingAgain_whatIsThere_costsALookMore() {
        Lease lease = life.opened(table);
        table.plan(List.of(life.planned("lit")), lease, Life.DAY_LIMIT);
        calls.calls();

        assertThat(life.open(table)).isInstanceOf(Opening.Busy.class);
        assertCalls("write finding", "read finding");
        life.clock.move(Duration.ofMinutes(10));
        Lease again = life.opened(table);
        assertCalls("write finding", "read finding", "write finding", "query finding");
        table.plan(List.of(life.planned("lit")), again, Life.DAY_LIMIT);
        assertCalls("read day", "write day", "write step", "write finding", "query finding", "write finding");
        table.plan(List.of(life.planned("other")), lease, Life.DAY_LIMIT);
        assertCalls("read day", "write day", "write step", "write finding", "read day", "write day");
    }

    /** Sources plan side by side: that they share a lease must not make them wait for each other. */
    @Test
    void plan_manySourcesUnderOneLease_eachWritesOnce() throws Exception {
        Lease lease = life.opened(table);
        calls.calls();
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            LedgerEntry entry = life.planned("step-" + i);
            work.add(() -> table.plan(List.of(entry), lease, Life.DAY_LIMIT));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> one : threads.invokeAll(work)) {
                assertThat(one.get()).isInstanceOf(io.lamplighter.events.Ledger.Planning.Recorded.class);
            }
        }

        assertThat(calls.calls()).filteredOn("write finding"::equals).hasSize(8);
        assertThat(life.counted()).isEqualTo(8);
        assertThat(table.entries(life.alert.findingId())).hasSize(8);
    }

    @Test
    void grants_ofTheTable_areWhatItsCallsNeed() {
        String[] notes = new String[20];
        Arrays.fill(notes, "n".repeat(2000));
        assertThat(life.live(table)).isTrue();
        table.store(Life.finding(life.alert, notes), life.opened(table), true);
        assertThat(calls.calls()).contains("write blob");
        table.find(life.alert.findingId());
        assertCalls("read finding", "read blob");

        Grants grants = AzureTable.class.getAnnotation(Grants.class);
        List<String> granted = new ArrayList<>(List.of(grants.read()));
        granted.addAll(List.of(grants.write()));
        assertThat(calls.permissions()).containsExactlyInAnyOrderElementsOf(granted);
    }
}
