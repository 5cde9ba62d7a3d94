package io.lamplighter.azure.scope;

import static io.lamplighter.azure.scope.Alerts.GROUP;
import static io.lamplighter.azure.scope.Alerts.LOCATION;
import static io.lamplighter.azure.scope.Alerts.SUBSCRIPTION;
import static io.lamplighter.azure.scope.Alerts.by;
import static io.lamplighter.azure.scope.Alerts.id;
import static io.lamplighter.azure.scope.Alerts.nowhere;
import static io.lamplighter.azure.scope.Alerts.ref;
import static io.lamplighter.azure.scope.Alerts.scope;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import java.util.List;
import java.util.Map;

/** A small shop in Azure: a machine with its network, behind HTTP on the loopback. */
public final class Shop implements AutoCloseable {
    public static final String VM = id("Microsoft.Compute/virtualMachines/web");
    public static final String NIC = id("Microsoft.Network/networkInterfaces/web-nic");
    public static final String NETWORK = id("Microsoft.Network/virtualNetworks/hub");
    public static final String SUBNET = NETWORK + "/subnets/front";
    public static final String GUARD = id("Microsoft.Network/networkSecurityGroups/web-nsg");
    public static final String ADDRESS = id("Microsoft.Network/publicIPAddresses/web-ip");
    public static final String PRINCIPAL = "aaaabbbb-1111-2222-3333-444455556666";

    public static final String GRAPH = "Microsoft.ResourceGraph/resources/read";

    /** What the machine did, and where: the machine with its interface, and the Activity log. */
    public static final Alert ALERT = by(new Identity("managed-identity", PRINCIPAL));

    public static final List<Scope> SCOPES = List.of(
            scope(
                    ref("Microsoft.Compute/virtualMachines/web"),
                    ref(
                            "Microsoft.Network/networkInterfaces/web-nic",
                            Map.of(AzureType.SUBNET, SUBNET, AzureType.VIRTUAL_NETWORK, NETWORK))),
            nowhere());

    private final ArmFake arm = new ArmFake();
    private Settings settings = arm.settings(Map.of());

    public Shop() {
        arm.put("/subscriptions/" + SUBSCRIPTION, Map.of("displayName", "Shop", "state", "Enabled"));
        arm.put(GROUP, LOCATION, Map.of());
        arm.put(
                VM,
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
                                "2026-01-02T03:04:05Z",
                                "hardwareProfile",
                                Map.of("vmSize", "Standard_D2s_v5"),
                                "storageProfile",
                                Map.of(
                                        "osDisk",
                                        Map.of("osType", "Linux"),
                                        "imageReference",
                                        Map.of(
                                                "publisher", "Canonical",
                                                "offer", "ubuntu-24_04-lts",
                                                "sku", "server",
                                                "exactVersion", "24.04.202601010")),
                                "networkProfile",
                                Map.of("networkInterfaces", List.of(Map.of("id", NIC))))));
        arm.put(
                NIC,
                LOCATION,
                Map.of(
                        "virtualMachine",
                        Map.of("id", VM),
                        "networkSecurityGroup",
                        Map.of("id", GUARD),
                        "ipConfigurations",
                        List.of(Map.of(
                                "properties",
                                Map.of(
                                        "privateIPAddress",
                                        "10.0.0.4",
                                        "subnet",
                                        Map.of("id", SUBNET),
                                        "publicIPAddress",
                                        Map.of("id", ADDRESS))))));
        arm.put(NETWORK, LOCATION, Map.of("subnets", List.of(Map.of("id", SUBNET, "properties", Map.of()))));
        arm.put(
                ADDRESS,
                LOCATION,
                Map.of("ipAddress", "203.0.113.9", "ipConfiguration", Map.of("id", NIC + "/ipConfigurations/one")));
    }

    @Override
    public void close() {
        arm.close();
    }

    public ArmFake arm() {
        return arm;
    }

    public Clients clients() {
        return arm.clients(new Home(SUBSCRIPTION, LOCATION), settings);
    }

    public Settings settings() {
        return settings;
    }

    /** From now on with these settings. */
    public Shop with(String variable, String value) {
        settings = arm.settings(Map.of(variable, value));
        return this;
    }

    /** The permissions that the calls so far took, in order. */
    public List<String> calls() {
        return arm.requests().stream().map(SentCall::permission).toList();
    }
}
