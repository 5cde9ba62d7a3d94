package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.bench.DemoAlert;
import io.lamplighter.azure.bench.DemoTenant;
import io.lamplighter.azure.bench.HostProcess;
import io.lamplighter.azure.bench.Packaged;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged functions, each by its own injector and through its own bindings, with real events. */
class FunctionsIT {
    private static final ArmFake ARM = new ArmFake();
    private static HostProcess functions;
    private static Lamps lamps;

    @BeforeAll
    static void start() {
        String table = "t" + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> environment = DemoTenant.environment(ARM, Azurite.shared(), table);
        Settings settings = Settings.from(environment);
        lamps = new Lamps(
                ARM.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings),
                settings,
                Clock.systemUTC());
        lamps.bean(TableCreation.class).create();
        functions = new HostProcess(environment, Packaged.target().resolve("functions-it.log"));
    }

    @AfterAll
    static void stop() {
        functions.close();
        ARM.close();
    }

    @BeforeEach
    void makeTenant() {
        DemoTenant.make(ARM);
    }

    /** The demo's alert under an id of its own: the table is one for all tests. */
    private static String alert(String id) {
        try {
            ObjectNode alert = (ObjectNode) Json.read(DemoAlert.text());
            return alert.put("SystemAlertId", id).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(JsonNode text) {
        try {
            return Json.read(text.asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> post(String body) {
        return Map.of("method", "POST", "headers", Map.of("Content-Type", "application/json"), "body", body);
    }

    private static void assertLit() {
        assertThat(DemoTenant.settings(ARM).keySet())
                .anyMatch(id -> id.startsWith(DemoTenant.VAULT))
                .anyMatch(id -> id.startsWith(DemoTenant.WATCHER));
    }

    @Test
    void eventHub_badMessageAmongGoodOnes_losesNoOtherAndComesAgain() {
        JsonNode answer = functions.invoke(
                "respond-event-hub", List.of("no JSON", alert("hub-1"), "{\"category\": \"SignInLogs\"}"));

        assertThat(answer.path("failed").isMissingNode()).as(answer.toString()).isTrue();
        assertThat(answer.path("again")).hasSize(1);
        assertThat(answer.path("again").path(0).asText()).isEqualTo("no JSON");
        assertLit();
    }

    /** The retry queue's own word for a kept text, from somebody who knows it. */
    @Test
    void eventHub_messageThatLooksLikeAKeptText_losesNoOther() {
        String forged = "lamplighter-document:events/abc";

        JsonNode answer = functions.invoke("respond-event-hub", List.of(forged, alert("hub-2")));

        assertThat(answer.path("failed").isMissingNode()).as(answer.toString()).isTrue();
        assertThat(answer.path("again")).hasSize(1);
        assertThat(answer.path("again").path(0).asText()).isEqualTo(forged);
        assertLit();
    }

    @Test
    void eventHub_messageThatNamesADocumentOfOurs_isReadAsItIsAndLosesNoOther() {
        JsonNode answer =
                functions.invoke("respond-event-hub", List.of("lamplighter-document:events/00", alert("hub-2")));

        assertThat(answer.has("failed")).as(answer.toString()).isFalse();
        assertLit();
    }

    @Test
    void eventGrid_alertNamedByAQueueBefore_isOneFinding() {
        assertThat(functions.invoke("respond-queue", alert("grid-1")).has("failed"))
                .isFalse();
        Map<String, Object> lit = DemoTenant.settings(ARM);

        JsonNode answer = functions.invoke("respond-event-grid", alert("grid-1"));

        assertThat(answer.path("again")).as(answer.toString()).isEmpty();
        assertThat(DemoTenant.settings(ARM)).isEqualTo(lit);
        assertThat(lamps.findings().list(DemoTenant.SUBSCRIPTION, Instant.EPOCH, 100).stream()
                        .filter(f -> f.document().toString().contains("grid-1")))
                .hasSize(1);
    }

    @Test
    void queue_whatCannotBeRead_failsSoThatTheHostKeepsIt() {
        assertThat(functions.invoke("respond-queue", "no JSON").path("failed").asText())
                .contains("ComeAgain");
    }

    @Test
    void queue_textTooLongForAMessage_comesAgainWhole() {
        String padding = "\"Description\":\"" + "x".repeat(60_000) + "\"";
        String broken = "{" + padding + ", \"AlertType\": ";
        JsonNode first = functions.invoke("respond-event-grid", broken);
        String kept = first.path("again").path(0).asText();

        assertThat(kept).startsWith("lamplighter-document:");
        assertThat(functions.invoke("respond-queue", kept).path("failed").asText())
                .as("it is read again, and is no more JSON than before")
                .contains("ComeAgain");
    }

    @Test
    void http_alert_isAnsweredWithItsResult() {
        JsonNode answer = functions.invoke("respond-http", post(alert("http-1")));

        assertThat(answer.at("/return/status").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(read(answer.at("/return/body")).at("/results/0/result").asText())
                .isEqualTo("done");
        assertThat(answer.path("again")).isEmpty();
        assertLit();
    }

    @Test
    void http_throttledSource_isAnsweredThatItComesAgain() {
        for (int i = 0; i < 400; i++) {
            ARM.answerNext("Microsoft.Insights/diagnosticSettings/read", 503, "ServiceUnavailable", "not now");
        }

        JsonNode answer = functions.invoke("respond-http", post(alert("http-2")));

        assertThat(answer.at("/return/status").asInt()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.path("again")).hasSize(1);
    }

    @Test
    void http_whatCannotBeRead_isTheSendersMistake() {
        JsonNode answer = functions.invoke("respond-http", post("{\"AlertType\": "));

        assertThat(answer.at("/return/status").asInt()).isEqualTo(400);
        assertThat(answer.path("again")).isEmpty();
    }

    @Test
    void http_handshakes_areAnswered() {
        JsonNode own = functions.invoke("respond-http", post("""
                [{"id": "1", "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "topic": "/subscriptions/x",
                  "subject": "", "data": {"validationCode": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6"},
                  "eventTime": "2026-11-20T08:00:00Z", "metadataVersion": "1", "dataVersion": "2"}]"""));
        JsonNode cloudEvents = functions.invoke(
                "respond-http",
                Map.of(
                        "method",
                        "OPTIONS",
                        "headers",
                        Map.of("webhook-request-origin", "eventgrid.azure.net"),
                        "body",
                        ""));

        assertThat(read(own.at("/return/body")).path("validationResponse").asText())
                .isEqualTo("512d38b6-c7b8-40c8-89fe-f46f9e9622b6");
        assertThat(cloudEvents.at("/return/headers/WebHook-Allowed-Origin").asText())
                .isEqualTo("eventgrid.azure.net");
    }

    @Test
    void hardenHttp_firstPost_plansAndChangesNothing() {
        Map<String, Object> dark = DemoTenant.settings(ARM);

        JsonNode planned = functions.invoke("harden-http", post("{\"id\": \"H-1\"}"));

        assertThat(planned.at("/return/status").asInt()).as(planned.toString()).isEqualTo(200);
        JsonNode body = read(planned.at("/return/body"));
        assertThat(body.path("plan").asText()).matches("[0-9a-f]{32}");
        assertThat(body.path("findings")).isNotEmpty();
        assertThat(DemoTenant.settings(ARM)).isEqualTo(dark);
    }

    @Test
    void hardenHttp_postThatNamesThePlan_carriesItOut() {
        String plan = read(functions
                        .invoke("harden-http", post("{\"id\": \"H-2\"}"))
                        .at("/return/body"))
                .path("plan")
                .asText();

        JsonNode done = functions.invoke("harden-http", post("{\"id\": \"H-2\", \"apply\": \"%s\"}".formatted(plan)));

        assertThat(done.at("/return/status").asInt()).as(done.toString()).isEqualTo(200);
        assertLit();
    }

    /** What is written counts, not only where: a person has seen one destination. */
    @Test
    void hardenHttp_changedWhatWouldBeWritten_isAnotherPlan() {
        String before = plan("H-4");
        assertThat(plan("H-4")).as("the same calls").isEqualTo(before);

        ARM.offer(DemoTenant.VAULT, Set.of(), "MadeSince");
        assertThat(plan("H-4")).isNotEqualTo(before);
    }

    private static String plan(String id) {
        return read(functions
                        .invoke("harden-http", post("{\"id\": \"%s\"}".formatted(id)))
                        .at("/return/body"))
                .path("plan")
                .asText();
    }

    @Test
    void hardenHttp_planThatIsNoLongerSo_isAnsweredWithTheNewOne() {
        Map<String, Object> dark = DemoTenant.settings(ARM);

        JsonNode refused = functions.invoke("harden-http", post("{\"id\": \"H-3\", \"apply\": \"0123\"}"));

        assertThat(refused.at("/return/status").asInt()).isEqualTo(409);
        assertThat(read(refused.at("/return/body")).path("plan").asText()).isNotEqualTo("0123");
        assertThat(DemoTenant.settings(ARM)).isEqualTo(dark);
    }

    @Test
    void hardenHttp_sameTargetsOfOtherCalls_areAnotherPlan() {
        JsonNode planned = functions.invoke("harden-http", post("{\"id\": \"H-4\"}"));
        String plan = read(planned.at("/return/body")).path("plan").asText();
        String workspace = DemoTenant.VAULT.replaceFirst("(?i)/providers/.*", "")
                + "/providers/microsoft.operationalinsights/workspaces/theirs";
        ARM.put(workspace, DemoTenant.LOCATION, Map.of());
        ARM.put(
                DemoTenant.VAULT + "/providers/microsoft.insights/diagnosticsettings/theirs",
                Map.of(
                        "properties",
                        Map.of(
                                "workspaceId",
                                workspace,
                                "logs",
                                List.of(Map.of("category", "AuditEvent", "enabled", true)))));

        JsonNode refused =
                functions.invoke("harden-http", post("{\"id\": \"H-4\", \"apply\": \"%s\"}".formatted(plan)));

        assertThat(refused.at("/return/status").asInt()).as(refused.toString()).isEqualTo(409);
    }

    @Test
    void hardenTimer_lightsItsOwnSubscription() {
        JsonNode answer = functions.invoke("harden-timer", "{}");

        assertThat(answer.has("failed")).as(answer.toString()).isFalse();
        assertThat(DemoTenant.settings(ARM).keySet())
                .anyMatch(id -> id.startsWith(DemoTenant.WATCHER))
                .anyMatch(id -> id.startsWith("/subscriptions/%s/providers/microsoft.insights/diagnosticsettings/"
                        .formatted(DemoTenant.SUBSCRIPTION)));
    }
}
