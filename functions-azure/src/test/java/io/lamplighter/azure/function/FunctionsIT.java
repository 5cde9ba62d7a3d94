package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.bench.DemoTenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged functions, each by its own injector and through its own bindings, with real events. */
class FunctionsIT extends OnHost {
    @Test
    void eventHub_badMessageAmongGoodOnes_losesNoOtherAndComesAgain() {
        JsonNode answer = functions.invoke(
                "respond-event-hub", List.of("no JSON", alert("hub-1"), "{\"category\": \"SignInLogs\"}"));

        assertThat(answer.path("failed").isMissingNode()).as(answer.toString()).isTrue();
        assertThat(answer.path("again")).hasSize(1);
        assertThat(answer.path("again").path(0).asText()).isEqualTo("no JSON");
        assertLit();
    }

    /** The good alerts of the same message are done: only what was not comes again, and it is as bad alone. */
    @Test
    void eventHub_badRecordInAMessageOfGoodOnes_comesAgainAlone() {
        String bad = alert("");
        JsonNode answer = functions.invoke(
                "respond-event-hub", List.of("{\"records\": [%s, %s]}".formatted(alert("hub-3"), bad)));

        assertThat(answer.path("again")).as(answer.toString()).hasSize(1);
        assertThat(answer.path("again").path(0).asText())
                .contains("SystemAlertId")
                .doesNotContain("hub-3");
        assertThat(functions
                        .invoke("respond-queue", answer.path("again").path(0).asText())
                        .path("failed")
                        .asText())
                .contains("ComeAgain");
        assertLit();
    }

    @Test
    void eventHub_severalEventsAfterOneAnother_areAllTaken() {
        JsonNode answer =
                functions.invoke("respond-event-hub", List.of("\uFEFF" + alert("hub-4") + "\n" + alert("hub-5")));

        assertThat(answer.path("again")).as(answer.toString()).isEmpty();
        assertThat(lamps.findings().list(DemoTenant.SUBSCRIPTION, Instant.EPOCH, 100).stream()
                        .map(f -> f.document().toString()))
                .anyMatch(d -> d.contains("hub-4"))
                .anyMatch(d -> d.contains("hub-5"));
    }

    /** Only a schedule and a person who saw the plan change everything. */
    @ParameterizedTest
    @ValueSource(strings = {"respond-event-grid", "respond-event-hub", "respond-queue", "respond-http"})
    void harden_asAnEvent_isRejectedAndChangesNothing(String function) {
        Map<String, Object> dark = DemoTenant.settings(arm);
        String request = "{\"request\": \"harden\", \"account\": \"%s\", \"region\": \"%s\"}"
                .formatted(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION);

        JsonNode answer = functions.invoke(
                function,
                switch (function) {
                    case "respond-event-hub" -> List.of(request);
                    case "respond-http" -> post(request);
                    default -> request;
                });

        assertThat(DemoTenant.settings(arm)).isEqualTo(dark);
        switch (function) {
            case "respond-queue" -> assertThat(answer.path("failed").asText()).contains("ComeAgain");
            case "respond-http" -> {
                assertThat(answer.at("/return/status").asInt()).isEqualTo(400);
                assertThat(answer.at("/return/body").asText()).contains("/api/harden");
            }
            default -> assertThat(answer.path("again")).hasSize(1);
        }
    }

    /** The retry queue's own word for a kept text, from somebody who knows it. */
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
        Map<String, Object> lit = DemoTenant.settings(arm);

        JsonNode answer = functions.invoke("respond-event-grid", alert("grid-1"));

        assertThat(answer.path("again")).as(answer.toString()).isEmpty();
        assertThat(DemoTenant.settings(arm)).isEqualTo(lit);
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
            arm.answerNext("Microsoft.Insights/diagnosticSettings/read", 503, "ServiceUnavailable", "not now");
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
}
