package io.lamplighter.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Watch;
import io.lamplighter.reliability.Delivered;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A call that hangs costs its own source, and only until the deadline. */
class HangIT extends ThroughProxy {
    private static final Duration SHORT = Duration.ofMillis(500);

    /** The flow logs are waited for last: the deadline passes when the others are done and the hanging call has come. */
    private Watch passesAfter(CountDownLatch came) {
        return new Watch() {
            @Override
            public void outcome(Alert alert, Outcome outcome) {
                if (outcome.source().equals(ACCESS_LOGS)) {
                    try {
                        came.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    clock.move(Duration.ofHours(1));
                }
            }
        };
    }

    private void assertOthersAreOn(Delivered delivered) {
        assertThat(delivered.turnedOn(QUERY_LOGS)).isEqualTo(tenant.vpcs());
        assertThat(delivered.turnedOn(ACCESS_LOGS)).containsExactly(EXPORTS, PAYROLL);
        assertThat(tenant.queryLogged()).isEqualTo(tenant.vpcs());
        assertThat(tenant.accessLogged()).containsExactly(EXPORTS, PAYROLL);
    }

    @Test
    void respond_aReadHangs_thatSourceIsOutOfTimeAndTheOthersAreStored() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        proxy.hangs(Call.query("DescribeFlowLogs"), asked -> came.countDown());

        Delivered delivered = Delivered.of(lamps, message(), deadline(), passesAfter(came));

        assertThat(delivered
                        .onlyFailure(FLOW_LOGS, Kind.OUT_OF_TIME, tenant.vpcs())
                        .why())
                .isEqualTo("it was not done before the deadline");
        assertOthersAreOn(delivered);
        assertThat(tenant.flowLogs()).isEmpty();
    }

    @Test
    void respond_theAnswerOfAWriteHangs_staysPlannedUntilTheRedeliveryFindsIt() throws Exception {
        CountDownLatch carriedOut = new CountDownLatch(1);
        proxy.hangs(Call.query("CreateFlowLogs"), asked -> {
            proxy.forward(asked);
            carriedOut.countDown();
        });

        Delivered first = Delivered.of(lamps, message(), deadline(), passesAfter(carriedOut));

        assertThat(first.onlyFailure(FLOW_LOGS, Kind.OUT_OF_TIME, tenant.vpcs()).why())
                .isEqualTo("it was not done before the deadline");
        assertOthersAreOn(first);
        assertThat(ledger(first).stream().filter(e -> e.state() == LedgerEntry.State.PLANNED))
                .extracting(LedgerEntry::action)
                .containsExactly("ec2:CreateFlowLogs");

        Delivered second = redeliver();

        assertThat(second.alreadyOn(FLOW_LOGS)).isEqualTo(tenant.vpcs());
        assertThat(tenant.flowLogged()).isEqualTo(tenant.vpcs());
        assertThat(ledger(second)).allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.ON));
    }

    /** Who cannot read the marks must not act; the clock stands, so that each source is waited for as long. */
    @Test
    void respond_theHandsOffMarksHang_nothingIsChanged() throws Exception {
        proxy.hangs(Call.handsOffMarks(), asked -> {});

        Delivered delivered =
                Delivered.of(lamps, message(), new Deadline(clock.instant().plus(SHORT), clock), Watch.NONE);

        assertThat(delivered.failed())
                .hasSize(3)
                .allSatisfy(f -> assertThat(f.failure().kind()).isEqualTo(Kind.OUT_OF_TIME));
        assertThat(delivered.again()).isTrue();
        assertThat(writes()).isZero();
    }
}
