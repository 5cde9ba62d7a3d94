package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Response;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.BeanParts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is changed that was not written down before, and what was is settled in the end. */
public abstract class TableFaults<C extends BrokenCloud> extends Faults<C> {
    /** How the table is out of reach. */
    enum Out {
        UNREACHABLE,
        LEDGER_DENIED
    }

    @ParameterizedTest
    @EnumSource(Out.class)
    void respond_theTableIsOutOfReach_nothingIsChangedInTheCloud(Out how) throws Exception {
        switch (how) {
            case UNREACHABLE -> cloud().cutsTable();
            case LEDGER_DENIED -> cloud().deniesLedger();
        }
        BeanParts function = cloud().function();

        Response response = Delivered.respond(function, cloud().message(function), deadline(), Watch.NONE);

        assertThat(response)
                .isInstanceOfSatisfying(
                        Response.Unrecorded.class,
                        u -> assertThat(u.failure().kind())
                                .isEqualTo(how == Out.UNREACHABLE ? Failure.Kind.UNAVAILABLE : Failure.Kind.DENIED));
        assertThat(cloud().writes()).isZero();

        cloud().clock().move(Duration.ofMinutes(10));
        assertWhole(redeliver());
    }

    @Test
    void respond_theSettlingIsLost_comesAgainAndIsSettledThen() throws Exception {
        cloud().losesSettlings();

        Delivered first = respond();

        assertThat(first.again()).isTrue();
        assertThat(first.failed()).isEmpty();
        assertThat(ledger(first))
                .hasSize(cloud().steps())
                .allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.PLANNED));

        Delivered second = redeliver();

        assertWhole(second);
        cloud().dark().forEach((source, targets) -> {
            assertThat(second.alreadyOn(source)).as(source).isEqualTo(targets);
            assertThat(second.turnedOn(source)).as(source).isEmpty();
        });
    }
}
