package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import io.lamplighter.events.Ids;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Kept;
import java.time.Instant;
import java.util.List;

/** A ledger entry as a row. */
final class StepRow {
    /** The start of the row key of every step. */
    static final String STEP = "step";

    private static final String WRITER = "writer";

    /** What is needed to judge whether an entry may be written over. */
    static final List<String> CONDITION =
            List.of("PartitionKey", "RowKey", "state", "plannedAt", "settledAt", WRITER, "made");

    /** What an entry is read from; the document is for others. */
    static final List<String> ENTRY = List.of(
            "PartitionKey",
            "RowKey",
            "step",
            "finding",
            "source",
            "account",
            "region",
            "action",
            "targets",
            "request",
            "before",
            "after",
            "state",
            "note",
            "plannedAt",
            "settledAt",
            "expiresAt",
            "made");

    private final Values values;

    StepRow(Values values) {
        this.values = values;
    }

    static String key(String stepId) {
        return STEP + "-" + Key.of(stepId);
    }

    TableEntity of(LedgerEntry entry) {
        String finding = entry.findingId();
        TableEntity row = new TableEntity(FindingRow.partition(finding), key(entry.id()))
                .addProperty("step", Kept.text(entry.id()))
                .addProperty("finding", Kept.text(finding))
                .addProperty("source", Kept.text(entry.source()))
                .addProperty("account", Kept.text(entry.account()))
                .addProperty("region", Kept.text(entry.region()))
                .addProperty("action", Kept.text(entry.action()))
                .addProperty("targets", values.kept(finding, Kept.targets(entry.targets())))
                .addProperty("request", values.kept(finding, entry.request()))
                .addProperty("before", values.kept(finding, entry.before()))
                .addProperty("plannedAt", entry.plannedAt().toString())
                .addProperty("expiresAt", entry.expiresAt().toString());
        return settled(row, entry);
    }

    /** Adds what settling an entry changes; what was planned stays as it was written. */
    TableEntity settled(TableEntity row, LedgerEntry entry) {
        row.addProperty("state", entry.state().name())
                .addProperty("note", Kept.text(entry.note()))
                .addProperty("after", values.kept(entry.findingId(), entry.after()))
                .addProperty("settledAt", entry.settledAt().toString())
                .addProperty("document", values.kept(entry.findingId(), OcsfDocument.of(entry)));
        if (entry.state() == State.ON) {
            row.addProperty(
                    "made",
                    values.kept(
                            entry.findingId(),
                            entry.made().stream().map(Ids::of).toList()));
        }
        return row;
    }

    /** Marks the row with who writes it, which is new at each write. */
    static TableEntity by(String writer, TableEntity row) {
        return row.addProperty(WRITER, writer);
    }

    static String writer(TableEntity row) {
        return Values.text(row, WRITER);
    }

    /** Whether the row may be replaced by this entry ({@link LedgerEntry#mayReplace}). */
    static boolean mayReplace(LedgerEntry entry, TableEntity row) {
        return entry.state().from().contains(State.valueOf(Values.text(row, "state")))
                && (entry.state() != State.FAILED || entry.plannedAt().equals(Values.moment(row, "plannedAt")));
    }

    /** Whether the step of this row made the thing of this name, as a settling wrote it. */
    boolean made(TableEntity row, String name) {
        for (var one : values.json(row, "made")) {
            if (one.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    LedgerEntry entry(TableEntity row) {
        return new LedgerEntry(
                Values.text(row, "step"),
                Values.text(row, "finding"),
                Values.text(row, "source"),
                Values.text(row, "account"),
                Values.text(row, "region"),
                Values.text(row, "action"),
                Kept.targets(values.json(row, "targets")),
                Json.map(values.json(row, "request")),
                Json.map(values.json(row, "before")),
                Json.map(values.json(row, "after")),
                State.valueOf(Values.text(row, "state")),
                Values.text(row, "note"),
                Instant.parse(Values.text(row, "plannedAt")),
                Instant.parse(Values.text(row, "settledAt")),
                Instant.parse(Values.text(row, "expiresAt")));
    }
}
