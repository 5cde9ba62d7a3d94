package io.lamplighter.aws.table;

import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.FindingTableContract;
import java.time.Clock;

/** The contract of the table through the real SDK client, against DynamoDB Local. */
class DynamoTableIT extends FindingTableContract {
    @Override
    protected Ports table(Clock reading) {
        Settings settings = LocalDynamo.settings();
        Clients clients = LocalDynamo.clients(settings);
        new TableCreation(clients, settings).create();
        DynamoTable table = new DynamoTable(clients, settings, reading);
        return new Ports(table, table);
    }
}
