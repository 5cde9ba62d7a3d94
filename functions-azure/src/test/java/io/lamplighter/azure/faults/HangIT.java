package io.lamplighter.azure.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Deadline;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Watch;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.Hangs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HangIT extends Hangs<BrokenAzure> {
    /** Enough for all that ends; the clock stands, so that each source is waited for as long. */
    private static final Duration ENOUGH = Duration.ofSeconds(15);

    /** Without the subscription's own log, which is waited for after the flow logs. */
    @Override
    protected BrokenAzure broken() {
        return new BrokenAzure(BrokenAzure.SETTINGS, BrokenAzure.FLOW_LOGS);
    }

    @Test
    void respond_azureIsAtWorkLongerThanTheDeadline_staysPlannedUntilTheRedeliveryFindsIt() throws Exception {
        cloud().arm().operationsTake(Integer.MAX_VALUE, 1);

        Delivered first = respond(new Deadline(cloud().clock().instant().plus(ENOUGH), cloud().clock()), Watch.NONE);

        assertThat(first.failed()).allSatisfy(f -> {
            assertThat(f.source()).isEqualTo(BrokenAzure.FLOW_LOGS);
            assertThat(f.failure().kind()).isEqualTo(Kind.OUT_OF_TIME);
        });
        assertThat(first.again()).isTrue();
        assertTurnedOn(first, others(BrokenAzure.FLOW_LOGS));
        assertThat(planned(first)).isNotEmpty().extracting(LedgerEntry::source).containsOnly(BrokenAzure.FLOW_LOGS);

        cloud().arm().operationsTake(0, 0);
        Delivered second = redeliver();

        assertThat(second.alreadyOn(BrokenAzure.FLOW_LOGS)).isNotEmpty();
        assertWhole(second);
    }
}
