package io.lamplighter.azure.enrich.front;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Resource;
import io.lamplighter.shell.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was touched, by every name that something in front may know it by: pure.
 *
 * @param fronts the load balancers and gateways that its interfaces themselves name
 * @param addresses its addresses, private and public
 * @param hosts starts of its host names, such as {@code shop.azurewebsites.}: how they end is each cloud's own
 */
record Backend(Set<ArmId> fronts, Set<String> addresses, Set<String> hosts) {
    private static final List<String> STORE_SERVICES = List.of("blob", "web", "file", "queue", "table", "dfs");

    /**
     * Gathers the names.
     *
     * @param touched interfaces, scale sets and sites with their bodies
     * @param publicAddresses those of the interfaces
     * @param others the ids of what was touched else
     */
    static Backend of(List<Resource> touched, List<Resource> publicAddresses, List<ArmId> others) {
        Set<ArmId> fronts = new LinkedHashSet<>();
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> hosts = new LinkedHashSet<>();
        touched.stream().flatMap(Backend::configurations).forEach(c -> {
            JsonNode properties = Json.at(c, "properties");
            pools(properties, "loadBalancerBackendAddressPools", AzureType.LOAD_BALANCER)
                    .forEach(fronts::add);
            pools(properties, "applicationGatewayBackendAddressPools", AzureType.APPLICATION_GATEWAY)
                    .forEach(fronts::add);
            addresses.add(Json.text(properties, "privateIPAddress"));
        });
        publicAddresses.forEach(a -> {
            addresses.add(a.text("properties.ipAddress"));
            hosts.add(a.text("properties.dnsSettings.fqdn").toLowerCase(Locale.ROOT));
        });
        Set<ArmId> read = new LinkedHashSet<>();
        touched.stream().filter(t -> t.id().type().equals(AzureType.WEB_SITE)).forEach(site -> {
            read.add(site.id());
            hosts(site).forEach(hosts::add);
        });
        for (ArmId other : others) {
            if (read.contains(other)) {
                continue;
            }
            switch (other.type()) {
                // What it was always called before 2024, where it can not be read.
                case AzureType.WEB_SITE -> hosts.add(other.name() + ".azurewebsites.");
                case AzureType.STORAGE_ACCOUNT -> STORE_SERVICES.forEach(s -> hosts.add(other.name() + "." + s + "."));
                default -> {}
            }
        }
        addresses.remove("");
        hosts.remove("");
        return new Backend(fronts, addresses, hosts);
    }

    /** Not by its name: https://learn.microsoft.com/azure/app-service/reference-app-settings, "unique default host name". */
    private static Stream<String> hosts(Resource site) {
        return Stream.concat(
                        Stream.of(site.text("properties.defaultHostName")),
                        Stream.of("properties.hostNames", "properties.enabledHostNames")
                                .flatMap(list -> site.list(list).stream())
                                .map(JsonNode::asText))
                .map(h -> h.toLowerCase(Locale.ROOT));
    }

    private static Stream<JsonNode> configurations(Resource touched) {
        return touched.id().type().equals(AzureType.SCALE_SET)
                ? touched
                        .list("properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations")
                        .stream()
                        .flatMap(nic -> Json.list(nic, "properties.ipConfigurations").stream())
                : touched.list("properties.ipConfigurations").stream();
    }

    private static Stream<ArmId> pools(JsonNode properties, String list, String type) {
        return Json.list(properties, list).stream().flatMap(pool -> Resource.id(pool, "id", type));
    }

    boolean isEmpty() {
        return fronts.isEmpty() && addresses.isEmpty() && hosts.isEmpty();
    }

    /** Whether this address or host name is one of it. */
    boolean is(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return addresses.contains(lower)
                || hosts.stream().anyMatch(h -> h.endsWith(".") ? lower.startsWith(h) : lower.equals(h));
    }

    /** Whether an application gateway or a classic Front Door sends to it. */
    boolean isBehind(Resource front) {
        return fronts.contains(front.id())
                || Stream.concat(
                                front.list("properties.backendAddressPools").stream()
                                        .flatMap(p -> Json.list(p, "properties.backendAddresses").stream())
                                        .flatMap(a -> Stream.of(Json.text(a, "ipAddress"), Json.text(a, "fqdn"))),
                                front.list("properties.backendPools").stream()
                                        .flatMap(p -> Json.list(p, "properties.backends").stream())
                                        .map(b -> Json.text(b, "address")))
                        .anyMatch(this::is);
    }
}
