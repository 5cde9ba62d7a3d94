package io.lamplighter.aws.table;

import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Kept;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A ledger entry as an item. */
final class StepItem {
    /** The start of the sort key of every step. */
    static final String STEP = "STEP#";

    private static final String LIVE = CentralTable.BY_EXPIRY.key().partition().name();

    /** What an entry is read from; the document is for others. */
    static final List<String> ATTRIBUTES = List.of(
            "pk",
            "sk",
            "step",
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
            "expiresAt");

    private StepItem() {}

    static Map<String, AttributeValue> key(String findingId, String stepId) {
        return Map.of(
                "pk", AttributeValue.fromS(FindingItem.partition(findingId)),
                "sk", AttributeValue.fromS(STEP + Values.key(stepId)));
    }

    static Map<String, AttributeValue> of(LedgerEntry entry) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(entry.findingId(), entry.id()));
        item.put("step", AttributeValue.fromS(Values.key(entry.id())));
        item.put("source", Values.text(entry.source()));
        item.put("account", Values.text(entry.account()));
        item.put("region", Values.text(entry.region()));
        item.put("action", Values.text(entry.action()));
        item.put("targets", Values.json(Kept.targets(entry.targets())));
        item.put("request", Values.json(entry.request()));
        item.put("before", Values.json(entry.before()));
        item.put("plannedAt", Values.text(entry.plannedAt().toString()));
        item.put("expiresAt", Values.text(entry.expiresAt().toString()));
        item.put("expires", Values.seconds(entry.expiresAt()));
        if (entry.state().mayBeOn()) {
            item.put(LIVE, AttributeValue.fromS(LIVE));
        }
        item.putAll(settled(entry));
        return item;
    }

    private static Map<String, AttributeValue> settled(LedgerEntry entry) {
        Map<String, AttributeValue> settled = new LinkedHashMap<>();
        settled.put("state", AttributeValue.fromS(entry.state().name()));
        settled.put("note", Values.text(entry.note()));
        settled.put("after", Values.json(entry.after()));
        settled.put("settledAt", Values.text(entry.settledAt().toString()));
        settled.put("document", Values.json(OcsfDocument.of(entry)));
        return settled;
    }

    /** Adds what settling an entry changes; what was planned stays as it was written. */
    static void settle(Expression update, LedgerEntry entry) {
        settled(entry).forEach(update::set);
        if (entry.state().mayBeOn()) {
            update.set(LIVE, AttributeValue.fromS(LIVE));
        } else {
            update.remove(LIVE);
        }
    }

    /** That the item there may be replaced by this entry ({@link LedgerEntry#mayReplace}). */
    static String mayReplace(Expression condition, LedgerEntry entry) {
        String from = condition.in("state", names(entry.state().from()));
        return entry.state() == State.FAILED
                ? from + " AND "
                        + condition.is(
                                "plannedAt", Values.text(entry.plannedAt().toString()))
                : from;
    }

    private static List<String> names(Set<State> states) {
        return states.stream().map(Enum::name).toList();
    }

    static LedgerEntry entry(Map<String, AttributeValue> item) {
        return new LedgerEntry(
                Values.text(item, "step"),
                FindingItem.id(item),
                Values.text(item, "source"),
                Values.text(item, "account"),
                Values.text(item, "region"),
                Values.text(item, "action"),
                Kept.targets(Values.json(item, "targets")),
                Json.map(Values.json(item, "request")),
                Json.map(Values.json(item, "before")),
                Json.map(Values.json(item, "after")),
                State.valueOf(Values.text(item, "state")),
                Values.text(item, "note"),
                Instant.parse(Values.text(item, "plannedAt")),
                Instant.parse(Values.text(item, "settledAt")),
                Instant.parse(Values.text(item, "expiresAt")));
    }
}
