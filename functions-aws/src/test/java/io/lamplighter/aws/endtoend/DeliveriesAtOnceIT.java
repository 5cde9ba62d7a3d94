package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.source.Calls;
import io.lamplighter.aws.table.LocalDynamo;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake.Answer;
import io.lamplighter.events.Intake.Result;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.Variables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Ten functions of their own, each with the same message at the same time.
 *
 * <p>The table is on AWS's DynamoDB Local: moto checks a condition and writes in two steps without a lock, and undoes a
 * failed transaction by putting the whole table back.
 */
class DeliveriesAtOnceIT {
    private static final int TEN = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> CHANGES = List.of(
            "ec2:CreateFlowLogs",
            "ec2:CreateFlowLogs",
            "route53resolver:AssociateResolverQueryLogConfig",
            "route53resolver:AssociateResolverQueryLogConfig",
            "route53resolver:CreateResolverQueryLogConfig",
            "s3:PutBucketLogging");

    private final Settings settings =
            Settings.from(Map.of(Variables.MODE, "act", Settings.TABLE, "lamplighter-" + UUID.randomUUID()));
    private final Calls calls = new Calls();
    private final CountDownLatch others = new CountDownLatch(TEN - 1);
    private final Set<Slow> planning = ConcurrentHashMap.newKeySet();

    @Test
    void take_tenDeliveriesAtOnce_makeOneSetOfChanges() throws Exception {
        Moto.shared().reset();
        DemoTenant tenant = DemoTenant.make(Moto.shared().clients(settings), settings);
        JsonNode message = World.json(Sqs.batch(tenant.alert()));
        List<Lamps> functions = Stream.generate(this::function).limit(TEN).toList();
        functions.getFirst().bean(TableCreation.class).create();
        calls.forget();

        List<Answer> answers = atOnce(functions, message);

        assertThat(answers)
                .extracting(Answer::result)
                .containsOnlyOnce(Result.DONE)
                .containsOnly(Result.DONE, Result.BUSY);
        assertThat(answers).allSatisfy(a -> assertThat(a.again()).isEqualTo(a.result() == Result.BUSY));
        assertThat(changes()).isEqualTo(CHANGES);
        Map<String, String> lit = tenant.settings();

        // The queue brings the nine again.
        Lamps later = functions.getLast();
        for (int i = 1; i < TEN; i++) {
            assertThat(take(later, message)).satisfies(a -> {
                assertThat(a.result()).isEqualTo(Result.DONE);
                assertThat(a.again()).isFalse();
            });
        }
        assertThat(changes()).isEqualTo(CHANGES);
        assertThat(tenant.settings()).isEqualTo(lit);
        assertThat(later.findings().list(Moto.ACCOUNT, Instant.EPOCH, TEN))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.document().toString()).contains("deliveries=" + TEN);
                    assertThat(later.ledger().entries(f.id()))
                            .allMatch(e -> e.state() == LedgerEntry.State.ON)
                            .extracting(LedgerEntry::action)
                            .containsExactlyInAnyOrderElementsOf(CHANGES);
                });
    }

    private List<Answer> atOnce(List<Lamps> functions, JsonNode message) throws Exception {
        CountDownLatch together = new CountDownLatch(functions.size());
        List<Callable<Answer>> work = new ArrayList<>();
        for (Lamps function : functions) {
            work.add(() -> {
                together.countDown();
                together.await();
                Answer answer = take(function, message);
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

    private static Answer take(Lamps function, JsonNode message) throws InterruptedException {
        Deadline deadline = new Deadline(Instant.now().plus(PATIENCE), Clock.systemUTC());
        return function.intake(Watch.NONE)
                .take(function.bean(AwsEvents.class).open(message), deadline)
                .getFirst();
    }

    private Lamps function() {
        Clients clients = Moto.shared().clients(settings, LocalDynamo.redirect(), calls, new Slow());
        return new Lamps(clients, settings, Clock.systemUTC());
    }

    private List<String> changes() {
        return calls.sent().stream()
                .map(SentCall::permission)
                .filter(CHANGES::contains)
                .sorted()
                .toList();
    }

    /**
     * The one that gets to plan waits until the other nine have their answer, so that none of them comes too late to meet
     * it; a second one that gets there, which must not be, ends the waiting.
     */
    private final class Slow implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof TransactWriteItemsRequest)) {
                return;
            }
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
        }

        private void endWaiting() {
            while (others.getCount() > 0) {
                others.countDown();
            }
        }
    }
}
