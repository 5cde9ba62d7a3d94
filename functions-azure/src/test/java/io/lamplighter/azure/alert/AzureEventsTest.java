package io.lamplighter.azure.alert;

import static io.lamplighter.azure.alert.Samples.alert;
import static io.lamplighter.azure.alert.Samples.events;
import static io.lamplighter.azure.alert.Samples.json;
import static io.lamplighter.azure.alert.Samples.one;
import static io.lamplighter.azure.alert.Samples.parsed;
import static io.lamplighter.azure.alert.Samples.text;
import static io.lamplighter.azure.alert.Samples.tree;
import static io.lamplighter.azure.alert.Samples.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Beans;
import io.lamplighter.shell.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureEventsTest {
    private static String quoted(String text) {
        return Json.write(text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void open_textOfAQueueMessage_isTheSameAlertAsStraight() {
        String event = text("defender-export.json");

        assertThat(alert(tree(quoted(event)))).isEqualTo(alert("defender-export.json"));
        assertThat(alert(tree(quoted(base64(event))))).isEqualTo(alert("defender-export.json"));
        assertThat(alert(tree(Json.write(Map.of("messageId", "1", "messageText", base64(event))))))
                .isEqualTo(alert("defender-export.json"));
    }

    @Test
    void open_batchOfTexts_answersEachAndOneBadHidesNoOther() {
        String batch = "[%s, %s, 7, %s]"
                .formatted(
                        quoted(text("defender-export.json")),
                        quoted("{\"a\":"),
                        quoted(text("activity-log-records.json")));

        assertThat(parsed(tree(batch)))
                .extracting(p -> p.getClass().getSimpleName())
                .startsWith("Read", "Rejected", "Rejected", "Ignored", "Read")
                .hasSize(13);
    }

    @Test
    void open_exportedBatch_readsEachAlert() {
        String batch = "[%s, %s, %s]"
                .formatted(
                        text("defender-export.json"), text("defender-assessment.json"), text("defender-storage.json"));

        assertThat(parsed(tree(batch)))
                .extracting(p -> p.getClass().getSimpleName())
                .containsExactly("Read", "Ignored", "Read");
    }

    @Test
    void open_whatRestApisList_readsEach() {
        assertThat(alert(tree("{\"value\": [%s], \"nextLink\": null}".formatted(text("defender-rest.json")))))
                .isEqualTo(alert("defender-rest.json"));
    }

    @Test
    void open_whatALogicAppHadFromItsTrigger_isRead() {
        assertThat(alert(tree("{\"headers\": {}, \"body\": %s}".formatted(text("sentinel-incident.json")))))
                .isEqualTo(alert("sentinel-incident.json"));
    }

    @Test
    void open_linesOfABlob_readsEach() {
        assertThat(parsed(tree(quoted(text("lines.jsonl")))))
                .extracting(p -> p.getClass().getSimpleName())
                .containsExactly("Read", "Read", "Ignored");
    }

    @Test
    void open_cloudEventInBase64_isTheSame() {
        String data =
                base64(json("cloudevents-delete-flow-log.json").path("data").toString());
        String event = Samples.changed("cloudevents-delete-flow-log.json", "/data_base64", quoted(data))
                .toString();

        assertThat(alert(Samples.changed(tree(event), "/data", "")))
                .isEqualTo(alert("cloudevents-delete-flow-log.json"));
    }

    @Test
    void open_validation_isIgnoredAndSaysWhoAnswers() {
        assertThat(why(json("eventgrid-validation.json"))).contains("the trigger answers that");
        assertThat(Handshake.ofEventGrid(json("eventgrid-validation.json")))
                .isEqualTo(Map.of("validationResponse", "512D38B6-C7B8-40C8-89FE-F46F9E9622B6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{\"validationCode\":\"<script>\"}}",
                "{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{}}",
                "{\"eventType\":\"Other\",\"data\":{\"validationCode\":\"1\"}}",
            })
    void handshake_noValidation_isNotAnswered(String event) {
        assertThat(Handshake.ofEventGrid(tree(event))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "eventgrid.azure.net, true",
        "*, true",
        "localhost:8080, true",
        "'', false",
        "a b, false",
        "x<script>, false"
    })
    void handshake_ofCloudEvents_echoesAnOriginThatCanBe(String origin, boolean answered) {
        assertThat(Handshake.ofCloudEvents(origin))
                .isEqualTo(answered ? Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*") : Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"records\":[]}",
                "{\"body\":{}}",
                "{\"type\":\"Microsoft.Insights/components\",\"properties\":{}}",
                "{\"eventType\":\"Microsoft.Storage.BlobCreated\",\"subject\":\"x\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"type\":\"com.example.order\",\"data\":{}}",
                "{\"schemaId\":\"Microsoft.Insights/LogAlert\",\"data\":{}}",
                "{\"category\":\"SignInLogs\",\"resourceid\":\"/tenants/x\"}",
            })
    void open_notForUs_isIgnoredWithAReason(String event) {
        assertThat(one(tree(event)))
                .isInstanceOfSatisfying(
                        Parsed.Ignored.class, i -> assertThat(i.why()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"text\"",
                "\"\"",
                "null",
                "true",
                "[[[[[[[[[[[{}]]]]]]]]]]]",
                "{\"messageText\":\"not json\"}",
                "{\"body\":\"7\"}",
                "{\"eventType\":\"Microsoft.Resources.ResourceDeleteSuccess\",\"subject\":\"x\"}",
                "{\"eventType\":\"Microsoft.Resources.ResourceDeleteSuccess\",\"subject\":\"x\",\"data\":{}}",
            })
    void open_broken_isRejectedWithAReason(String event) {
        assertThat(one(tree(event)))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.why()).isNotBlank());
    }

    @Test
    void open_envelopeInEnvelopeWithoutEnd_isRejected() {
        String event = "{}";
        for (int i = 0; i < 10; i++) {
            event = Json.write(Map.of("body", event));
        }
        assertThat(why(tree(event))).contains("wrapped");
    }

    @Test
    @Timeout(10)
    void open_longTextThatIsNoBase64_isToldInOnePass() {
        assertThat(why(tree(quoted("AAAA" + "\n".repeat(500_000) + "!")))).startsWith("rejected: ");
    }

    @Test
    void open_parserWithABug_rejectsItsEventOnlyAndTellsNothingOfIt() {
        AlertParser<JsonNode> broken = new AlertParser<>() {
            @Override
            public boolean reads(JsonNode event) {
                return event.has("bad");
            }

            @Override
            public List<Parsed> parse(JsonNode event) {
                throw new IllegalStateException(event.toString());
            }
        };

        assertThat(new AzureEvents(List.of(broken), Samples.HOME)
                        .open(tree("[{\"bad\":\"secret\"},{}]"))
                        .getFirst()
                        .events())
                .satisfiesExactly(
                        p -> assertThat(p)
                                .isInstanceOfSatisfying(
                                        Parsed.Rejected.class,
                                        r -> assertThat(r.why()).doesNotContain("secret")),
                        p -> assertThat(p).isInstanceOf(Parsed.Ignored.class));
    }

    @Test
    void open_everySample_isReadByOneParserOnly() {
        Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
        ActivityLogRecord activityLog = new ActivityLogRecord(clock);
        List<AlertParser<JsonNode>> parsers = List.of(
                new DefenderAlert(clock),
                new SentinelIncident(clock),
                new GraphAlert(clock),
                new MonitorAlert(clock),
                new EventGridEvent(clock),
                activityLog,
                new LogLine(activityLog),
                new ManualRequest(clock));

        assertThat(List.of(
                        "defender-export.json",
                        "defender-workflow-camel.json",
                        "defender-rest.json",
                        "defender-assessment.json",
                        "sentinel-alert-row.json",
                        "sentinel-incident.json",
                        "graph-alert.json",
                        "monitor-activity-log.json",
                        "monitor-activity-log-before.json",
                        "monitor-metric.json",
                        "cloudevents-delete-flow-log.json",
                        "activity-log-rest.json",
                        "activity-log-security.json",
                        "manual-respond.json",
                        "manual-harden.json"))
                .allSatisfy(name -> assertThat(parsers.stream().filter(p -> p.reads(json(name))))
                        .as(name)
                        .hasSize(1));
    }

    @Test
    void bean_isGivenEveryParser() {
        try (Beans beans = new Beans()) {
            beans.registerSingleton(Clock.class, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
            beans.registerSingleton(Samples.HOME);
            beans.start();
            AzureEvents found = beans.getBean(AzureEvents.class);

            for (String name : List.of(
                    "defender-export.json",
                    "sentinel-incident.json",
                    "graph-alert.json",
                    "monitor-activity-log.json",
                    "eventgrid-delete-diagnostic-setting.json",
                    "activity-log-records.json",
                    "manual-harden.json")) {
                assertThat(found.open(json(name))).isEqualTo(events().open(json(name)));
            }
        }
    }
}
