package io.lamplighter.azure.table;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Finding;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LedgerEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The central table on Azure Table storage.
 *
 * <p>Every write is conditional or comes out the same, and can be sent twice: the SDK sends again what got no answer, and what
 * did happen must not then look like another delivery's work. Throws what the SDK throws.
 */
@Singleton
@Grants(
        read = {
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
            "Microsoft.Storage/storageAccounts/tableServices/tables/entities/read"
        },
        write = {
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
            "Microsoft.Storage/storageAccounts/tableServices/tables/entities/delete",
            "Microsoft.Storage/storageAccounts/tableServices/tables/entities/write"
        })
public final class AzureTable implements FindingTable, Ledger {
    private final AzureFindings findings;
    private final AzureLedger ledger;
    private final AzureOwnWork own;

    public AzureTable(Clients clients, Settings settings, Clock clock) {
        Rows rows = new Rows(clients, settings);
        Values values = new Values(clients, settings);
        StepRow steps = new StepRow(values);
        this.own = new AzureOwnWork(rows, steps, clock);
        this.ledger = new AzureLedger(rows, steps, own, clock);
        this.findings = new AzureFindings(rows, values, ledger, clock);
    }

    @Override
    public Opening open(Alert alert, Instant leaseUntil) {
        return findings.open(alert, leaseUntil);
    }

    @Override
    public boolean store(Finding finding, Lease lease, boolean done) {
        return findings.store(finding, lease, done);
    }

    @Override
    public @Nullable Stored find(String findingId) {
        return findings.find(findingId);
    }

    @Override
    public List<Stored> list(String account, Instant since, int limit) {
        return findings.list(account, since, limit);
    }

    @Override
    public List<Stored> touching(String resourceId, int limit) {
        return findings.touching(resourceId, limit);
    }

    @Override
    public Planning plan(List<LedgerEntry> entries, Lease lease, int dayLimit) {
        return ledger.plan(entries, lease, dayLimit);
    }

    @Override
    public void settle(LedgerEntry entry) {
        ledger.settle(entry);
    }

    @Override
    public boolean claimUndo(LedgerEntry entry) {
        return ledger.claimUndo(entry);
    }

    @Override
    public void called(LedgerEntry entry, List<String> requests) {
        own.called(entry, requests);
    }

    @Override
    public @Nullable String calledFor(String request) {
        return own.calledFor(request);
    }

    @Override
    public List<LedgerEntry> made(String resourceId) {
        return own.made(resourceId);
    }

    @Override
    public List<LedgerEntry> entries(String findingId) {
        return ledger.entries(findingId);
    }

    @Override
    public @Nullable LedgerEntry entry(String stepId) {
        return ledger.entry(stepId);
    }
}
