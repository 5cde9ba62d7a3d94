package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Opening;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Ids;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.SideBySide;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The findings of the central table. */
final class AzureFindings {
    private static final List<String> LEASE = List.of("PartitionKey", "RowKey", "token", "leaseUntil", "deliveries");

    private final Rows rows;
    private final FindingRow findings;
    private final AzureLedger ledger;
    private final Clock clock;

    AzureFindings(Rows rows, Values values, AzureLedger ledger, Clock clock) {
        this.rows = rows;
        this.findings = new FindingRow(values);
        this.ledger = ledger;
        this.clock = clock;
    }

    /** At first as if the alert had never come in, as is usual; who finds it there reads who has it. */
    Opening open(Alert alert, Instant leaseUntil) {
        Lease lease = new Lease(alert.findingId(), UUID.randomUUID().toString());
        List<TableTransactionAction> first = List.of(
                Rows.create(FindingRow.opened(FindingRow.key(lease.findingId()), lease, leaseUntil, 1)),
                Rows.create(FindingRow.lease(lease)));
        if (rows.write(first) instanceof Rows.Written.Whole) {
            return new Opening.Opened(lease, 1, List.of());
        }
        return Again.until("a finding's row", () -> again(lease, leaseUntil));
    }

    private @Nullable Opening again(Lease lease, Instant leaseUntil) {
        TableEntity row = rows.get(FindingRow.partition(lease.findingId()), FindingRow.FINDING, LEASE);
        if (row == null) {
            return null;
        }
        int deliveries = Values.count(row, "deliveries");
        String before = Values.text(row, "token");
        if (before.equals(lease.token())) {
            // Sent again after an answer that was lost, it meets its own lease.
            return opened(lease, deliveries);
        }
        Instant until = Values.moment(row, "leaseUntil");
        if (until.isAfter(clock.instant())) {
            return new Opening.Busy(until);
        }
        List<TableTransactionAction> taking = new ArrayList<>(List.of(
                Rows.merge(FindingRow.opened(Rows.unchanged(row), lease, leaseUntil, deliveries + 1)),
                Rows.create(FindingRow.lease(lease)),
                Rows.delete(FindingRow.lease(lease.findingId(), before))));
        Rows.Written written = rows.write(taking);
        if (written instanceof Rows.Written.Absent(int action) && action == taking.size() - 1) {
            // Somebody else has deleted the old lease: it is over all the same.
            written = rows.write(taking.subList(0, action));
        }
        return written instanceof Rows.Written.Whole ? opened(lease, deliveries + 1) : null;
    }

    private Opening opened(Lease lease, int deliveries) {
        List<LedgerEntry> earlier = deliveries > 1 ? ledger.entries(lease.findingId()) : List.of();
        return new Opening.Opened(lease, deliveries, earlier);
    }

    /** The finding goes last: who sees it can find it by all of its rows. */
    boolean store(Finding finding, Lease lease, boolean done) {
        TableEntity row = findings.stored(finding, done);
        SideBySide.both(
                () -> {
                    rows.put(List.of(FindingRow.byAccount(finding)));
                    return true;
                },
                () -> {
                    rows.put(FindingRow.byResource(finding));
                    return true;
                });
        return rows.write(List.of(Rows.merge(FindingRow.lease(lease)), Rows.merge(row))) instanceof Rows.Written.Whole;
    }

    @Nullable Stored find(String findingId) {
        TableEntity row = rows.get(FindingRow.partition(findingId), FindingRow.FINDING, null);
        return row == null || !FindingRow.isStored(row) ? null : findings.stored(row);
    }

    List<Stored> list(String account, Instant since, int limit) {
        String to = Key.newestFirst(since) + ".";
        return newest(rows.between(FindingRow.account(account), "0", to, null), limit);
    }

    List<Stored> touching(String resourceId, int limit) {
        return newest(rows.starting(FindingRow.RESOURCE, Ids.of(resourceId), null), limit);
    }

    /** A row of an earlier time of the alert, or of a delivery that did not come to its end, is passed over. */
    private List<Stored> newest(Iterator<TableEntity> pointers, int limit) {
        List<Stored> found = new ArrayList<>();
        new Pointers(pointers, limit)
                .follow(
                        pointer -> {
                            Stored stored = find(Values.text(pointer, "finding"));
                            return stored != null && stored.time().equals(Values.moment(pointer, "time"))
                                    ? stored
                                    : null;
                        },
                        found::add);
        return found;
    }
}
