package io.lamplighter.azure.bench;

import io.lamplighter.azure.clients.Caller;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.shell.Variables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small tenant: a machine behind a load balancer, a vault, two storage accounts, one of them logged by somebody else. */
public final class DemoTenant {
    public static final String SUBSCRIPTION = "22222222-3333-4444-5555-666666666666";
    public static final String LOCATION = "westeurope";

    private static final String SHOP = "/subscriptions/%s/resourcegroups/shop/providers/".formatted(SUBSCRIPTION);
    private static final String OPS = "/subscriptions/%s/resourcegroups/ops/providers/".formatted(SUBSCRIPTION);

    public static final String MACHINE = SHOP + "microsoft.compute/virtualmachines/web-1";
    public static final String INTERFACE = SHOP + "microsoft.network/networkinterfaces/web-1-nic";
    public static final String NETWORK = SHOP + "microsoft.network/virtualnetworks/shop";
    public static final String SUBNET = NETWORK + "/subnets/web";
    public static final String BALANCER = SHOP + "microsoft.network/loadbalancers/shop-front";
    private static final String POOL = BALANCER + "/backendaddresspools/web";
    public static final String GUARD = SHOP + "microsoft.network/networksecuritygroups/web";
    public static final String VAULT = SHOP + "microsoft.keyvault/vaults/shop-keys";
    public static final String DARK = SHOP + "microsoft.storage/storageaccounts/shoppayroll";
    public static final String LOGGED = SHOP + "microsoft.storage/storageaccounts/shopweb";
    public static final String LATE = SHOP + "microsoft.storage/storageaccounts/shopexports";
    public static final String WATCHER =
            "/subscriptions/%s/resourcegroups/networkwatcherrg/providers/".formatted(SUBSCRIPTION)
                    + "microsoft.network/networkwatchers/networkwatcher_westeurope";
    public static final String STORE = OPS + "microsoft.storage/storageaccounts/lampwesteurope";
    public static final String SIEM = OPS + "microsoft.operationalinsights/workspaces/siem";

    /** The managed identity of the machine. */
    public static final String PRINCIPAL = "9a1b2c3d-0000-4444-8888-0123456789ab";

    private DemoTenant() {}

    /** Makes it anew; the machine's identity has been elsewhere. */
    public static void make(ArmFake arm) {
        quiet(arm);
        remember(arm);
    }

    /** The same with nothing in the Activity log. */
    public static void quiet(ArmFake arm) {
        arm.clear();
        arm.put("/subscriptions/" + SUBSCRIPTION, Map.of("displayName", "Shop", "state", "Enabled"));
        arm.put(WATCHER, LOCATION, Map.of("provisioningState", "Succeeded"));
        store(arm, STORE);
        store(arm, DARK);
        store(arm, LOGGED);
        store(arm, LATE);
        arm.put(SIEM, LOCATION, Map.of("provisioningState", "Succeeded"));
        arm.put(VAULT, LOCATION, Map.of("vaultUri", "https://shop-keys.vault.azure.net/"));
        machine(arm);
        arm.put(
                NETWORK,
                LOCATION,
                Map.of(
                        "subnets",
                        List.of(Map.of(
                                "id",
                                SUBNET,
                                "properties",
                                Map.of("addressPrefix", "10.0.1.0/24", "networkSecurityGroup", Map.of("id", GUARD))))));
        arm.put(
                GUARD,
                LOCATION,
                Map.of(
                        "securityRules",
                        List.of(Map.of(
                                "name",
                                "ssh",
                                "properties",
                                Map.of(
                                        "access", "Allow",
                                        "direction", "Inbound",
                                        "protocol", "Tcp",
                                        "sourceAddressPrefix", "*",
                                        "destinationPortRange", "22",
                                        "priority", 100)))));
        arm.put(
                BALANCER,
                LOCATION,
                Map.of(
                        "backendAddressPools",
                        List.of(Map.of(
                                "id",
                                POOL,
                                "properties",
                                Map.of(
                                        "backendIPConfigurations",
                                        List.of(Map.of("id", INTERFACE + "/ipconfigurations/one")))))));
        siem(arm);
    }

    /** What the machine's identity did besides what the alert names. */
    private static void remember(ArmFake arm) {
        arm.event(
                SUBSCRIPTION,
                Map.ofEntries(
                        Map.entry("eventTimestamp", "2026-11-20T08:20:00Z"),
                        Map.entry("eventDataId", "e1"),
                        Map.entry("caller", PRINCIPAL),
                        Map.entry(
                                "claims",
                                Map.of("http://schemas.microsoft.com/identity/claims/objectidentifier", PRINCIPAL)),
                        Map.entry(
                                "operationName", Map.of("value", "Microsoft.Storage/storageAccounts/listKeys/action")),
                        Map.entry("resourceId", LATE),
                        Map.entry("status", Map.of("value", "Succeeded")),
                        Map.entry("httpRequest", Map.of("clientIpAddress", "198.51.100.23"))));
    }

    private static void store(ArmFake arm, String id) {
        arm.put(
                id,
                Map.of(
                        "location",
                        LOCATION,
                        "kind",
                        "StorageV2",
                        "sku",
                        Map.of("name", "Standard_LRS", "tier", "Standard"),
                        "properties",
                        Map.of("networkAcls", Map.of("bypass", "AzureServices", "defaultAction", "Deny"))));
    }

    private static void machine(ArmFake arm) {
        arm.put(
                MACHINE,
                Map.of(
                        "location",
                        LOCATION,
                        "tags",
                        Map.of("owner", "shop"),
                        "identity",
                        Map.of("type", "SystemAssigned", "principalId", PRINCIPAL),
                        "properties",
                        Map.of(
                                "timeCreated",
                                "2026-03-01T08:00:00Z",
                                "hardwareProfile",
                                Map.of("vmSize", "Standard_B2s"),
                                "storageProfile",
                                Map.of(
                                        "osDisk",
                                        Map.of("osType", "Linux"),
                                        "imageReference",
                                        Map.of("publisher", "Canonical", "offer", "ubuntu-24_04-lts", "sku", "server")),
                                "networkProfile",
                                Map.of("networkInterfaces", List.of(Map.of("id", INTERFACE))))));
        arm.put(
                INTERFACE,
                LOCATION,
                Map.of(
                        "virtualMachine",
                        Map.of("id", MACHINE),
                        "ipConfigurations",
                        List.of(Map.of(
                                "id",
                                INTERFACE + "/ipconfigurations/one",
                                "properties",
                                Map.of(
                                        "privateIPAddress",
                                        "10.0.1.4",
                                        "subnet",
                                        Map.of("id", SUBNET),
                                        "loadBalancerBackendAddressPools",
                                        List.of(Map.of("id", POOL)))))));
    }

    /** Somebody else logs one account's blobs, all of them, to their own workspace. */
    private static void siem(ArmFake arm) {
        for (String service : List.of("blobservices", "queueservices", "tableservices", "fileservices")) {
            arm.put(
                    "%s/%s/default/providers/microsoft.insights/diagnosticsettings/to-siem".formatted(LOGGED, service),
                    Map.of(
                            "properties",
                            Map.of(
                                    "workspaceId",
                                    SIEM,
                                    "logs",
                                    List.of(Map.of("categoryGroup", "allLogs", "enabled", true)))));
        }
    }

    /** The log settings as they are: diagnostic settings and flow logs, without what the cloud alone writes. */
    public static Map<String, Object> settings(ArmFake arm) {
        Map<String, Object> settings = new TreeMap<>();
        arm.world().forEach((id, body) -> {
            if (id.contains("/diagnosticsettings/") || id.contains("/flowlogs/")) {
                settings.put(id, body);
            }
        });
        return settings;
    }

    /** The function app's settings, and a person's. */
    public static Map<String, String> environment(ArmFake arm, Azurite storage, String table) {
        return Map.of(
                Settings.ARM_ENDPOINT,
                arm.endpoint(),
                Settings.STORAGE,
                storage.connectionString(),
                Settings.TABLE,
                table,
                Settings.EVIDENCE_STORES,
                STORE,
                Variables.MODE,
                "act",
                Caller.SUBSCRIPTION,
                SUBSCRIPTION,
                Caller.LOCATION,
                LOCATION,
                "COLUMNS",
                "118");
    }
}
