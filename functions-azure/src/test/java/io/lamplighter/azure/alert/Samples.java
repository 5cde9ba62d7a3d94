package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The events in {@code events/samples/azure}, and what reads them. */
final class Samples {
    static final String SUBSCRIPTION = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    static final String OTHER_SUBSCRIPTION = "5f4e3d2c-1b0a-4d6c-9b8a-7f6e5d4c3b2a";
    static final String USER_ID = "b1a2c3d4-0011-4223-8445-566778899aab";
    static final String PRINCIPAL_ID = "c4d5e6f7-1122-4334-8556-677889900112";
    static final String MACHINE_IDENTITY_ID = "d7e8f901-2233-4445-8667-788990011223";
    static final String DEFENDER_ID = "2518293116449999999_4f6b0a17-8c3d-4e2f-9a51-0b7c6d5e4f30";
    static final String VM = id("Microsoft.Compute/virtualMachines/web-01");
    static final String VAULT = id("Microsoft.KeyVault/vaults/shop-keys");
    static final String STORAGE = id("Microsoft.Storage/storageAccounts/shoporders");
    static final String NETWORK = id("Microsoft.Network/virtualNetworks/shop-net");
    static final String SETTING = VAULT + "/providers/microsoft.insights/diagnosticsettings/to-soc";
    static final String FLOW_LOG = "/subscriptions/" + SUBSCRIPTION
            + "/resourcegroups/networkwatcherrg/providers/microsoft.network/networkwatchers/networkwatcher_westeurope"
            + "/flowlogs/shop-net-flows";
    static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    static final Home HOME = new Home("99999999-8888-4777-8666-555555555555", "westeurope");
    static final Path ROOT = Path.of(System.getProperty("lamplighter.root", ".."));

    private Samples() {}

    static AzureEvents events() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ActivityLogRecord activityLog = new ActivityLogRecord(clock);
        return new AzureEvents(
                List.of(
                        new DefenderAlert(clock),
                        new SentinelIncident(clock),
                        new GraphAlert(clock),
                        new MonitorAlert(clock),
                        new EventGridEvent(clock),
                        activityLog,
                        new LogLine(activityLog),
                        new ManualRequest(clock)),
                HOME);
    }

    /** The id of a resource of the samples' group, as it is kept. */
    static String id(String tail) {
        return Objects.requireNonNull(ArmId.read(
                        "/subscriptions/%s/resourceGroups/shop-prod/providers/%s".formatted(SUBSCRIPTION, tail)))
                .text();
    }

    static ResourceRef ref(String kind, String id) {
        return new ResourceRef(kind, id, SUBSCRIPTION, "", Map.of());
    }

    static String text(String name) {
        try {
            return Files.readString(ROOT.resolve("events/samples/azure").resolve(name));
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
        return changed(json(name), pointer, value);
    }

    /** The same of an event, in place. */
    static JsonNode changed(JsonNode event, String pointer, String value) {
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

    /** A record of the batch of them. */
    static JsonNode record(int number) {
        return json("activity-log-records.json").path("records").path(number);
    }

    /** A record of another call, with a body or without one. */
    static ObjectNode call(String operation, String resource, String body) {
        ObjectNode record = (ObjectNode) record(1);
        record.put("operationName", operation);
        record.put("resourceId", resource);
        ObjectNode properties = (ObjectNode) record.path("properties");
        if (!body.isEmpty()) {
            properties.put("requestbody", body);
        }
        return record;
    }

    static ObjectNode call(String operation, String body) {
        return call(operation, VM, body);
    }

    static List<Parsed> parsed(JsonNode event) {
        return events().open(event).stream().flatMap(m -> m.events().stream()).toList();
    }

    static Parsed one(JsonNode event) {
        List<Parsed> all = parsed(event);
        if (all.size() != 1) {
            throw new AssertionError("not one event: " + all);
        }
        return all.getFirst();
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

    /** Why an event was not read. */
    static String why(JsonNode event) {
        return switch (one(event)) {
            case Parsed.Ignored ignored -> "ignored: " + ignored.why();
            case Parsed.Rejected rejected -> "rejected: " + rejected.why();
            case Parsed.Read read -> throw new AssertionError("read: " + read);
        };
    }
}
