package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import io.lamplighter.events.Ids;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.shell.Kept;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is found again by the cloud's own names: our calls, and what our steps made. */
final class AzureOwnWork {
    private static final String REQUESTS = "request";
    private static final String MADE = "made";

    private final Rows rows;
    private final StepRow steps;
    private final Clock clock;

    AzureOwnWork(Rows rows, StepRow steps, Clock clock) {
        this.rows = rows;
        this.steps = steps;
        this.clock = clock;
    }

    void called(LedgerEntry entry, List<String> requests) {
        rows.put(requests.stream()
                .map(Key::of)
                .distinct()
                .map(key -> new TableEntity(REQUESTS, key)
                        .addProperty("step", Kept.text(entry.id()))
                        .addProperty("calledAt", clock.instant().toString()))
                .toList());
    }

    @Nullable String calledFor(String request) {
        TableEntity row = rows.get(REQUESTS, Key.of(request), null);
        return row == null ? null : Values.text(row, "step");
    }

    /** Writes the rows by which what a step made is found, of a step that is to be settled as on. */
    void made(LedgerEntry entry) {
        rows.put(entry.made().stream()
                .map(Ids::of)
                .map(id -> new TableEntity(
                                MADE, "%s-%s-%s".formatted(id, Key.newestFirst(entry.plannedAt()), Key.of(entry.id())))
                        .addProperty("finding", Kept.text(entry.findingId()))
                        .addProperty("step", Kept.text(entry.id())))
                .toList());
    }

    /** A row of a settling that did not go through is passed over: the step itself says what it made. */
    List<LedgerEntry> made(String resourceId) {
        String name = Ids.of(resourceId);
        Map<String, LedgerEntry> entries = new LinkedHashMap<>();
        new Pointers(rows.starting(MADE, name, null), Ledger.MOST_MADE)
                .follow(row -> step(row, name), entry -> entries.putIfAbsent(entry.id(), entry) == null);
        return entries.values().stream()
                .sorted(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id))
                .toList();
    }

    private @Nullable LedgerEntry step(TableEntity pointer, String made) {
        TableEntity row = rows.get(
                FindingRow.partition(Values.text(pointer, "finding")),
                StepRow.key(Values.text(pointer, "step")),
                StepRow.ENTRY);
        return row == null || !steps.made(row, made) ? null : steps.entry(row);
    }
}
