package io.lamplighter.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.TableFaults;
import org.junit.jupiter.api.Test;

class TableFaultsIT extends TableFaults<BrokenAws> {
    @Override
    protected BrokenAws broken() {
        return BrokenAws.usual();
    }

    @Test
    void respond_theTableThrottlesAndConflictsOnce_goesThrough() throws Exception {
        cloud().proxy().once(Call.table("UpdateItem"), Answer.throughputExceeded());
        cloud().proxy().once(Call.table("TransactWriteItems"), Answer.transactionConflict());

        Delivered delivered = respond();

        assertWhole(delivered);
        int refused = cloud().proxy().refused(Call.table("TransactWriteItems"));
        assertThat(refused).isPositive();
        assertThat(cloud().proxy().count(Call.table("TransactWriteItems")) - refused)
                .as("three plans, four settlings of what was made, one finding")
                .isEqualTo(8);
    }
}
