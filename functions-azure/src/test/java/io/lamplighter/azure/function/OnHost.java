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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the packaged functions share: a fake tenant, a table of its own, and a host that runs them. */
abstract class OnHost {
    static ArmFake arm;
    static HostProcess functions;
    static Lamps lamps;

    @BeforeAll
    static void start() {
        arm = new ArmFake();
        String table = "t" + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> environment = DemoTenant.environment(arm, Azurite.shared(), table);
        Settings settings = Settings.from(environment);
        lamps = new Lamps(
                arm.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings),
                settings,
                Clock.systemUTC());
        lamps.bean(TableCreation.class).create();
        functions = new HostProcess(environment, Packaged.target().resolve("functions-it.log"));
    }

    @AfterAll
    static void stop() {
        functions.close();
        arm.close();
    }

    @BeforeEach
    void makeTenant() {
        DemoTenant.make(arm);
    }

    /** The demo's alert under an id of its own: the table is one for all tests. */
    static String alert(String id) {
        try {
            ObjectNode alert = (ObjectNode) Json.read(DemoAlert.text());
            return alert.put("SystemAlertId", id).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode read(JsonNode text) {
        try {
            return Json.read(text.asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, Object> post(String body) {
        return Map.of("method", "POST", "headers", Map.of("Content-Type", "application/json"), "body", body);
    }

    static void assertLit() {
        assertThat(DemoTenant.settings(arm).keySet())
                .anyMatch(id -> id.startsWith(DemoTenant.VAULT))
                .anyMatch(id -> id.startsWith(DemoTenant.WATCHER));
    }
}
