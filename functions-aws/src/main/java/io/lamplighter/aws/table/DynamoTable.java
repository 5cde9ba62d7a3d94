package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
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
 * The central table on DynamoDB.
 *
 * <p>Every write is conditional and can be sent twice: the SDK sends again what got no answer, and what did happen must
 * not then look like another delivery's work. Throws what the SDK throws.
 */
@Singleton
@Grants(
        read = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"},
        write = {"dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem"})
public final class DynamoTable implements FindingTable, Ledger {
    private final DynamoFindings findings;
    private final DynamoLedger ledger;
    private final DynamoOwnWork own;

    public DynamoTable(Clients clients, Settings settings, Clock clock) {
        this.ledger = new DynamoLedger(clients, settings.table(), clock);
        this.own = new DynamoOwnWork(clients, settings.table(), clock);
        this.findings = new DynamoFindings(clients, settings.table(), clock, ledger);
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
