package io.lamplighter.azure.table;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.FindingTableContract;
import java.time.Clock;

/** The contract of the table through the real SDK client, against Azurite. */
class AzureTableIT extends FindingTableContract {
    @Override
    protected Ports table(Clock reading) {
        Settings settings = LocalTable.settings();
        Clients clients = LocalTable.clients(settings);
        new TableCreation(clients).create();
        AzureTable table = new AzureTable(clients, settings, reading);
        return new Ports(table, table);
    }
}
