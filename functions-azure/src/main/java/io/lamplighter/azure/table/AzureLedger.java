package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.Ledger.Planning;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.events.SideBySide;
import io.lamplighter.shell.Kept;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledger of the central table. */
final class AzureLedger {
    private static final String STEPS = "step";

    private final Rows rows;
    private final StepRow steps;
    private final DayCount days;
    private final AzureOwnWork own;
    private final Clock clock;

    AzureLedger(Rows rows, StepRow steps, AzureOwnWork own, Clock clock) {
        this.rows = rows;
        this.steps = steps;
        this.days = new DayCount(rows);
        this.own = own;
        this.clock = clock;
    }

    /** The whole count is taken at first, so that none of what follows can meet the day's limit. */
    Planning plan(List<LedgerEntry> entries, Lease lease, int dayLimit) {
        Map<String, LedgerEntry> distinct = new LinkedHashMap<>();
        entries.forEach(e -> distinct.putIfAbsent(e.id(), e));
        List<LedgerEntry> all = List.copyOf(distinct.values());
        if (all.isEmpty()) {
            Rows.Written held = rows.write(List.of(Rows.merge(FindingRow.lease(lease))));
            return held instanceof Rows.Written.Whole ? new Planning.Recorded() : new Planning.LeaseLost();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (all.size() > dayLimit) {
            return new Planning.DayLimit(dayLimit);
        }
        // Rows that find steps which then do not come are passed over, so that they need not wait for the day's places.
        boolean taken = SideBySide.both(() -> days.take(today, all.size(), dayLimit), () -> {
                    rows.put(all.stream().flatMap(e -> index(e).stream()).toList());
                    return true;
                })
                .first();
        if (!taken) {
            return new Planning.DayLimit(dayLimit);
        }
        int written = write(all, lease);
        if (written == all.size()) {
            return new Planning.Recorded();
        }
        days.giveBack(today, all.size() - written);
        return new Planning.LeaseLost();
    }

    /** The rows by which a step is found by its id, and when it expires. */
    private static List<TableEntity> index(LedgerEntry entry) {
        return List.of(
                new TableEntity(STEPS, byId(entry.id())).addProperty("finding", Kept.text(entry.findingId())),
                new TableEntity(STEPS, byExpiry(entry))
                        .addProperty("finding", Kept.text(entry.findingId()))
                        .addProperty("step", Kept.text(entry.id())));
    }

    private static String byId(String stepId) {
        return "id-" + Key.of(stepId);
    }

    private static String byExpiry(LedgerEntry entry) {
        return "until-%s-%s".formatted(Key.oldestFirst(entry.expiresAt()), Key.of(entry.id()));
    }

    /** How many were written: all, or less if the lease is lost or one of them is undone. */
    private int write(List<LedgerEntry> entries, Lease lease) {
        String writer = UUID.randomUUID().toString();
        List<TableTransactionAction> planned = entries.stream()
                .map(e -> Rows.create(StepRow.by(writer, steps.of(e))))
                .toList();
        int written = 0;
        for (List<TableTransactionAction> chunk : Rows.chunks(planned, Rows.AT_ONCE - 1)) {
            if (!write(entries.subList(written, written + chunk.size()), chunk, lease)) {
                return written;
            }
            written += chunk.size();
        }
        return written;
    }

    /** At first as if none of them were there, as is usual; who finds one there reads them all. */
    private boolean write(List<LedgerEntry> entries, List<TableTransactionAction> created, Lease lease) {
        List<TableTransactionAction> at = new ArrayList<>(created);
        at.addFirst(Rows.merge(FindingRow.lease(lease)));
        return switch (rows.write(at)) {
            case Rows.Written.Whole whole -> true;
            case Rows.Written.Absent absent -> false;
            case Rows.Written.Changed changed -> Again.until("a step's row", () -> over(entries, created, lease));
        };
    }

    /** Over what is there, if that is what may be planned anew; null if that has just changed. */
    private @Nullable Boolean over(List<LedgerEntry> entries, List<TableTransactionAction> created, Lease lease) {
        Map<String, TableEntity> there = new HashMap<>();
        rows.starting(FindingRow.partition(lease.findingId()), StepRow.STEP, StepRow.CONDITION)
                .forEachRemaining(r -> there.put(r.getRowKey(), r));
        List<TableTransactionAction> actions = new ArrayList<>();
        actions.add(Rows.merge(FindingRow.lease(lease)));
        for (int i = 0; i < entries.size(); i++) {
            TableEntity next = created.get(i).getEntity();
            TableEntity before = there.get(next.getRowKey());
            if (before == null) {
                actions.add(Rows.create(next));
                continue;
            }
            if (StepRow.writer(next).equals(StepRow.writer(before))) {
                // Sent again after an answer that was lost, it meets itself: all of it is there.
                return true;
            }
            if (!StepRow.mayReplace(entries.get(i), before)) {
                return false;
            }
            TableEntity over = Rows.unchanged(before);
            next.getProperties().forEach(over::addProperty);
            // What an earlier plan of the step made is still found by it.
            actions.add(Rows.replace(over.addProperty("made", Values.text(before, "made"))));
        }
        return switch (rows.write(actions)) {
            case Rows.Written.Whole whole -> true;
            case Rows.Written.Absent absent -> absent.action() == 0 ? false : null;
            case Rows.Written.Changed changed -> null;
        };
    }

    /**
     * The rows that find what the step made go before it says so: who sees it on can find it by all of them. They are passed
     * over if the step may not be settled so, and need not wait for the look that tells.
     */
    void settle(LedgerEntry entry) {
        Optional<TableEntity> first = entry.state() != State.ON
                ? row(entry)
                : SideBySide.both(() -> row(entry), () -> {
                            own.made(entry);
                            return true;
                        })
                        .first();
        boolean settled = change(entry, first, row -> StepRow.mayReplace(entry, row), row -> {
            if (entry.state() == State.ON && State.valueOf(Values.text(row, "state")) == State.FAILED) {
                rows.put(index(entry));
            }
        });
        if (settled && !entry.state().mayBeOn()) {
            rows.remove(STEPS, byExpiry(entry));
        }
    }

    boolean claimUndo(LedgerEntry entry) {
        LedgerEntry claimed = entry.settled(State.UNDOING, entry.note(), entry.after(), clock.instant());
        return change(
                claimed,
                row(claimed),
                row -> StepRow.mayReplace(claimed, row)
                        || (entry.state() == State.UNDOING
                                && Values.text(row, "state").equals(State.UNDOING.name())
                                && Values.moment(row, "settledAt").equals(entry.settledAt())),
                row -> {});
    }

    private Optional<TableEntity> row(LedgerEntry entry) {
        return Optional.ofNullable(
                rows.get(FindingRow.partition(entry.findingId()), StepRow.key(entry.id()), StepRow.CONDITION));
    }

    /**
     * Changes the entry's row if what is there allows it; what else is to be written goes before.
     *
     * @param first the row as it was read just now
     */
    private boolean change(
            LedgerEntry next, Optional<TableEntity> first, Predicate<TableEntity> may, Consumer<TableEntity> before) {
        String writer = UUID.randomUUID().toString();
        Iterator<Optional<TableEntity>> read = Stream.concat(Stream.of(first), Stream.generate(() -> row(next)))
                .iterator();
        return Again.until("a step's row", () -> {
            TableEntity row = read.next().orElse(null);
            if (row == null) {
                return false;
            }
            if (writer.equals(StepRow.writer(row))) {
                // Sent again after an answer that was lost, it meets itself.
                return true;
            }
            if (!may.test(row)) {
                return false;
            }
            before.accept(row);
            TableEntity changed = StepRow.by(writer, steps.settled(Rows.unchanged(row), next));
            return rows.write(List.of(Rows.merge(changed))) instanceof Rows.Written.Whole ? true : null;
        });
    }

    List<LedgerEntry> entries(String findingId) {
        List<LedgerEntry> entries = new ArrayList<>();
        rows.starting(FindingRow.partition(findingId), StepRow.STEP, StepRow.ENTRY)
                .forEachRemaining(r -> entries.add(steps.entry(r)));
        entries.sort(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id));
        return entries;
    }

    /** The row by its id may be of a plan that came to nothing: what it points to is read as it is now. */
    @Nullable LedgerEntry entry(String stepId) {
        TableEntity found = rows.get(STEPS, byId(stepId), null);
        TableEntity row = found == null
                ? null
                : rows.get(FindingRow.partition(Values.text(found, "finding")), StepRow.key(stepId), StepRow.ENTRY);
        return row == null ? null : steps.entry(row);
    }
}
