package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.Ledger.Planning;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LedgerEntry.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The ledger of the central table. */
final class DynamoLedger {
    /** A transaction has at most 100 actions and 4 MB; the lease and the day take two. */
    private static final int STEPS_AT_ONCE = 95;

    /** A transaction has at most 100 actions, of which one is for the entry itself. */
    private static final int ROWS_AT_ONCE = 99;

    private static final int BYTES_AT_ONCE = 3_500_000;

    private final Clients clients;
    private final String table;
    private final Clock clock;

    DynamoLedger(Clients clients, String table, Clock clock) {
        this.clients = clients;
        this.table = table;
        this.clock = clock;
    }

    /** That the lease still holds, as a condition on the finding. */
    static String holds(Expression condition, Lease lease) {
        return condition.is("token", AttributeValue.fromS(lease.token()));
    }

    static TransactWriteItem holds(String table, Lease lease) {
        Expression condition = new Expression();
        String holds = holds(condition, lease);
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(table)
                        .key(FindingItem.key(lease.findingId()))
                        .conditionExpression(holds)
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
                .build();
    }

    static boolean failedAt(TransactionCanceledException e, int action) {
        List<CancellationReason> reasons = e.cancellationReasons();
        return action < reasons.size()
                && "ConditionalCheckFailed".equals(reasons.get(action).code());
    }

    /** The whole count is taken with the first transaction, so that none of those that follow can meet the day's limit. */
    Planning plan(List<LedgerEntry> entries, Lease lease, int dayLimit) {
        Map<String, LedgerEntry> steps = new LinkedHashMap<>();
        entries.forEach(e -> steps.putIfAbsent(e.id(), e));
        if (steps.size() > dayLimit) {
            return new Planning.DayLimit(dayLimit);
        }
        TransactWriteItem count = count(steps.size(), dayLimit);
        for (List<TransactWriteItem> chunk :
                chunks(steps.values().stream().map(StepItem::of).toList())) {
            List<TransactWriteItem> actions = new ArrayList<>(chunk);
            actions.addFirst(holds(table, lease));
            if (count != null) {
                actions.add(count);
            }
            try {
                clients.table().transactWriteItems(r -> r.transactItems(actions));
            } catch (TransactionCanceledException e) {
                return cancelled(e, actions.size(), count != null, dayLimit);
            }
            count = null;
        }
        return new Planning.Recorded();
    }

    private static Planning cancelled(TransactionCanceledException e, int actions, boolean counted, int dayLimit) {
        int last = actions - 1;
        for (int action = 0; action < (counted ? last : actions); action++) {
            if (failedAt(e, action)) {
                return new Planning.LeaseLost();
            }
        }
        if (counted && failedAt(e, last)) {
            return new Planning.DayLimit(dayLimit);
        }
        throw e;
    }

    private TransactWriteItem count(int steps, int dayLimit) {
        Expression update = new Expression();
        update.add("steps", steps);
        String within = "attribute_not_exists(%s) OR %s <= %s"
                .formatted(
                        update.name("steps"),
                        update.name("steps"),
                        update.value(Values.number((long) dayLimit - steps)));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return TransactWriteItem.builder()
                .update(u -> u.tableName(table)
                        .key(Map.of("pk", AttributeValue.fromS("DAY#" + today), "sk", AttributeValue.fromS("DAY")))
                        .updateExpression(update.update())
                        .conditionExpression(within)
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values()))
                .build();
    }

    private List<List<TransactWriteItem>> chunks(List<Map<String, AttributeValue>> items) {
        List<List<TransactWriteItem>> chunks = new ArrayList<>();
        chunks.add(new ArrayList<>());
        long bytes = 0;
        for (Map<String, AttributeValue> item : items) {
            long more = bytes(item);
            if (chunks.getLast().size() == STEPS_AT_ONCE || bytes + more > BYTES_AT_ONCE) {
                chunks.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += more;
            chunks.getLast().add(put(item));
        }
        return chunks;
    }

    private static long bytes(Map<String, AttributeValue> item) {
        return item.values().stream()
                .mapToLong(v -> v.s() == null ? 0 : v.s().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        Expression condition = new Expression();
        String mayReplace = "attribute_not_exists(%s) OR %s"
                .formatted(
                        condition.name("pk"),
                        condition.in(
                                "state",
                                State.PLANNED.from().stream().map(Enum::name).toList()));
        return TransactWriteItem.builder()
                .put(p -> p.tableName(table)
                        .item(item)
                        .conditionExpression(mayReplace)
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
                .build();
    }

    void settle(LedgerEntry entry) {
        Expression update = new Expression();
        StepItem.settle(update, entry);
        String condition = StepItem.mayReplace(update, entry);
        List<TransactWriteItem> made = DynamoOwnWork.rows(table, entry);
        if (!made.isEmpty()) {
            write(entry, update, condition, made);
            return;
        }
        try {
            write(entry, update, condition);
        } catch (ConditionalCheckFailedException e) {
            // Something else was written since, and stays.
        }
    }

    /** The entry goes with the last rows: who sees it on can find it by all that it made. */
    private void write(LedgerEntry entry, Expression update, String condition, List<TransactWriteItem> rows) {
        int last = rows.size() - Math.min(rows.size(), ROWS_AT_ONCE);
        for (int from = 0; from < last; from += ROWS_AT_ONCE) {
            List<TransactWriteItem> some = rows.subList(from, Math.min(last, from + ROWS_AT_ONCE));
            clients.table().transactWriteItems(r -> r.transactItems(some));
        }
        List<TransactWriteItem> all = new ArrayList<>(rows.subList(last, rows.size()));
        all.addFirst(TransactWriteItem.builder()
                .update(u -> u.tableName(table)
                        .key(StepItem.key(entry.findingId(), entry.id()))
                        .updateExpression(update.update())
                        .conditionExpression(condition)
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values()))
                .build());
        try {
            clients.table().transactWriteItems(r -> r.transactItems(all));
        } catch (TransactionCanceledException e) {
            if (!failedAt(e, 0)) {
                throw e;
            }
            // Something else was written since, and stays.
        }
    }

    private void write(LedgerEntry entry, Expression update, String condition) {
        clients.table()
                .updateItem(r -> r.tableName(table)
                        .key(StepItem.key(entry.findingId(), entry.id()))
                        .updateExpression(update.update())
                        .conditionExpression(condition)
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values())
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    boolean claimUndo(LedgerEntry entry) {
        LedgerEntry claimed = entry.settled(State.UNDOING, entry.note(), entry.after(), clock.instant());
        String claim = UUID.randomUUID().toString();
        Expression update = new Expression();
        StepItem.settle(update, claimed);
        update.set("claim", AttributeValue.fromS(claim));
        String condition = StepItem.mayReplace(update, claimed);
        if (entry.state() == State.UNDOING) {
            condition = "%s OR (%s AND %s)"
                    .formatted(
                            condition,
                            update.is("state", AttributeValue.fromS(State.UNDOING.name())),
                            update.is("settledAt", Values.text(entry.settledAt().toString())));
        }
        try {
            write(entry, update, condition);
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Sent again after an answer that was lost, it meets its own claim.
            return claim.equals(Values.text(e.item(), "claim"));
        }
    }

    List<LedgerEntry> entries(String findingId) {
        Expression query = new Expression();
        String steps = "%s AND begins_with(%s, %s)"
                .formatted(
                        query.is("pk", AttributeValue.fromS(FindingItem.partition(findingId))),
                        query.name("sk"),
                        query.value(AttributeValue.fromS(StepItem.STEP)));
        String attributes =
                String.join(", ", StepItem.ATTRIBUTES.stream().map(query::name).toList());
        return clients
                .table()
                .queryPaginator(r -> r.tableName(table)
                        .keyConditionExpression(steps)
                        .projectionExpression(attributes)
                        .expressionAttributeNames(query.names())
                        .expressionAttributeValues(query.values())
                        .consistentRead(true))
                .items()
                .stream()
                .map(StepItem::entry)
                .sorted(Comparator.comparing(LedgerEntry::plannedAt).thenComparing(LedgerEntry::id))
                .toList();
    }

    /** The index may lag, what it points to is read as it is now. */
    @Nullable LedgerEntry entry(String stepId) {
        Expression query = new Expression();
        String named = query.is("step", AttributeValue.fromS(Values.key(stepId)));
        return clients
                .table()
                .queryPaginator(r -> r.tableName(table)
                        .indexName(CentralTable.BY_STEP.name())
                        .keyConditionExpression(named)
                        .expressionAttributeNames(query.names())
                        .expressionAttributeValues(query.values()))
                .items()
                .stream()
                .map(row -> clients.table()
                        .getItem(r -> r.tableName(table)
                                .key(StepItem.key(FindingItem.id(row), stepId))
                                .consistentRead(true))
                        .item())
                .filter(item -> !item.isEmpty())
                .map(StepItem::entry)
                .findFirst()
                .orElse(null);
    }
}
