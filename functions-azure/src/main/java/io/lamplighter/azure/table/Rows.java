package io.lamplighter.azure.table;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import com.azure.data.tables.models.TableTransactionFailedException;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the central table, and what the service says when a condition does not hold, as values.
 *
 * <p>https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
 */
final class Rows {
    /** A transaction has at most 100 rows and 4 MB. */
    static final int AT_ONCE = 100;

    static final int BYTES_AT_ONCE = 3_500_000;

    private static final int PAGE = 1000;
    private static final Set<String> ABSENT = Set.of("ResourceNotFound", "EntityNotFound");
    private static final Set<String> CHANGED = Set.of("EntityAlreadyExists", "UpdateConditionNotSatisfied");

    private final Clients clients;
    private final Asked asked;

    Rows(Clients clients, Settings settings) {
        this.clients = clients;
        this.asked = new Asked("table", settings);
    }

    /** Whether a transaction was carried out, whole or not at all. */
    sealed interface Written {
        /** It was. */
        record Whole() implements Written {}

        /** The row of this action is not there, and has to be. */
        record Absent(int action) implements Written {}

        /** The row of this action is there and must not, or is not what it was. */
        record Changed(int action) implements Written {}
    }

    static TableTransactionAction create(TableEntity row) {
        return new TableTransactionAction(TableTransactionActionType.CREATE, row);
    }

    /** Sets these properties of a row that has to be there, and that has to be what it was if the row has an ETag. */
    static TableTransactionAction merge(TableEntity row) {
        return new TableTransactionAction(TableTransactionActionType.UPDATE_MERGE, row, row.getETag() != null);
    }

    /** The same for all properties. */
    static TableTransactionAction replace(TableEntity row) {
        return new TableTransactionAction(TableTransactionActionType.UPDATE_REPLACE, row, row.getETag() != null);
    }

    static TableTransactionAction delete(TableEntity row) {
        return new TableTransactionAction(TableTransactionActionType.DELETE, row);
    }

    /** The row of this key, of a row that was read: what is written by it meets nobody else's change. */
    static TableEntity unchanged(TableEntity read) {
        return new TableEntity(read.getPartitionKey(), read.getRowKey()).addProperty("odata.etag", read.getETag());
    }

    /** Writes rows of one partition, all or none. */
    Written write(List<TableTransactionAction> actions) {
        try {
            asked.of(() -> client().submitTransaction(actions));
            return new Written.Whole();
        } catch (TableTransactionFailedException e) {
            Integer action = e.getFailedTransactionActionIndex();
            String code = AzureFailures.code(e);
            if (action != null && ABSENT.contains(code)) {
                return new Written.Absent(action);
            }
            if (action != null && CHANGED.contains(code)) {
                return new Written.Changed(action);
            }
            throw e;
        }
    }

    /** Puts rows of one partition whatever is there: whoever writes them again writes the same. */
    void put(List<TableEntity> rows) {
        for (List<TableTransactionAction> some : chunks(
                rows.stream()
                        .map(r -> new TableTransactionAction(TableTransactionActionType.UPSERT_REPLACE, r))
                        .toList(),
                AT_ONCE)) {
            asked.of(() -> client().submitTransaction(some));
        }
    }

    /** Parts that are each small enough for one transaction. */
    static List<List<TableTransactionAction>> chunks(List<TableTransactionAction> actions, int most) {
        List<List<TableTransactionAction>> chunks = new ArrayList<>();
        long bytes = 0;
        for (TableTransactionAction action : actions) {
            long more = Json.write(action.getEntity().getProperties()).getBytes(StandardCharsets.UTF_8).length;
            if (chunks.isEmpty() || chunks.getLast().size() == most || bytes + more > BYTES_AT_ONCE) {
                chunks.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += more;
            chunks.getLast().add(action);
        }
        return chunks;
    }

    /** Deletes a row if it is there. */
    void remove(String partition, String row) {
        asked.of(() -> {
            client().deleteEntity(partition, row);
            return true;
        });
    }

    /** One row, or null; sees every write before it. */
    @Nullable TableEntity get(String partition, String row, @Nullable List<String> select) {
        try {
            return asked.of(() -> client().getEntityWithResponse(partition, row, select, null, Context.NONE)
                    .getValue());
        } catch (TableServiceException e) {
            if (ABSENT.contains(AzureFailures.code(e))) {
                return null;
            }
            throw e;
        }
    }

    /** The rows of one partition whose keys start with this text and a dash, in the order of their keys. */
    Iterator<TableEntity> starting(String partition, String start, @Nullable List<String> select) {
        return between(partition, start + "-", start + ".", select);
    }

    /** The rows of one partition from this key on, up to the other, without it. */
    Iterator<TableEntity> between(String partition, String from, String to, @Nullable List<String> select) {
        String filter = "PartitionKey eq %s and RowKey ge %s and RowKey lt %s"
                .formatted(quoted(partition), quoted(from), quoted(to));
        ListEntitiesOptions options =
                new ListEntitiesOptions().setFilter(filter).setTop(PAGE).setSelect(select);
        Iterator<TableEntity> pages = asked.of(
                () -> client().listEntities(options, null, Context.NONE).iterator());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return asked.of(pages::hasNext);
            }

            @Override
            public TableEntity next() {
                return asked.of(pages::next);
            }
        };
    }

    private static String quoted(String key) {
        return "'" + key.replace("'", "''") + "'";
    }

    private TableClient client() {
        return clients.table();
    }
}
