package io.lamplighter.azure.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.bench.DemoTenant;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hardening by the packaged functions: by a schedule, and by a person who is shown the plan first. */
class HardenIT extends OnHost {
    @Test
    void hardenHttp_firstPost_plansAndChangesNothing() {
        Map<String, Object> dark = DemoTenant.settings(arm);

        JsonNode planned = functions.invoke("harden-http", post("{\"id\": \"H-1\"}"));

        assertThat(planned.at("/return/status").asInt()).as(planned.toString()).isEqualTo(200);
        JsonNode body = read(planned.at("/return/body"));
        assertThat(body.path("plan").asText()).matches("[0-9a-f]{32}");
        assertThat(body.path("findings")).isNotEmpty();
        assertThat(DemoTenant.settings(arm)).isEqualTo(dark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "7", "[]", "no JSON", "{\"resources\": [\"x\"]} {"})
    void hardenHttp_whatIsNotOneRequest_isNoneForEverything(String body) {
        assertThat(functions
                        .invoke("harden-http", post(body))
                        .at("/return/status")
                        .asInt())
                .isEqualTo(400);
    }

    @Test
    void hardenHttp_bodyWithAByteOrderMark_isRead() {
        assertThat(functions
                        .invoke("harden-http", post("\uFEFF{\"id\": \"H-6\"}"))
                        .at("/return/status")
                        .asInt())
                .isEqualTo(200);
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

        arm.offer(DemoTenant.VAULT, Set.of(), "MadeSince");
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
        Map<String, Object> dark = DemoTenant.settings(arm);

        JsonNode refused = functions.invoke("harden-http", post("{\"id\": \"H-3\", \"apply\": \"0123\"}"));

        assertThat(refused.at("/return/status").asInt()).isEqualTo(409);
        assertThat(read(refused.at("/return/body")).path("plan").asText()).isNotEqualTo("0123");
        assertThat(DemoTenant.settings(arm)).isEqualTo(dark);
    }

    /** A step that nobody saw would be carried out with the plan if the source can be read by then. */
    @Test
    void hardenHttp_sourceThatCannotBeReadNow_isNoPlanAndIsNotCarriedOut() {
        Map<String, Object> dark = DemoTenant.settings(arm);
        for (int i = 0; i < 400; i++) {
            arm.answerNext("Microsoft.Insights/diagnosticSettings/read", 503, "ServiceUnavailable", "not now");
        }

        JsonNode planned = functions.invoke("harden-http", post("{\"id\": \"H-5\"}"));
        assertThat(planned.at("/return/status").asInt()).as(planned.toString()).isEqualTo(503);
        JsonNode body = read(planned.at("/return/body"));
        assertThat(body.path("findings")).isNotEmpty();
        assertThat(body.path("error").asText()).contains("not all of it");

        String plan = body.path("plan").asText();
        assertThat(functions
                        .invoke("harden-http", post("{\"id\": \"H-5\", \"apply\": \"%s\"}".formatted(plan)))
                        .at("/return/status")
                        .asInt())
                .isEqualTo(503);
        assertThat(DemoTenant.settings(arm)).isEqualTo(dark);
    }

    @Test
    void hardenTimer_sameScheduledTimeInAnotherInvocation_isOneFinding() {
        String timer = "{\"ScheduleStatus\": {\"Next\": \"2026-11-21T03:00:00+00:00\"}}";

        functions.invoke("harden-timer", timer);
        functions.invoke("harden-timer", timer);

        assertThat(lamps.findings().list(DemoTenant.SUBSCRIPTION, Instant.EPOCH, 100).stream()
                        .filter(f -> f.document().toString().contains("harden-timer 2026-11-21T03:00:00+00:00")))
                .hasSize(1);
    }

    @Test
    void hardenTimer_lightsItsOwnSubscription() {
        JsonNode answer = functions.invoke("harden-timer", "{}");

        assertThat(answer.has("failed")).as(answer.toString()).isFalse();
        assertThat(DemoTenant.settings(arm).keySet())
                .anyMatch(id -> id.startsWith(DemoTenant.WATCHER))
                .anyMatch(id -> id.startsWith("/subscriptions/%s/providers/microsoft.insights/diagnosticsettings/"
                        .formatted(DemoTenant.SUBSCRIPTION)));
    }
}
