package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.events.Ids;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LedgerEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What is found again by the cloud's own names: our calls, and what our steps made. */
final class DynamoOwnWork {
    private static final String REQUEST = "REQUEST";
    private static final String MADE = "MADE#";

    /** A transaction has at most 100 actions. */
    private static final int REQUESTS_AT_ONCE = 100;

    private final Clients clients;
    private final String table;
    private final Clock clock;

    DynamoOwnWork(Clients clients, String table, Clock clock) {
        this.clients = clients;
        this.table = table;
        this.clock = clock;
    }

    /** Without a condition: whoever writes it again writes the same. */
    void called(LedgerEntry entry, List<String> requests) {
        List<TransactWriteItem> rows = requests.stream()
                .distinct()
                .map(r -> request(entry, r))
                .map(row -> put(table, row))
                .toList();
        for (int from = 0; from < rows.size(); from += REQUESTS_AT_ONCE) {
            List<TransactWriteItem> some = rows.subList(from, Math.min(rows.size(), from + REQUESTS_AT_ONCE));
            clients.table().transactWriteItems(r -> r.transactItems(some));
        }
    }

    private static Map<String, AttributeValue> key(String request) {
        return Map.of(
                "pk", AttributeValue.fromS(REQUEST + "#" + Values.key(request)), "sk", AttributeValue.fromS(REQUEST));
    }

    private Map<String, AttributeValue> request(LedgerEntry entry, String request) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(request));
        item.put("step", AttributeValue.fromS(Values.key(entry.id())));
        item.put("calledAt", Values.text(clock.instant().toString()));
        return item;
    }

    @Nullable String calledFor(String request) {
        Map<String, AttributeValue> item = clients.table()
                .getItem(r -> r.tableName(table).key(key(request)).consistentRead(true))
                .item();
        return item.containsKey("step") ? Values.text(item, "step") : null;
    }

    /** The rows by which what a settled step made is found; the index is that of resources, its rows are told by their key. */
    static List<TransactWriteItem> rows(String table, LedgerEntry entry) {
        List<TransactWriteItem> rows = new ArrayList<>();
        if (entry.state() == LedgerEntry.State.ON) {
            for (String id : entry.made()) {
                Map<String, AttributeValue> row = new LinkedHashMap<>();
                row.put("pk", AttributeValue.fromS(FindingItem.partition(entry.findingId())));
                row.put("sk", AttributeValue.fromS(MADE + Ids.of(id) + "#" + Values.key(entry.id())));
                row.put("resource", name(id));
                row.put("time", Values.seconds(entry.plannedAt()));
                rows.add(put(table, row));
            }
        }
        return rows;
    }

    private static TransactWriteItem put(String table, Map<String, AttributeValue> row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(table).item(row))
                .build();
    }

    private static AttributeValue name(String id) {
        return AttributeValue.fromS(Values.key(MADE + id));
    }

    List<LedgerEntry> made(String resourceId) {
        Expression query = new Expression();
        String made = query.is("resource", name(resourceId));
        List<Map<String, AttributeValue>> keys = clients
                .table()
                .queryPaginator(r -> r.tableName(table)
                        .indexName(CentralTable.BY_RESOURCE.name())
                        .keyConditionExpression(made)
                        .expressionAttributeNames(query.names())
                        .expressionAttributeValues(query.values())
                        .scanIndexForward(false)
                        .limit(Ledger.MOST_MADE))
                .items()
                .stream()
                // A resource that is named like one of these rows is none of them.
                .filter(row -> Values.text(row, "sk").startsWith(MADE))
                .limit(Ledger.MOST_MADE)
                .map(DynamoOwnWork::step)
                .toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        List<LedgerEntry> entries = new ArrayList<>();
        clients.table()
                .batchGetItemPaginator(r -> r.requestItems(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(true)
                                .build())))
                .forEach(page -> page.responses().getOrDefault(table, List.of()).stream()
                        .map(StepItem::entry)
                        .forEach(entries::add));
        entries.sort(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id));
        return entries;
    }

    private static Map<String, AttributeValue> step(Map<String, AttributeValue> row) {
        String sk = Values.text(row, "sk");
        return StepItem.key(FindingItem.id(row), sk.substring(sk.indexOf('#', MADE.length()) + 1));
    }
}
