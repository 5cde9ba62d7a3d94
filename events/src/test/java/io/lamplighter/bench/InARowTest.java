package io.lamplighter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.bench.Stub.Trip;
import java.util.List;
import org.junit.jupiter.api.Test;

class InARowTest {
    @Test
    void longest_callsSideBySide_countOnce() {
        assertThat(InARow.longest(List.of(trip(0, 50), trip(1, 51), trip(2, 52))))
                .isEqualTo(1);
    }

    @Test
    void longest_twoRows_isTheLongerOne() {
        List<Trip> trips = List.of(trip(0, 50), trip(0, 200), trip(50, 100), trip(100, 150));

        assertThat(InARow.longest(trips)).isEqualTo(3);
    }

    @Test
    void longest_noCall_isNone() {
        assertThat(InARow.longest(List.of())).isZero();
    }

    private static Trip trip(long came, long went) {
        return new Trip(new Call("ec2:DescribeInstances", "", false), 200, came, went);
    }
}
