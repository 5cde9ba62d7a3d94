package io.lamplighter.events;

import java.time.Clock;

class MemoryTableTest extends FindingTableContract {
    @Override
    protected Ports table(Clock reading) {
        MemoryTable table = new MemoryTable(reading);
        return new Ports(table, table);
    }
}
