package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.alert.AzureEvents;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.bench.DemoAlert;
import io.lamplighter.azure.bench.DemoTenant;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Intake.Answer;
import io.lamplighter.events.Intake.Result;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Event Grid's events about our own work, through the parser, the loop and the table, as Azure sends one for each write. */
class OwnWorkIT {
    private static final Set<HttpMethod> CHANGES = Set.of(HttpMethod.PUT, HttpMethod.DELETE);

    private static final HttpHeaderName CORRELATION = HttpHeaderName.fromString("x-ms-correlation-request-id");

    private final ArmFake arm = new ArmFake();
    private final ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
    private Lamps lamps;

    /** A write that Azure took, as its events name it. */
    private record Change(HttpMethod method, String id, String correlation) {
        String event(String by) {
            boolean flowLog = id.contains("/flowlogs/");
            String verb = method.equals(HttpMethod.PUT) ? "write" : "delete";
            return Json.write(List.of(Map.of(
                    "id",
                    UUID.randomUUID().toString(),
                    "eventType",
                    "Microsoft.Resources.Resource%sSuccess".formatted(verb.equals("write") ? "Write" : "Delete"),
                    "topic",
                    "/subscriptions/" + DemoTenant.SUBSCRIPTION,
                    "subject",
                    id,
                    "eventTime",
                    Instant.now().toString(),
                    "data",
                    Map.of(
                            "resourceUri",
                            id,
                            "operationName",
                            (flowLog
                                            ? "Microsoft.Network/networkWatchers/flowLogs/"
                                            : "Microsoft.Insights/diagnosticSettings/")
                                    + verb,
                            "status",
                            "Succeeded",
                            "correlationId",
                            by,
                            "subscriptionId",
                            DemoTenant.SUBSCRIPTION))));
        }

        String event() {
            return event(correlation);
        }
    }

    /** Hears what Azure's events will name: https://learn.microsoft.com/azure/event-grid/event-schema-subscriptions */
    private final class Heard implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            HttpRequest request = context.getHttpRequest();
            return next.process().map(answer -> heard(request, answer));
        }

        @Override
        public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
            HttpRequest request = context.getHttpRequest();
            return heard(request, next.processSync());
        }

        private HttpResponse heard(HttpRequest request, HttpResponse answer) {
            String id = request.getUrl().getPath().toLowerCase(Locale.ROOT);
            if (CHANGES.contains(request.getHttpMethod())
                    && request.getUrl().toString().startsWith(arm.endpoint())
                    && answer.getStatusCode() < 300) {
                changes.add(new Change(
                        request.getHttpMethod(), id, answer.getHeaders().getValue(CORRELATION)));
            }
            return answer;
        }
    }

    @BeforeEach
    void lightAll() throws Exception {
        DemoTenant.make(arm);
        String table = "t" + UUID.randomUUID().toString().replace("-", "");
        Settings settings = Settings.from(DemoTenant.environment(arm, Azurite.shared(), table));
        Home home = new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION);
        lamps = new Lamps(arm.clients(home, settings, new Heard()), settings, Clock.systemUTC());
        lamps.bean(TableCreation.class).create();
        assertThat(take(DemoAlert.text()).result()).isEqualTo(Result.DONE);
        assertThat(changes).hasSize(12).allMatch(c -> c.method().equals(HttpMethod.PUT));
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private Answer take(String event) throws IOException, InterruptedException {
        Deadline deadline = new Deadline(Instant.now().plusSeconds(120), Clock.systemUTC());
        List<Answer> answers =
                lamps.intake(Watch.NONE).take(lamps.bean(AzureEvents.class).open(Json.read(event)), deadline);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private List<Stored> findings() {
        return lamps.findings().list(DemoTenant.SUBSCRIPTION, Instant.EPOCH, 50);
    }

    private Change flowLog() {
        return changes.stream()
                .filter(c -> c.id().contains("/flowlogs/"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void respond_eventsOfOurOwnWrites_changeNothingAndMakeNoFinding() throws Exception {
        Map<String, Object> lit = DemoTenant.settings(arm);

        for (Change change : List.copyOf(changes)) {
            assertThat(take(change.event())).as(change.id()).satisfies(a -> {
                assertThat(a.result()).isEqualTo(Result.IGNORED);
                assertThat(a.again()).isFalse();
                assertThat(a.why()).matches("our own step [0-9a-f]{32} made this call, and what it lit is on");
            });
        }

        assertThat(DemoTenant.settings(arm)).isEqualTo(lit);
        assertThat(findings()).hasSize(1);
    }

    @Test
    void respond_eventsOfOurOwnUndo_changeNothingAndMakeNoFinding() throws Exception {
        changes.clear();
        List<LedgerEntry> entries = lamps.ledger().entries(findings().getFirst().id());
        assertThat(lamps.undoing().undo(entries, Mode.ACT).values())
                .hasSize(12)
                .allMatch(Restoration.Restored.class::isInstance);
        Map<String, Object> dark = DemoTenant.settings(arm);
        assertThat(changes).hasSize(12).allMatch(c -> c.method().equals(HttpMethod.DELETE));

        for (Change change : List.copyOf(changes)) {
            assertThat(take(change.event())).as(change.id()).satisfies(a -> {
                assertThat(a.result()).isEqualTo(Result.IGNORED);
                assertThat(a.why()).matches("our own undo of step [0-9a-f]{32} made this call");
            });
        }

        assertThat(DemoTenant.settings(arm)).isEqualTo(dark);
        assertThat(findings()).hasSize(1);
    }

    /** Whoever reads the Activity log may call with our id: what is dark is lit all the same. */
    @Test
    void respond_anotherTurnsOurLogOffUnderOurCallsId_isAnAlert() throws Exception {
        Change ours = flowLog();
        arm.change(ours.id(), "enabled", false);

        assertThat(take(ours.event()).result()).isEqualTo(Result.DONE);

        assertThat(findings()).hasSize(2);
    }

    @Test
    void respond_anotherDeletesOurLogs_theirResourcesAreLitAgain() throws Exception {
        List<Change> ours = new ArrayList<>(List.of(
                flowLog(),
                changes.stream()
                        .filter(c -> c.id().startsWith(DemoTenant.VAULT))
                        .findFirst()
                        .orElseThrow()));
        for (Change one : ours) {
            changes.clear();
            arm.remove(one.id());
            Change deleted =
                    new Change(HttpMethod.DELETE, one.id(), UUID.randomUUID().toString());

            assertThat(take(deleted.event()).result()).as(one.id()).isEqualTo(Result.DONE);

            assertThat(changes)
                    .as("lit again")
                    .isNotEmpty()
                    .allMatch(c -> c.method().equals(HttpMethod.PUT));
        }
        assertThat(findings()).hasSize(3);
    }
}
