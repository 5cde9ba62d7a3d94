package io.lamplighter.azure.enrich.instance;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.enrich.Tags;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Resource;
import io.lamplighter.azure.scope.Resources;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.shell.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the machines are: one query for them and their network interfaces, and one for their public addresses. */
@Singleton
@Grants(
        read = {
            "Microsoft.Compute/virtualMachineScaleSets/read",
            "Microsoft.Compute/virtualMachines/read",
            "Microsoft.Network/networkInterfaces/read",
            "Microsoft.Network/publicIPAddresses/read",
            "Microsoft.ResourceGraph/resources/read"
        })
public final class Machines implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST = 50;

    private final Resources resources;

    public Machines(Clients clients, Settings settings) {
        this.resources = new Resources(clients, settings, LIMIT);
    }

    @Override
    public String id() {
        return "instance";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !of(scopes, AzureType.VIRTUAL_MACHINE).isEmpty()
                || !of(scopes, AzureType.SCALE_SET).isEmpty();
    }

    private static List<ArmId> of(List<Scope> scopes, String kind) {
        return scopes.stream()
                .flatMap(s -> s.of(kind).stream())
                .map(ResourceRef::id)
                .flatMap(id -> Stream.ofNullable(ArmId.read(id)))
                .distinct()
                .toList();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Cut<ArmId> cut = Cut.of(
                Stream.concat(of(scopes, AzureType.VIRTUAL_MACHINE).stream(), of(scopes, AzureType.SCALE_SET).stream())
                        .toList(),
                MOST,
                "machines were not looked at",
                ArmId::text);
        List<ArmId> interfaces = of(scopes, AzureType.NETWORK_INTERFACE);
        Resources.Found first = resources.byId(
                Stream.concat(cut.kept().stream(), interfaces.stream()).toList());
        List<Resource> nics = first.of(AzureType.NETWORK_INTERFACE);
        Resources.Found addresses =
                resources.byId(nics.stream()
                        .flatMap(n -> n
                                .ids(
                                        "properties.ipConfigurations",
                                        "properties.publicIPAddress.id",
                                        AzureType.PUBLIC_ADDRESS)
                                .stream())
                        .distinct()
                        .toList());
        Map<String, String> reached = new HashMap<>();
        addresses.resources().forEach(a -> reached.put(a.id().text(), a.text("properties.ipAddress")));
        List<Map<String, Object>> machines = first.resources().stream()
                .filter(r -> !r.id().type().equals(AzureType.NETWORK_INTERFACE))
                .map(m -> details(m, nics, reached))
                .toList();
        List<String> notes = new ArrayList<>(cut.notes());
        notes.addAll(first.notes());
        notes.addAll(addresses.notes());
        return Gathered.of(
                id(),
                new Answers<>(List.of(machines), notes),
                "instances",
                "the machines are not there any more",
                found -> found.stream().map(Machines::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "%s, %s, %s, made %s, %s"
                .formatted(
                        one.get("name"),
                        one.getOrDefault("size", "size unknown"),
                        one.getOrDefault("image", "image unknown"),
                        one.getOrDefault("created", "unknown"),
                        one.get("publicAddresses") instanceof List<?> many
                                ? "public at "
                                        + many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                : "no public address of its own");
    }

    private static Map<String, Object> details(Resource machine, List<Resource> nics, Map<String, String> addresses) {
        List<JsonNode> configurations = nics.stream()
                .filter(n -> machine.id().equals(n.id("properties.virtualMachine.id")))
                .flatMap(n -> n.list("properties.ipConfigurations").stream())
                .toList();
        Map<String, Object> tags = Json.map(Json.at(machine.body(), "tags"));
        String profile = machine.id().type().equals(AzureType.SCALE_SET)
                ? "properties.virtualMachineProfile.storageProfile"
                : "properties.storageProfile";
        return new Details()
                .put("id", machine.id().text())
                .put("name", machine.id().name())
                .put("size", or(machine.text("properties.hardwareProfile.vmSize"), machine.text("sku.name")))
                .put("system", or(machine.text(profile + ".osDisk.osType"), ""))
                .put("image", image(machine, profile + ".imageReference"))
                .put("created", or(machine.text("properties.timeCreated"), ""))
                .put("state", or(machine.text("properties.extended.instanceView.powerState.displayStatus"), ""))
                .put("privateAddresses", texts(configurations, "properties.privateIPAddress"))
                .put(
                        "publicAddresses",
                        configurations.stream()
                                .flatMap(c -> Resource.id(c, "properties.publicIPAddress.id", AzureType.PUBLIC_ADDRESS))
                                .map(id -> addresses.getOrDefault(id.text(), ""))
                                .filter(a -> !a.isEmpty())
                                .toList())
                .put("identities", identities(machine))
                .put("tags", tags.isEmpty() ? null : Tags.shown(tags))
                .map();
    }

    private static @Nullable String or(String text, String otherwise) {
        String found = text.isEmpty() ? otherwise : text;
        return found.isEmpty() ? null : found;
    }

    private static List<String> texts(List<JsonNode> nodes, String path) {
        return nodes.stream()
                .map(n -> Json.text(n, path))
                .filter(t -> !t.isEmpty())
                .toList();
    }

    /** Of the marketplace by its four words, else its id. */
    private static @Nullable String image(Resource machine, String path) {
        String version = machine.text(path + ".exactVersion");
        String words = Stream.of(
                        machine.text(path + ".publisher"),
                        machine.text(path + ".offer"),
                        machine.text(path + ".sku"),
                        version.isEmpty() ? machine.text(path + ".version") : version)
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining(":"));
        return or(words, machine.text(path + ".id"));
    }

    /** Whom it acts as: its own, and those that were given to it. */
    private static List<String> identities(Resource machine) {
        List<String> identities = new ArrayList<>();
        String own = machine.text("identity.principalId");
        if (!own.isEmpty()) {
            identities.add(own);
        }
        Json.at(machine.body(), "identity.userAssignedIdentities").fieldNames().forEachRemaining(identities::add);
        return identities;
    }
}
