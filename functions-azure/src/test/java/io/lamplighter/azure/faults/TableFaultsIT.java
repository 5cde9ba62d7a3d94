package io.lamplighter.azure.faults;

import io.lamplighter.reliability.TableFaults;

class TableFaultsIT extends TableFaults<BrokenAzure> {
    @Override
    protected BrokenAzure broken() {
        return BrokenAzure.usual();
    }
}
