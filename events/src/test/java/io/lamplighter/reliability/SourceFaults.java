package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.reliability.BrokenCloud.Lost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad source or resource hides no other, and is asked for again only where that can help. */
public abstract class SourceFaults<C extends BrokenCloud> extends Faults<C> {
    /** The sources whose writes this cloud can make go wrong one by one. */
    protected abstract List<String> writers();

    @Test
    void respond_oneSourceIsThrottledForGood_failsAloneAndComesAgain() throws Exception {
        for (String source : List.copyOf(cloud().dark().keySet())) {
            leave();
            List<String> lost = cloud().throttlesLook(source);

            Delivered delivered = respond();

            assertThat(delivered.onlyFailure(source, Kind.THROTTLED, lost).why())
                    .contains(cloud().throttled(source));
            assertTurnedOn(delivered, others(source));
            assertOnBut(delivered, source, lost);
        }
    }

    private void assertOnBut(Delivered delivered, String source, List<String> lost) {
        List<String> rest = cloud().dark().getOrDefault(source, List.of()).stream()
                .filter(t -> !lost.contains(t))
                .toList();
        assertThat(delivered.turnedOn(source)).as(source).isEqualTo(rest);
        assertThat(cloud().lit(source)).as(source).isEqualTo(rest);
    }

    @Test
    void respond_serverErrorsOnTheWritesOfOneSource_stayPlannedUntilTheRedeliverySettlesThem() throws Exception {
        for (String source : writers()) {
            leave();
            List<String> lost = cloud().failsWrites(source);

            Delivered first = respond();

            assertThat(first.failed()).isNotEmpty().allSatisfy(f -> {
                assertThat(f.source()).isEqualTo(source);
                assertThat(f.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
            });
            assertThat(first.again()).isTrue();
            assertTurnedOn(first, others(source));
            assertOnBut(first, source, lost);
            assertPlanned(first, source, lost);

            Delivered second = redeliver();

            assertThat(second.turnedOn(source)).isEqualTo(lost);
            assertWhole(second);
        }
    }

    private void assertPlanned(Delivered delivered, String source, List<String> targets) {
        assertThat(planned(delivered)).allMatch(e -> e.source().equals(source));
        assertThat(planned(delivered))
                .flatExtracting(LedgerEntry::targets)
                .extracting(ResourceRef::id)
                .containsExactlyInAnyOrderElementsOf(targets);
    }

    @ParameterizedTest
    @EnumSource(Lost.class)
    void respond_answersOfTheWritesAreLost_areFoundByTheRedelivery(Lost how) throws Exception {
        for (String source : writers()) {
            leave();
            List<String> unheard = cloud().losesAnswers(source, how);

            Delivered first = respond();

            assertThat(first.turnedOn(source)).doesNotContainAnyElementsOf(unheard);
            assertTurnedOn(first, others(source));
            assertThat(cloud().lit(source)).as("it was carried out").containsAll(unheard);
            assertThat(first.again()).isTrue();
            assertPlanned(first, source, unheard);

            Delivered second = redeliver();

            assertThat(second.alreadyOn(source)).containsAll(unheard);
            assertWhole(second);
        }
    }
}
