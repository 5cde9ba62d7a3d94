package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.AroundLedger;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Intake.Answer;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Intake.Result;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.BeanParts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten functions of their own, each with the same message at the same time, with real clients. */
public abstract class DeliveriesAtOnce {
    private static final int TEN = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CountDownLatch others = new CountDownLatch(TEN - 1);
    private final Set<Slow> planning = ConcurrentHashMap.newKeySet();

    /** A function that starts cold, in a dark world of this test's own. */
    protected abstract BeanParts function();

    /** The message about that world, as a function reads it. */
    protected abstract List<Message> message(BeanParts function);

    /** The account that the finding is filed under. */
    protected abstract String account();

    /** The changes that one delivery makes, by their permissions, sorted. */
    protected abstract List<String> changes();

    /** The changes of those permissions that were asked for so far, sorted. */
    protected abstract List<String> made();

    /** Every log setting there, as it is. */
    protected abstract Map<String, String> logging();

    @Test
    void take_tenDeliveriesAtOnce_makeOneSetOfChanges() throws Exception {
        List<BeanParts> functions = Stream.generate(this::function).limit(TEN).toList();

        List<Answer> answers = atOnce(functions);

        assertThat(answers)
                .extracting(Answer::result)
                .containsOnlyOnce(Result.DONE)
                .containsOnly(Result.DONE, Result.BUSY);
        assertThat(answers).allSatisfy(a -> assertThat(a.again()).isEqualTo(a.result() == Result.BUSY));
        assertThat(made()).isEqualTo(changes());
        Map<String, String> lit = logging();

        // The queue brings the nine again.
        BeanParts later = functions.getLast();
        for (int i = 1; i < TEN; i++) {
            assertThat(take(later)).satisfies(a -> {
                assertThat(a.result()).isEqualTo(Result.DONE);
                assertThat(a.again()).isFalse();
            });
        }
        assertThat(made()).isEqualTo(changes());
        assertThat(logging()).isEqualTo(lit);
        assertThat(later.findings().list(account(), Instant.EPOCH, TEN))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.document().toString()).contains("deliveries=" + TEN);
                    assertThat(later.ledger().entries(f.id()))
                            .allMatch(e -> e.state() == LedgerEntry.State.ON)
                            .extracting(LedgerEntry::action)
                            .containsExactlyInAnyOrderElementsOf(changes());
                });
    }

    private List<Answer> atOnce(List<BeanParts> functions) throws Exception {
        CountDownLatch together = new CountDownLatch(functions.size());
        List<Callable<Answer>> work = new ArrayList<>();
        for (BeanParts function : functions) {
            work.add(() -> {
                together.countDown();
                together.await();
                Answer answer = take(function);
                others.countDown();
                return answer;
            });
        }
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> one : threads.invokeAll(work)) {
                answers.add(one.get());
            }
        }
        return answers;
    }

    private Answer take(BeanParts function) throws InterruptedException {
        Deadline deadline = new Deadline(Instant.now().plus(PATIENCE), Clock.systemUTC());
        return new Intake(
                        function.responder(
                                function.mode(), function.findings(), new Slow(function.ledger()), Watch.NONE),
                        function.failures())
                .take(message(function), deadline)
                .getFirst();
    }

    /**
     * The one that gets to plan waits until the other nine have their answer, so that none of them comes too late to meet
     * it; a second one that gets there, which must not be, ends the waiting.
     */
    private final class Slow extends AroundLedger {
        Slow(Ledger kept) {
            super(kept);
        }

        @Override
        public Planning plan(List<LedgerEntry> entries, Lease lease, int dayLimit) {
            planning.add(this);
            if (planning.size() > 1) {
                endWaiting();
            }
            try {
                if (!others.await(1, TimeUnit.MINUTES)) {
                    endWaiting();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.plan(entries, lease, dayLimit);
        }

        private void endWaiting() {
            while (others.getCount() > 0) {
                others.countDown();
            }
        }
    }
}
