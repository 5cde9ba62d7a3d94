package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A call that hangs costs its own source, and only until the deadline. */
public abstract class Hangs<C extends BrokenCloud> extends Faults<C> {
    private static final Duration SHORT = Duration.ofMillis(500);

    private String last() {
        return cloud().lastWaitedFor().getFirst();
    }

    private List<String> darkOfLast() {
        return cloud().dark().getOrDefault(last(), List.of());
    }

    /** The deadline passes when the others are done and the hanging call has come. */
    private Watch passesAfter(CountDownLatch came) {
        String before = cloud().lastWaitedFor().getLast();
        return new Watch() {
            @Override
            public void outcome(Alert alert, Outcome outcome) {
                if (outcome.source().equals(before)) {
                    try {
                        came.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    cloud().clock().move(Duration.ofHours(1));
                }
            }
        };
    }

    @Test
    void respond_aReadHangs_thatSourceIsOutOfTimeAndTheOthersAreStored() throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        cloud().hangsLook(came::countDown);

        Delivered delivered = respond(deadline(), passesAfter(came));

        assertThat(delivered.onlyFailure(last(), Kind.OUT_OF_TIME, darkOfLast()).why())
                .isEqualTo("it was not done before the deadline");
        assertTurnedOn(delivered, others(last()));
        assertThat(cloud().lit(last())).isEmpty();
    }

    @Test
    void respond_theAnswerOfAWriteHangs_staysPlannedUntilTheRedeliveryFindsIt() throws Exception {
        CountDownLatch carriedOut = new CountDownLatch(1);
        cloud().hangsWrites(carriedOut::countDown);

        Delivered first = respond(deadline(), passesAfter(carriedOut));

        assertThat(first.onlyFailure(last(), Kind.OUT_OF_TIME, darkOfLast()).why())
                .isEqualTo("it was not done before the deadline");
        assertTurnedOn(first, others(last()));
        assertThat(planned(first)).isNotEmpty().extracting(LedgerEntry::source).containsOnly(last());

        List<String> carried = cloud().lit(last());
        Delivered second = redeliver();

        assertThat(carried).isNotEmpty();
        assertThat(second.alreadyOn(last())).containsAll(carried);
        assertWhole(second);
    }

    /** Who cannot read the marks must not act; the clock stands, so that each source is waited for as long. */
    @Test
    void respond_theHandsOffMarksHang_nothingIsChanged() throws Exception {
        cloud().hangsMarks();

        Delivered delivered = respond(new Deadline(cloud().clock().instant().plus(SHORT), cloud().clock()), Watch.NONE);

        assertThat(delivered.failed())
                .hasSize(cloud().dark().size())
                .allSatisfy(f -> assertThat(f.failure().kind()).isEqualTo(Kind.OUT_OF_TIME));
        assertThat(delivered.again()).isTrue();
        assertThat(cloud().writes()).isZero();
    }
}
