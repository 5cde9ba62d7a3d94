package io.lamplighter.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Response;
import io.lamplighter.events.Watch;
import io.lamplighter.reliability.Delivered;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is changed that was not written down before, and what was is settled in the end. */
class TableFaultsIT extends ThroughProxy {
    private void assertAllOn(Delivered delivered) {
        assertThat(tenant.flowLogged()).isEqualTo(tenant.vpcs());
        assertThat(tenant.queryLogged()).isEqualTo(tenant.vpcs());
        assertThat(tenant.accessLogged()).containsExactly(EXPORTS, PAYROLL);
        assertThat(delivered.failed()).isEmpty();
        assertThat(delivered.again()).isFalse();
        assertThat(ledger(delivered))
                .hasSize(6)
                .allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.ON));
    }

    @Test
    void respond_theTableThrottlesAndConflictsOnce_goesThrough() throws Exception {
        proxy.once(Call.table("UpdateItem"), Answer.throughputExceeded());
        proxy.once(Call.table("TransactWriteItems"), Answer.transactionConflict());

        Delivered delivered = respond();

        assertAllOn(delivered);
        assertThat(proxy.count(Call.table("TransactWriteItems")))
                .as("three plans, four settlings of what was made, one finding and one more attempt")
                .isEqualTo(9);
    }

    enum Out {
        UNREACHABLE,
        LEDGER_DENIED
    }

    @ParameterizedTest
    @EnumSource(Out.class)
    void respond_theTableIsOutOfReach_nothingIsChangedInTheCloud(Out how) throws Exception {
        switch (how) {
            case UNREACHABLE -> proxy.always(Call.table(), Answer.reset());
            case LEDGER_DENIED -> proxy.always(Call.table("TransactWriteItems"), Answer.tableDenied());
        }

        Response response = lamps.responder(Mode.ACT, lamps.findings(), lamps.ledger(), Watch.NONE)
                .respond(Delivered.alert(message()), deadline());

        assertThat(response)
                .isInstanceOfSatisfying(
                        Response.Unrecorded.class,
                        u -> assertThat(u.failure().kind())
                                .isEqualTo(how == Out.UNREACHABLE ? Failure.Kind.UNAVAILABLE : Failure.Kind.DENIED));
        assertThat(writes()).isZero();

        clock.move(Duration.ofMinutes(10));
        assertAllOn(redeliver());
    }

    @Test
    void respond_theSettlingIsLost_comesAgainAndIsSettledThen() throws Exception {
        proxy.always(Call.table("UpdateItem").withRequestBody(WireMock.containing("settledAt")), Answer.tableDenied());
        proxy.always(
                Call.table("TransactWriteItems").withRequestBody(WireMock.containing("MADE#")), Answer.tableDenied());

        Delivered first = respond();

        assertThat(first.again()).isTrue();
        assertThat(first.failed()).isEmpty();
        assertThat(ledger(first))
                .hasSize(6)
                .allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.PLANNED));

        Delivered second = redeliver();

        assertAllOn(second);
        assertThat(second.alreadyOn(FLOW_LOGS)).isEqualTo(tenant.vpcs());
        assertThat(List.of(second.turnedOn(FLOW_LOGS), second.turnedOn(ACCESS_LOGS), second.turnedOn(QUERY_LOGS)))
                .allMatch(List::isEmpty);
    }
}
