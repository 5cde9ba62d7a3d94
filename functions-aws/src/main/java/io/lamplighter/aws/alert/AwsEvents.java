package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens what a function or a file was given into single events and reads each: EventBridge direct, SQS batches, SNS in
 * them, lists of any of these, and the lists that AWS's own commands print.
 *
 * <p>Never throws: one bad event hides no other. Envelopes:
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html and
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
@Singleton
public final class AwsEvents {
    /** An envelope in an envelope in an envelope is what services make; more is somebody's trick. */
    private static final int DEEPEST = 8;

    /** Of batches, of log files, and of what {@code get-findings} and {@code lookup-events} print. */
    private static final List<String> LISTS = List.of("Records", "Messages", "Findings", "findings", "Events");

    private final List<AlertParser<JsonNode>> parsers;

    public AwsEvents(List<AlertParser<JsonNode>> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** Opens what was delivered: a message for each record of a batch, or one without an id for anything else. */
    public List<Message> open(JsonNode delivered) {
        if (delivered.isArray() && isRecord(delivered.path(0))) {
            return batch(delivered);
        }
        for (String list : List.of("Records", "Messages")) {
            if (delivered.path(list).isArray() && isRecord(delivered.path(list).path(0))) {
                return batch(delivered.path(list));
            }
        }
        return List.of(new Message("", read(delivered, 0)));
    }

    /** SQS to Lambda writes {@code messageId} and {@code body}, its own API {@code MessageId} and {@code Body}. */
    private static boolean isRecord(JsonNode record) {
        return Json.at(record, "messageId").isTextual()
                && !Json.at(record, "body").isMissingNode();
    }

    private List<Message> batch(JsonNode records) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode record : records) {
            String body = Json.text(record, "body");
            messages.add(
                    new Message(Json.text(record, "messageId"), isRecord(record) ? text(body, 1) : read(record, 1)));
        }
        return messages;
    }

    private List<Parsed> text(String text, int depth) {
        try {
            return read(Json.read(text), depth);
        } catch (IOException e) {
            return List.of(new Parsed.Rejected(e.getMessage() == null ? "not JSON" : e.getMessage()));
        }
    }

    private List<Parsed> read(JsonNode event, int depth) {
        if (depth > DEEPEST) {
            return List.of(new Parsed.Rejected("wrapped more than %d times".formatted(DEEPEST)));
        }
        if (event.isArray()) {
            return each(event, depth);
        }
        if (!event.isObject()) {
            return List.of(new Parsed.Rejected("not an event: JSON, but no object"));
        }
        for (String list : LISTS) {
            if (event.path(list).isArray() && !event.has("detail-type")) {
                return each(event.path(list), depth);
            }
        }
        if (isRecord(event)) {
            return text(Json.text(event, "body"), depth + 1);
        }
        if (event.path("Sns").isObject()) {
            return text(Json.text(event, "Sns.Message"), depth + 1);
        }
        if (event.has("TopicArn") && event.has("Message")) {
            return Json.text(event, "Type").equals("Notification")
                    ? text(Json.text(event, "Message"), depth + 1)
                    : List.of(new Parsed.Ignored("a message of SNS about itself"));
        }
        return event.path("CloudTrailEvent").isTextual()
                ? text(Json.text(event, "CloudTrailEvent"), depth + 1)
                : single(event);
    }

    private List<Parsed> each(JsonNode events, int depth) {
        List<Parsed> all = new ArrayList<>();
        events.forEach(e -> all.addAll(read(e, depth + 1)));
        return all.isEmpty() ? List.of(new Parsed.Ignored("an empty list of events")) : all;
    }

    private List<Parsed> single(JsonNode event) {
        for (AlertParser<JsonNode> parser : parsers) {
            try {
                if (parser.reads(event)) {
                    return parser.parse(event);
                }
            } catch (RuntimeException e) {
                // A bug, but the others of the batch shall not pay for it; the message would carry the event.
                return List.of(new Parsed.Rejected("%s failed on it: %s"
                        .formatted(
                                parser.getClass().getSimpleName(), e.getClass().getName())));
            }
        }
        Envelope envelope = Envelope.of(event);
        return List.of(new Parsed.Ignored(
                envelope.bare()
                        ? "no kind of event that is an alert"
                        : "no alert: \"%s\" of %s"
                                .formatted(Words.quote(envelope.detailType()), Words.quote(envelope.source()))));
    }
}
