package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The events in {@code events/samples/aws}, and what reads them. */
final class Samples {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String REGION = "eu-central-1";
    static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    static final Path ROOT = Path.of(System.getProperty("lamplighter.root", ".."));

    private Samples() {}

    static AwsEvents events() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new AwsEvents(List.of(
                new GuardDutyFinding(clock),
                new SecurityHubFinding(clock),
                new SecurityHubOcsfFinding(clock),
                new CloudTrailCall(clock),
                new ManualRequest(clock)));
    }

    static String text(String name) {
        try {
            return Files.readString(ROOT.resolve("events/samples/aws").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        return tree(text(name));
    }

    static JsonNode tree(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample of which one part, at a JSON pointer, is replaced; without a value it is taken away. */
    static JsonNode changed(String name, String pointer, String value) {
        JsonNode event = json(name);
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = event.at(pointer.substring(0, slash));
        String key = pointer.substring(slash + 1);
        if (value.isEmpty()) {
            ((ObjectNode) parent).remove(key);
        } else {
            ((ObjectNode) parent).set(key, tree(value));
        }
        return event;
    }

    static List<Parsed> parsed(JsonNode event) {
        return events().open(event).stream().flatMap(m -> m.events().stream()).toList();
    }

    static Parsed one(JsonNode event) {
        List<Message> messages = events().open(event);
        if (messages.size() != 1 || messages.getFirst().events().size() != 1) {
            throw new AssertionError("not one event: " + messages);
        }
        return messages.getFirst().events().getFirst();
    }

    static Alert alert(JsonNode event) {
        if (one(event) instanceof Parsed.Read read) {
            return read.alert();
        }
        throw new AssertionError("not read: " + one(event));
    }

    static Alert alert(String name) {
        return alert(json(name));
    }
}
