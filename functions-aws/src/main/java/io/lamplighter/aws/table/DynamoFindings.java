package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Opening;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.LedgerEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The findings of the central table. */
final class DynamoFindings {
    /** A transaction has at most 100 actions, of which one is for the finding itself. */
    private static final int ROWS_AT_ONCE = 99;

    /** BatchGetItem takes at most 100 keys. */
    private static final int KEYS_AT_ONCE = 100;

    private final Clients clients;
    private final String table;
    private final Clock clock;
    private final DynamoLedger ledger;

    DynamoFindings(Clients clients, String table, Clock clock, DynamoLedger ledger) {
        this.clients = clients;
        this.table = table;
        this.clock = clock;
        this.ledger = ledger;
    }

    Opening open(Alert alert, Instant leaseUntil) {
        String id = alert.findingId();
        Lease lease = new Lease(id, UUID.randomUUID().toString());
        Expression update = new Expression();
        update.set("token", AttributeValue.fromS(lease.token()));
        update.set("leaseUntil", Values.seconds(leaseUntil));
        update.add("deliveries", 1);
        String free = "attribute_not_exists(%s) OR %s <= %s"
                .formatted(
                        update.name("leaseUntil"),
                        update.name("leaseUntil"),
                        update.value(Values.seconds(clock.instant())));
        try {
            return opened(
                    lease,
                    clients.table()
                            .updateItem(r -> r.tableName(table)
                                    .key(FindingItem.key(id))
                                    .updateExpression(update.update())
                                    .conditionExpression(free)
                                    .expressionAttributeNames(update.names())
                                    .expressionAttributeValues(update.values())
                                    .returnValues(ReturnValue.UPDATED_NEW)
                                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                            .attributes());
        } catch (ConditionalCheckFailedException e) {
            // Sent again after an answer that was lost, it meets its own lease.
            return lease.token().equals(Values.text(e.item(), "token"))
                    ? opened(lease, e.item())
                    : new Opening.Busy(Values.moment(e.item(), "leaseUntil"));
        }
    }

    private Opening opened(Lease lease, Map<String, AttributeValue> item) {
        int deliveries = Values.count(item, "deliveries");
        List<LedgerEntry> earlier = deliveries > 1 ? ledger.entries(lease.findingId()) : List.of();
        return new Opening.Opened(lease, deliveries, earlier);
    }

    boolean store(Finding finding, Lease lease, boolean done) {
        Expression update = new Expression();
        FindingItem.store(update, finding);
        if (done) {
            update.remove("leaseUntil");
        }
        Update.Builder ours = Update.builder()
                .tableName(table)
                .key(FindingItem.key(finding.id()))
                .updateExpression(update.update())
                .conditionExpression(DynamoLedger.holds(update, lease))
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values());
        List<TransactWriteItem> rows = FindingItem.resources(finding).stream()
                .map(row -> TransactWriteItem.builder()
                        .put(p -> p.tableName(table).item(row))
                        .build())
                .toList();
        // The finding goes with the last rows: who sees it done can find it by all of them.
        int last = rows.size() - Math.min(rows.size(), ROWS_AT_ONCE);
        for (int from = 0; from < last; from += ROWS_AT_ONCE) {
            TransactWriteItem held = DynamoLedger.holds(table, lease);
            if (!written(held, rows.subList(from, Math.min(last, from + ROWS_AT_ONCE)))) {
                return false;
            }
        }
        return written(TransactWriteItem.builder().update(ours.build()).build(), rows.subList(last, rows.size()));
    }

    private boolean written(TransactWriteItem ifHeld, List<TransactWriteItem> rows) {
        List<TransactWriteItem> all = new ArrayList<>(rows);
        all.addFirst(ifHeld);
        try {
            clients.table().transactWriteItems(r -> r.transactItems(all));
            return true;
        } catch (TransactionCanceledException e) {
            if (DynamoLedger.failedAt(e, 0)) {
                return false;
            }
            throw e;
        }
    }

    @Nullable Stored find(String findingId) {
        Map<String, AttributeValue> item = clients.table()
                .getItem(r -> r.tableName(table).key(FindingItem.key(findingId)).consistentRead(true))
                .item();
        return FindingItem.isStored(item) ? FindingItem.stored(item) : null;
    }

    List<Stored> list(String account, Instant since, int limit) {
        Expression query = new Expression();
        String ofAccount = query.is("account", AttributeValue.fromS(Values.key(account)));
        String since_ = query.name("time") + " >= " + query.value(Values.seconds(since));
        return clients
                .table()
                .queryPaginator(r -> r.tableName(table)
                        .indexName(CentralTable.BY_ACCOUNT.name())
                        .keyConditionExpression(ofAccount + " AND " + since_)
                        .expressionAttributeNames(query.names())
                        .expressionAttributeValues(query.values())
                        .scanIndexForward(false)
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(FindingItem::stored)
                .toList();
    }

    List<Stored> touching(String resourceId, int limit) {
        Expression query = new Expression();
        String touched = query.is("resource", AttributeValue.fromS(Values.key(resourceId)));
        List<Map<String, AttributeValue>> keys = clients
                .table()
                .queryPaginator(r -> r.tableName(table)
                        .indexName(CentralTable.BY_RESOURCE.name())
                        .keyConditionExpression(touched)
                        .expressionAttributeNames(query.names())
                        .expressionAttributeValues(query.values())
                        .scanIndexForward(false)
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(row -> FindingItem.key(FindingItem.id(row)))
                .toList();
        List<Stored> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            List<Map<String, AttributeValue>> some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
            clients.table()
                    .batchGetItemPaginator(r -> r.requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .keys(some)
                                    .consistentRead(true)
                                    .build())))
                    .forEach(page -> page.responses().getOrDefault(table, List.of()).stream()
                            .filter(FindingItem::isStored)
                            .map(FindingItem::stored)
                            .forEach(found::add));
        }
        found.sort(Comparator.comparing(Stored::time).reversed());
        return found;
    }
}
