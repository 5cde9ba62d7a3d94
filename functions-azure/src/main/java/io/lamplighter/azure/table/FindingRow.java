package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Ids;
import io.lamplighter.events.OcsfDocument;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Kept;
import java.time.Instant;
import java.util.List;

/** A finding, its lease, and the rows by which it is found, as rows. */
final class FindingRow {
    static final String FINDING = "finding";
    static final String RESOURCE = "resource";

    /** A harden run may touch everything: more rows than these would cost more than they find. */
    private static final int RESOURCES = 990;

    private final Values values;

    FindingRow(Values values) {
        this.values = values;
    }

    static String partition(String findingId) {
        return FINDING + "-" + Key.of(findingId);
    }

    static TableEntity key(String findingId) {
        return new TableEntity(partition(findingId), FINDING);
    }

    /** The row that is there as long as the lease is the last one: a transaction that writes it, writes under the lease. */
    static TableEntity lease(String findingId, String token) {
        return new TableEntity(partition(findingId), "lease-" + Key.of(token));
    }

    static TableEntity lease(Lease lease) {
        return lease(lease.findingId(), lease.token());
    }

    static TableEntity opened(TableEntity row, Lease lease, Instant until, int deliveries) {
        return row.addProperty("finding", Kept.text(lease.findingId()))
                .addProperty("token", lease.token())
                .addProperty("leaseUntil", until.toString())
                .addProperty("deliveries", deliveries);
    }

    TableEntity stored(Finding finding, boolean done) {
        Alert alert = finding.alert();
        TableEntity row = key(finding.id())
                .addProperty("account", Kept.text(alert.account()))
                .addProperty("time", alert.time().toString())
                .addProperty("region", Kept.text(alert.region()))
                .addProperty("type", Kept.text(alert.type()))
                .addProperty("severity", alert.severity().name())
                .addProperty("document", values.kept(finding.id(), OcsfDocument.of(finding)));
        // A merge takes no property away.
        return done ? row.addProperty("leaseUntil", "") : row;
    }

    static boolean isStored(TableEntity row) {
        return !Values.text(row, "document").isEmpty();
    }

    Stored stored(TableEntity row) {
        return new Stored(
                Values.text(row, "finding"),
                Values.text(row, "account"),
                Values.text(row, "region"),
                Instant.parse(Values.text(row, "time")),
                Values.text(row, "type"),
                Severity.valueOf(Values.text(row, "severity")),
                Json.map(values.json(row, "document")));
    }

    static String account(String account) {
        return "account-" + Key.of(Kept.text(account));
    }

    /** The row by which the finding is found by account and time. */
    static TableEntity byAccount(Finding finding) {
        return index(account(finding.alert().account()), "", finding);
    }

    /** One row for each id that the finding touched. */
    static List<TableEntity> byResource(Finding finding) {
        return finding.touched().stream()
                .map(ResourceRef::id)
                .map(Ids::of)
                .distinct()
                .limit(RESOURCES)
                .map(id -> index(RESOURCE, id + "-", finding))
                .toList();
    }

    private static TableEntity index(String partition, String start, Finding finding) {
        String row = start + Key.newestFirst(finding.alert().time()) + "-" + Key.of(finding.id());
        return new TableEntity(partition, row)
                .addProperty("finding", Kept.text(finding.id()))
                .addProperty("time", finding.alert().time().toString());
    }
}
