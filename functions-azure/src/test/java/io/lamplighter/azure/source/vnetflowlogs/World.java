package io.lamplighter.azure.source.vnetflowlogs;

import com.azure.core.http.policy.HttpPipelinePolicy;
import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.ConfiguredPlaces;
import io.lamplighter.azure.source.EvidenceStores;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The subscription that these tests play in: two interfaces in one subnet of one of two networks. */
final class World {
    static final String SUBSCRIPTION = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";
    static final String LOCATION = "westeurope";
    static final String WATCHER = "/subscriptions/" + SUBSCRIPTION
            + "/resourcegroups/networkwatcherrg/providers/microsoft.network/networkwatchers/networkwatcher_westeurope";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourcegroups/web/providers/";
    static final String NETWORK = GROUP + "microsoft.network/virtualnetworks/front";
    static final String OTHER_NETWORK = GROUP + "microsoft.network/virtualnetworks/back";
    static final String SUBNET = NETWORK + "/subnets/web";
    static final String NIC = GROUP + "microsoft.network/networkinterfaces/web-1";
    static final String NIC_2 = GROUP + "microsoft.network/networkinterfaces/web-2";
    static final String GUARD = GROUP + "microsoft.network/networksecuritygroups/web";
    static final String STORE = GROUP + "microsoft.storage/storageaccounts/evidenceweu";
    static final String SIEM = GROUP + "microsoft.storage/storageaccounts/siem";
    static final String WORKSPACE = GROUP + "microsoft.operationalinsights/workspaces/soc";

    private World() {}

    static void seed(ArmFake arm) {
        arm.clear();
        // Azure writes ids in any case.
        arm.put(
                WATCHER.replace("networkwatchers/networkwatcher", "networkWatchers/NetworkWatcher"),
                "westeurope",
                Map.of());
        arm.put(NETWORK.replace("virtualnetworks", "virtualNetworks"), "West Europe", Map.of());
        arm.put(OTHER_NETWORK, "westeurope", Map.of());
        arm.put(GROUP + "microsoft.network/virtualnetworks/far", "northeurope", Map.of());
        arm.put(SUBNET, Map.of("properties", Map.of()));
        arm.put(NIC, "westeurope", Map.of());
        arm.put(NIC_2, "westeurope", Map.of());
        arm.put(GUARD, "westeurope", Map.of());
        arm.put(WORKSPACE, "northeurope", Map.of());
        store(arm, STORE);
        store(arm, SIEM);
    }

    static void store(ArmFake arm, String id) {
        arm.put(
                id,
                Map.of(
                        "location",
                        "westeurope",
                        "kind",
                        "StorageV2",
                        "sku",
                        Map.of("name", "Standard_LRS"),
                        "properties",
                        Map.of()));
    }

    /** Somebody else's flow log that records everything; its id. */
    static String flowLog(ArmFake arm, String name, String target, Map<String, Object> other) {
        Map<String, Object> properties = new java.util.LinkedHashMap<>(Map.of(
                "targetResourceId",
                target,
                "storageId",
                SIEM,
                "enabled",
                true,
                "format",
                Map.of("type", "JSON", "version", 2),
                "provisioningState",
                "Succeeded"));
        properties.putAll(other);
        String id = WATCHER + "/flowlogs/" + name;
        arm.put(id, LOCATION, properties);
        return id;
    }

    static Settings settings(ArmFake arm) {
        return arm.settings(Map.of(Settings.EVIDENCE_STORES, STORE));
    }

    static VnetFlowLogs source(ArmFake arm, Settings settings, HttpPipelinePolicy... policies) {
        Clients clients = arm.clients(new Home(SUBSCRIPTION, LOCATION), settings, policies);
        return new VnetFlowLogs(
                clients,
                settings,
                new EvidenceStores(clients, settings),
                new ConfiguredPlaces(clients),
                Duration.ofMillis(5));
    }

    static ResourceRef nic(String id) {
        return ref(id, Map.of(AzureType.SUBNET, SUBNET, AzureType.VIRTUAL_NETWORK, NETWORK));
    }

    static ResourceRef subnet() {
        return ref(SUBNET, Map.of());
    }

    static ResourceRef network(String id) {
        return ref(id, Map.of());
    }

    static ResourceRef ref(String id, Map<String, String> within) {
        return Objects.requireNonNull(ArmId.read(id)).at(LOCATION, within);
    }

    static Scope touched(ResourceRef... resources) {
        return new Scope(SUBSCRIPTION, LOCATION, Breadth.TOUCHED, List.of(resources));
    }

    static Scope everything() {
        return new Scope(SUBSCRIPTION, LOCATION, Breadth.ALL, List.of());
    }
}
