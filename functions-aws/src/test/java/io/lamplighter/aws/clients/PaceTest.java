package io.lamplighter.aws.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong(7);
    private final Pace pace = new Pace(2, Duration.ofSeconds(1), now::get, now::addAndGet);

    private List<Long> startsInMillis(int calls, String place) throws InterruptedException {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            pace.await(place);
            starts.add(TimeUnit.NANOSECONDS.toMillis(now.get() - 7));
        }
        return starts;
    }

    @Test
    void await_sixCallsInOnePlace_twoInAnySecond() throws InterruptedException {
        assertThat(startsInMillis(6, "111122223333 eu-west-1")).containsExactly(0L, 0L, 1000L, 1000L, 2000L, 2000L);
    }

    @Test
    void await_anotherPlace_hasItsOwnTurns() throws InterruptedException {
        startsInMillis(2, "111122223333 eu-west-1");

        assertThat(startsInMillis(2, "111122223333 us-east-1")).containsExactly(0L, 0L);
    }

    @Test
    void await_afterAPause_noWait() throws InterruptedException {
        startsInMillis(2, "111122223333 eu-west-1");
        now.addAndGet(TimeUnit.SECONDS.toNanos(5));

        assertThat(startsInMillis(1, "111122223333 eu-west-1")).containsExactly(5000L);
    }
}
