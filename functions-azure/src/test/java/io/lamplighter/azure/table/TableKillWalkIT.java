package io.lamplighter.azure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lamplighter.azure.faults.KillsCalls;
import io.lamplighter.reliability.Kill;
import io.lamplighter.reliability.Kill.When;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies at any of its calls to the table: who comes next ends whole, and nobody in between is misled. */
class TableKillWalkIT {
    private static final int STEPS = 3;

    @ParameterizedTest
    @EnumSource(When.class)
    void live_killedAtEachCall_theNextDeliveryEndsWhole(When when) {
        Kill never = new Kill(Integer.MAX_VALUE, when);
        Life whole = Life.fresh(TableFaultsIT.large());
        assertThat(whole.live(whole.table(new KillsCalls(never)))).isTrue();
        whole.assertWhole("not killed");
        assertThat(whole.counted()).isEqualTo(STEPS);
        assertThat(never.calls()).isGreaterThan(20);

        for (int at = 1; at <= never.calls(); at++) {
            String where = "killed %s call %d".formatted(when, at);
            Life life = Life.fresh(TableFaultsIT.large());
            Kill kill = new Kill(at, when);
            Throwable dead = catchThrowable(() -> life.live(life.table(new KillsCalls(kill))));
            // The SDK wraps it where it waits for a transaction.
            assertThat(dead instanceof Kill.Killed ? dead : dead.getCause())
                    .as(where)
                    .isInstanceOf(Kill.Killed.class);
            life.assertNobodyIsMisled(where);
            life.clock.move(Duration.ofMinutes(10));

            assertThat(life.live(life.table())).as(where).isTrue();

            life.assertNobodyIsMisled(where + " and come again");
            life.assertWhole(where);
            assertThat(life.counted()).as(where).isBetween(STEPS, 2 * STEPS);
        }
    }
}
