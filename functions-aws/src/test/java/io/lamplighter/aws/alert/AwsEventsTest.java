package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.events;
import static io.lamplighter.aws.alert.Samples.json;
import static io.lamplighter.aws.alert.Samples.one;
import static io.lamplighter.aws.alert.Samples.parsed;
import static io.lamplighter.aws.alert.Samples.text;
import static io.lamplighter.aws.alert.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsEventsTest {
    @Test
    void open_sqsBatch_answersEachMessageAndOneBadHidesNoOther() {
        List<Message> messages = events().open(json("sqs-batch.json"));

        assertThat(messages)
                .extracting(
                        m -> m.id().substring(m.id().length() - 1),
                        m -> m.events().stream()
                                .map(p -> p.getClass().getSimpleName())
                                .toList())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", List.of("Read")),
                        org.assertj.core.groups.Tuple.tuple("2", List.of("Rejected")),
                        org.assertj.core.groups.Tuple.tuple("3", List.of("Ignored")),
                        org.assertj.core.groups.Tuple.tuple("4", List.of("Read", "Read", "Ignored", "Ignored")));
    }

    @Test
    void open_snsInSqs_isTheSameAlertAsStraight() {
        assertThat(alert("sns-in-sqs.json")).isEqualTo(alert("guardduty-s3.json"));
    }

    @Test
    void open_snsStraightToAFunction_isTheSameAlert() {
        String event = Json.write(Map.of(
                "Records",
                List.of(Map.of("EventSource", "aws:sns", "Sns", Map.of("Message", text("guardduty-s3.json"))))));

        assertThat(alert(tree(event))).isEqualTo(alert("guardduty-s3.json"));
    }

    @Test
    void open_listOfSqsRecords_keepsTheirIds() {
        assertThat(events().open(json("sqs-batch.json").path("Records")))
                .isEqualTo(events().open(json("sqs-batch.json")));
    }

    @Test
    void open_listOfEvents_readsEach() {
        String list = "[%s, %s]".formatted(text("guardduty-ec2.json"), text("guardduty-eks.json"));

        assertThat(parsed(tree(list))).hasSize(2).allSatisfy(p -> assertThat(p).isInstanceOf(Parsed.Read.class));
    }

    @Test
    void open_whatGetFindingsPrints_readsEach() {
        String printed = "{\"Findings\": [%s]}".formatted(text("guardduty-bare-pascal.json"));

        assertThat(alert(tree(printed))).isEqualTo(alert("guardduty-bare-pascal.json"));
    }

    @Test
    void open_whatLookupEventsPrints_readsEach() {
        String record = json("cloudtrail-stop-logging.json").path("detail").toString();
        String printed = Json.write(Map.of("Events", List.of(Map.of("EventId", "1", "CloudTrailEvent", record))));

        assertThat(alert(tree(printed))).isEqualTo(alert("cloudtrail-stop-logging.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"Records\":[]}",
                "{\"source\":\"aws.ec2\",\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{}}",
                "{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Malware Protection Object Scan Result\",\"detail\":{}}",
                "{\"source\":\"my.app\",\"detail-type\":\"GuardDuty Finding\",\"detail\":{\"id\":\"1\"}}",
                "{\"source\":\"lamplighter\",\"detail-type\":\"Lamplighter Finding\",\"detail\":{}}",
                "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"arn:aws:sns:eu-central-1:111122223333:t\",\"Message\":\"x\"}",
                "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{}}]}",
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
                "null",
                "true",
                "[[[[[[[[[[[{}]]]]]]]]]]]",
                "{\"messageId\":\"1\",\"body\":\"not json\"}",
                "{\"messageId\":\"1\",\"body\":\"\"}",
                "{\"messageId\":\"1\",\"body\":\"7\"}",
                "{\"messageId\":\"1\",\"body\":{}}",
                "{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\"}",
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
            event = Json.write(Map.of("messageId", "1", "body", event));
        }
        assertThat(one(tree(event)))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.why()).contains("wrapped"));
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

        assertThat(new AwsEvents(List.of(broken))
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
    void bean_isGivenEveryParser() {
        try (ApplicationContext beans = ApplicationContext.builder()
                .singletons(Settings.from(Map.of()), Clock.fixed(Samples.NOW, ZoneOffset.UTC))
                .start()) {
            AwsEvents found = beans.getBean(AwsEvents.class);

            for (String name : List.of(
                    "guardduty-ec2.json",
                    "securityhub-custom-action.json",
                    "securityhub-ocsf-v2.json",
                    "cloudtrail-stop-logging.json",
                    "manual-harden.json")) {
                assertThat(found.open(json(name))).isEqualTo(events().open(json(name)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"us-east-1", "us-gov-west-1", "eu-isoe-west-1", "ap-southeast-10", "eusc-de-east-1", "mx-central-1"})
    void region_thatAwsHas_canBe(String region) {
        assertThat(Arn.region(region)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "us-east",
                "us-east-1a",
                "US-EAST-1",
                "us-east-1.evil.example",
                "us-east-1/",
                "aws-global",
                "us--1",
                "us-east-1\n",
                "us-east-123"
            })
    void region_thatWouldNameAnotherHost_cannotBe(String region) {
        assertThat(Arn.region(region)).isFalse();
    }
}
