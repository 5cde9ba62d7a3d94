package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC_2;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SourceLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The process is cut off from Azure before or after each of its calls in turn; what comes next ends it the same way. */
class VnetFlowLogsKillTest {
    private static final Scope SCOPE = touched(nic(NIC), nic(NIC_2));

    /** Cuts off at a call and at all that come after it; with {@code heard} the call itself is carried out. */
    private static final class Cut implements HttpPipelinePolicy {
        private final int at;
        private final boolean heard;
        private final AtomicInteger calls = new AtomicInteger();

        Cut(int at, boolean heard) {
            this.at = at;
            this.heard = heard;
        }

        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            int call = calls.incrementAndGet();
            if (call < at) {
                return next.process();
            }
            Mono<HttpResponse> cut = Mono.error(new IOException("cut off"));
            return call == at && heard ? next.process().flatMap(answer -> cut) : cut;
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            int call = calls.incrementAndGet();
            if (call < at) {
                return next.processSync();
            }
            if (call == at && heard) {
                next.processSync().close();
            }
            throw new UncheckedIOException(new IOException("cut off"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void respond_cutOffAtEachCall_redeliveryEndsTheSame(boolean heard) {
        try (ArmFake arm = new ArmFake()) {
            int calls = respond(arm, Integer.MAX_VALUE, heard);
            assertThat(calls).isEqualTo(10);
            for (int at = 1; at <= calls; at++) {
                assertThat(respond(arm, at, heard)).as("cut off at call %d", at).isGreaterThanOrEqualTo(at);
            }
        }
    }

    /** One delivery that is cut off, another that is not, and an undo; how many calls the first made. */
    private static int respond(ArmFake arm, int at, boolean heard) {
        String where = "cut off at call %d".formatted(at);
        World.seed(arm);
        Object dark = arm.world();
        Cut cut = new Cut(at, heard);
        Through process = new Through(World.source(arm, World.settings(arm), cut));
        SourceLoop loop = new SourceLoop(process, new AzureFailures());
        loop.respond(Mode.ACT, SCOPE);

        process.real = World.source(arm, World.settings(arm));
        arm.finishOperations();
        assertThat(loop.respond(Mode.ACT, SCOPE).outcomes())
                .as(where)
                .isNotEmpty()
                .allMatch(o -> o instanceof Outcome.TurnedOn || o instanceof Outcome.AlreadyOn);
        assertThat(arm.world().keySet().stream().filter(id -> id.contains("/flowlogs/")))
                .as(where)
                .hasSize(2);
        assertThat(loop.entries(SCOPE)).as(where).hasSize(2).allMatch(e -> e.state() == LedgerEntry.State.ON);
        assertThat(loop.undo(Mode.ACT, SCOPE).values())
                .as(where)
                .hasSize(2)
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(arm.world()).as(where).isEqualTo(dark);
        return cut.calls.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void undo_cutOffAtEachCall_isDoneByTheNext(boolean heard) {
        try (ArmFake arm = new ArmFake()) {
            for (int at = 1; at <= 6; at++) {
                World.seed(arm);
                Object dark = arm.world();
                Through process = new Through(World.source(arm, World.settings(arm)));
                SourceLoop loop = new SourceLoop(process, new AzureFailures());
                loop.respond(Mode.ACT, SCOPE);
                process.real = World.source(arm, World.settings(arm), new Cut(at, heard));
                loop.undo(Mode.ACT, SCOPE);

                process.real = World.source(arm, World.settings(arm));
                arm.finishOperations();
                assertThat(loop.undo(Mode.ACT, SCOPE).values())
                        .as("cut off at call %d", at)
                        .allMatch(r -> r instanceof Restoration.Restored || r instanceof Restoration.NothingLeft);
                assertThat(arm.world()).as("cut off at call %d", at).isEqualTo(dark);
            }
        }
    }

    @Test
    void respond_tenDuplicates_makeOneFlowLogEach() {
        try (ArmFake arm = new ArmFake()) {
            World.seed(arm);
            SourceLoop loop = new SourceLoop(World.source(arm, World.settings(arm)), new AzureFailures());
            for (int i = 0; i < 10; i++) {
                loop.respond(Mode.ACT, SCOPE);
            }
            assertThat(arm.requests().stream().filter(c -> c.permission().equals(FlowLogStep.ACTION)))
                    .hasSize(2);
        }
    }
}
