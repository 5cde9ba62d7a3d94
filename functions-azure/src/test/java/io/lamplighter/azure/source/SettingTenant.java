package io.lamplighter.azure.source;

import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tenant in memory that has places for logs, and the sources that light by diagnostic settings in front of it. */
public final class SettingTenant implements AutoCloseable {
    public static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    public static final String LOCATION = "westeurope";

    private static final String GROUP = "/subscriptions/%s/resourcegroups/logs/providers/".formatted(SUBSCRIPTION);

    /** The evidence store of {@link #LOCATION}. */
    public static final String STORE = GROUP + "microsoft.storage/storageaccounts/evidencewesteurope";

    public static final String WORKSPACE = GROUP + "microsoft.operationalinsights/workspaces/siem";
    public static final String NAMESPACE = GROUP + "microsoft.eventhub/namespaces/stream";
    public static final String RULE = NAMESPACE + "/authorizationrules/lamplighter";

    /** Settings that name all three. */
    public static final Map<String, String> ALL_SINKS =
            Map.of(Settings.EVIDENCE_STORES, STORE, Settings.WORKSPACE, WORKSPACE, Settings.EVENT_HUB_RULE, RULE);

    public final ArmFake arm = new ArmFake();

    public SettingTenant() {
        furnish();
    }

    /** A source on these clients, with these places for new logs. */
    @FunctionalInterface
    public interface Maker {
        LogSource<SettingFacts, SettingStep> make(Clients clients, ConfiguredSinks sinks);
    }

    /** The source that the settings of these variables make. */
    public LogSource<SettingFacts, SettingStep> source(
            Maker maker, Map<String, String> variables, HttpPipelinePolicy... policies) {
        Settings settings = arm.settings(variables);
        Clients clients = arm.clients(new Home(SUBSCRIPTION, LOCATION), settings, policies);
        return maker.make(
                clients,
                new ConfiguredSinks(settings, new EvidenceStores(clients, settings), new ConfiguredPlaces(clients)));
    }

    /** The real loop around that source. */
    public SourceLoop loop(Maker maker, Map<String, String> variables) {
        return new SourceLoop(source(maker, variables), new AzureFailures());
    }

    /** The subscription and the places for logs, and nothing else. */
    public void furnish() {
        arm.clear();
        arm.put("/subscriptions/" + SUBSCRIPTION, Map.of());
        arm.put(STORE, LOCATION, Map.of());
        arm.put(WORKSPACE, "northeurope", Map.of());
        arm.put(NAMESPACE, LOCATION, Map.of());
        arm.put(RULE, LOCATION, Map.of());
    }

    /** Somebody else's setting, on, for these categories. */
    public void foreign(String settings, String name, Map<String, ?> destinations, String... categories) {
        Map<String, Object> properties = new TreeMap<>(destinations);
        properties.put(
                "logs",
                List.of(categories).stream()
                        .map(c -> Map.of("category", c, "enabled", true))
                        .toList());
        arm.put(settings + "/" + name, Map.of("properties", properties));
    }

    /** A resource of the subscription. */
    public static ResourceRef ref(String kind, String id, String location) {
        return new ResourceRef(kind, id, SUBSCRIPTION, location);
    }

    @Override
    public void close() {
        arm.close();
    }
}
