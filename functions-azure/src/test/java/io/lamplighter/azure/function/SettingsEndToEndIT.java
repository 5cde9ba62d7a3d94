package io.lamplighter.azure.function;

import com.azure.data.tables.models.TableEntity;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.bench.Azurite;
import io.lamplighter.azure.bench.DemoAlert;
import io.lamplighter.azure.bench.DemoTenant;
import io.lamplighter.azure.bench.HostProcess;
import io.lamplighter.azure.bench.Packaged;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.table.TableCreation;
import io.lamplighter.events.FindingTable;
import io.lamplighter.shell.SettingsContract;
import io.lamplighter.shell.Variables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Azure's function behind its event hub. */
class SettingsEndToEndIT extends SettingsContract {
    private final ArmFake arm = new ArmFake();
    private final Map<String, String> environment = new HashMap<>();
    private Clients clients;
    private Lamps lamps;

    @BeforeEach
    void make() {
        DemoTenant.make(arm);
        String table = "t" + UUID.randomUUID().toString().replace("-", "");
        environment.putAll(DemoTenant.environment(arm, Azurite.shared(), table));
        environment.remove(Variables.MODE);
        Settings settings = Settings.from(environment);
        clients = arm.clients(new Home(DemoTenant.SUBSCRIPTION, DemoTenant.LOCATION), settings);
        lamps = new Lamps(clients, settings, Clock.systemUTC());
        lamps.bean(TableCreation.class).create();
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Override
    protected String alert() {
        return DemoAlert.text();
    }

    @Override
    protected Map<String, ?> settings() {
        return DemoTenant.settings(arm);
    }

    @Override
    protected String deliver(String event, Map<String, String> more, Path log) {
        Map<String, String> app = new HashMap<>(environment);
        app.putAll(more);
        try (HostProcess functions = new HostProcess(app, log)) {
            JsonNode answer = functions.invoke("respond-event-hub", List.of(event));
            return answer.path("failed").asText() + String.join(", ", texts(answer.path("again")));
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    @Override
    protected Path logs() {
        return Packaged.target();
    }

    @Override
    protected FindingTable.Stored finding() {
        return lamps.findings().list(DemoTenant.SUBSCRIPTION, Instant.EPOCH, 2).getFirst();
    }

    @Override
    protected List<?> stepRows() {
        return clients.table().listEntities().stream()
                .filter(r -> r.getRowKey().startsWith("step-")
                        || List.of("step", "day").contains(r.getPartitionKey()))
                .map(TableEntity::getProperties)
                .toList();
    }

    @Override
    protected List<String> dark() {
        return List.of(
                "azure.vnet-flow-logs " + DemoTenant.INTERFACE,
                "azure.diagnostic-settings " + DemoTenant.VAULT,
                "azure.diagnostic-settings " + DemoTenant.DARK + "/blobservices/default");
    }
}
