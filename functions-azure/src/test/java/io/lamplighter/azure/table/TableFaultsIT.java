package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.data.tables.models.TableEntity;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.table.Trouble.What;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Opening;
import io.lamplighter.events.Ledger.Planning;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service and the way to it do wrong, and deliveries that meet. */
class TableFaultsIT {
    private final Life life = Life.fresh();

    @ParameterizedTest
    @EnumSource(
            value = What.class,
            names = {"BUSY", "TIMED_OUT", "THROTTLED"})
    void live_eachCallRefusedOnce_goesThrough(What what) {
        Trouble trouble = Trouble.once(what);

        assertThat(life.live(life.table(trouble))).isTrue();

        life.assertWhole(what.name());
        assertThat(life.counted()).isEqualTo(3);
        assertThat(trouble.attempts()).isGreaterThan(40).isEven();
    }

    /** The SDK sends again what was carried out: it must not look like somebody else's work. */
    @Test
    void live_eachAnswerLostOnce_isDoneAndCountedOnce() {
        assertThat(life.live(life.table(Trouble.once(What.ANSWER_LOST)))).isTrue();

        life.assertWhole("answers lost");
        assertThat(life.counted()).isEqualTo(3);
    }

    @Test
    void plan_anewAndAnswersLost_isPlannedOnce() {
        Lease lease = life.opened(life.table());
        life.table().plan(List.of(life.planned("one")), lease, Life.DAY_LIMIT);
        life.clock.move(Duration.ofSeconds(1));
        List<LedgerEntry> anew = List.of(life.planned("one"), life.planned("two"));

        assertThat(life.table(Trouble.once(What.ANSWER_LOST)).plan(anew, lease, Life.DAY_LIMIT))
                .isInstanceOf(Planning.Recorded.class);

        assertThat(life.table().entries(life.alert.findingId())).containsExactlyElementsOf(anew);
        assertThat(life.counted()).isEqualTo(3);
    }

    @Test
    void plan_leaseLostAndAnswersLost_givesBackWhatItTookOnce() {
        Lease lost = life.opened(life.table());
        life.clock.move(Duration.ofMinutes(10));
        Lease held = life.opened(life.table());
        life.table().plan(List.of(life.planned("one"), life.planned("two")), held, Life.DAY_LIMIT);

        assertThat(life.table(Trouble.once(What.ANSWER_LOST))
                        .plan(List.of(life.planned("three")), lost, Life.DAY_LIMIT))
                .isInstanceOf(Planning.LeaseLost.class);

        assertThat(life.counted()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, find, UNAVAILABLE, 4",
        "BUSY, list, UNAVAILABLE, 4",
        "BUSY, open, UNAVAILABLE, 4",
        "THROTTLED, open, THROTTLED, 4",
        "THROTTLED, blob, THROTTLED, 4",
        "DENIED, find, DENIED, 1",
        "DENIED, list, DENIED, 1",
        "DENIED, open, DENIED, 1",
        "DENIED, blob, DENIED, 1",
        "ANSWER_LOST, find, UNAVAILABLE, 4",
    })
    void call_refusedAlways_endsAsTheFailureThatItIs(What what, String call, Kind kind, int attempts) {
        Trouble trouble = Trouble.always(what);
        AzureTable table = life.table(trouble);

        Throwable thrown = catchThrowable(() -> {
            switch (call) {
                case "find" -> table.find("f");
                case "list" -> table.list(Life.SUBSCRIPTION, Life.NOON, 10);
                case "open" -> life.open(table);
                default -> table.store(Life.finding(life.alert, large()), new Lease(life.alert.findingId(), "t"), true);
            }
        });

        assertThat(new AzureFailures().read(thrown).kind()).isEqualTo(kind);
        assertThat(trouble.attempts()).isEqualTo(attempts);
    }

    static String[] large() {
        return "n ".repeat(2000).repeat(20).split("(?<=\\G.{2000})", -1);
    }

    /** The loop breaks off at its deadline by interrupting: a call that hangs must let go. */
    @Test
    void call_hangsAndIsInterrupted_endsAtOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String connection =
                    "AccountName=silent;AccountKey=c2lsZW50;TableEndpoint=http://127.0.0.1:%d/silent;BlobEndpoint=http://127.0.0.1:%d/silent"
                            .formatted(silent.getLocalPort(), silent.getLocalPort());
            var settings = LocalTable.settings(connection);
            AzureTable table = new AzureTable(LocalTable.clients(settings), settings, Clock.systemUTC());
            for (Callable<?> call : List.<Callable<?>>of(
                    () -> table.find("f"),
                    () -> life.open(table),
                    () -> table.entries("f"),
                    () -> table.made("x"),
                    () -> table.store(
                            Life.finding(life.alert, large()), new Lease(life.alert.findingId(), "t"), true))) {
                AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
                Thread caller = Thread.ofVirtual().start(() -> thrown.set(catchThrowable(call::call)));
                silent.accept();
                long before = System.nanoTime();

                caller.interrupt();

                assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
                assertThat(System.nanoTime() - before)
                        .isLessThan(Duration.ofSeconds(5).toNanos());
                assertThat(new AzureFailures()
                                .read(Objects.requireNonNull(thrown.get()))
                                .kind())
                        .isEqualTo(Kind.OUT_OF_TIME);
            }
        }
    }

    @Test
    void live_tenDeliveriesAtOnce_oneDoesItAll() throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            AzureTable own = life.table();
            // None of them gives it back: that would let the next one in.
            work.add(() -> life.open(own) instanceof Opening.Opened opened
                    && own.plan(List.of(life.planned("lit")), opened.lease(), Life.DAY_LIMIT)
                            instanceof Planning.Recorded
                    && own.store(Life.finding(life.alert), opened.lease(), false));
        }
        List<Boolean> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(work)) {
                done.add(one.get());
            }
        }

        assertThat(done).filteredOn(b -> b).hasSize(1);
        assertThat(life.counted()).isEqualTo(1);
        assertThat(life.table().entries(life.alert.findingId())).hasSize(1);
    }

    @Test
    void open_somebodyDeletedTheOldLease_isTakenOver() {
        AzureTable table = life.table();
        Lease old = life.opened(table);
        TableEntity row = FindingRow.lease(old);
        life.well.table().deleteEntity(row.getPartitionKey(), row.getRowKey());
        assertThat(table.store(Life.finding(life.alert), old, true)).isFalse();
        life.clock.move(Duration.ofMinutes(10));

        assertThat(life.live(table)).isTrue();

        life.assertWhole("taken over");
    }

    /** A delivery that takes over while the first one still writes: what is left is what the second one says. */
    @Test
    void live_takenOverWhileAtWork_theFirstChangesNothing() {
        AzureTable first = life.table();
        Lease slow = life.opened(first);
        first.plan(List.of(life.planned("lit")), slow, Life.DAY_LIMIT);
        life.clock.move(Duration.ofMinutes(10));
        assertThat(life.live(life.table())).isTrue();

        assertThat(first.store(Life.finding(life.alert, "late"), slow, true)).isFalse();
        assertThat(first.store(Life.finding(life.alert, large()), slow, true)).isFalse();
        assertThat(first.plan(List.of(life.planned("lit")), slow, Life.DAY_LIMIT))
                .isInstanceOf(Planning.LeaseLost.class);
        first.settle(life.settled(life.planned("lit"), State.FAILED));

        life.assertWhole("taken over");
        assertThat(life.counted()).isEqualTo(4);
    }
}
