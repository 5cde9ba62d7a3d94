package io.lamplighter.azure.enrich.exposure;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which ports of what was touched are open to the whole world, through the subnet's network security group and the
 * interface's: one query for the interfaces and networks, and one for the groups.
 */
@Singleton
@Grants(
        read = {
            "Microsoft.Network/networkInterfaces/read",
            "Microsoft.Network/networkSecurityGroups/read",
            "Microsoft.Network/virtualNetworks/read",
            "Microsoft.ResourceGraph/resources/read"
        })
public final class Exposure implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST = 100;

    private final Resources resources;

    public Exposure(Clients clients, Settings settings) {
        this.resources = new Resources(clients, settings, LIMIT);
    }

    @Override
    public String id() {
        return "exposure";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return Stream.of(AzureType.NETWORK_INTERFACE, AzureType.SUBNET, AzureType.SECURITY_GROUP)
                .anyMatch(kind -> !of(scopes, kind).isEmpty());
    }

    private static List<ArmId> of(List<Scope> scopes, String kind) {
        return scopes.stream()
                .flatMap(s -> s.of(kind).stream())
                .flatMap(r -> Stream.ofNullable(ArmId.read(r.id())))
                .distinct()
                .toList();
    }

    private static Stream<ArmId> networks(List<Scope> scopes) {
        return scopes.stream()
                .flatMap(s -> s.resources().stream())
                .filter(r ->
                        r.kind().equals(AzureType.NETWORK_INTERFACE) || r.kind().equals(AzureType.SUBNET))
                .map((ResourceRef r) -> ArmId.read(r.within().getOrDefault(AzureType.VIRTUAL_NETWORK, "")))
                .flatMap(Stream::ofNullable);
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Cut<ArmId> nics = cut(of(scopes, AzureType.NETWORK_INTERFACE), "network interfaces");
        Cut<ArmId> subnets = cut(of(scopes, AzureType.SUBNET), "subnets");
        Cut<ArmId> named = cut(of(scopes, AzureType.SECURITY_GROUP), "network security groups");
        Resources.Found first = resources.byId(Stream.of(nics.kept().stream(), named.kept().stream(), networks(scopes))
                .flatMap(s -> s)
                .distinct()
                .toList());
        List<Place> places = Stream.concat(
                        first.of(AzureType.NETWORK_INTERFACE).stream()
                                .map(n -> Place.of(n, first.of(AzureType.VIRTUAL_NETWORK))),
                        subnets.kept().stream().flatMap(s -> Place.of(s, first.of(AzureType.VIRTUAL_NETWORK)).stream()))
                .toList();
        Set<ArmId> guards = new LinkedHashSet<>();
        places.forEach(p -> guards.addAll(p.guards()));
        List<Resource> known = first.of(AzureType.SECURITY_GROUP);
        known.forEach(k -> guards.remove(k.id()));
        Resources.Found second = resources.byId(guards);
        List<Resource> groups =
                Stream.concat(known.stream(), second.resources().stream()).toList();
        List<String> notes = new ArrayList<>();
        Stream.of(nics.notes(), subnets.notes(), named.notes(), first.notes(), second.notes())
                .forEach(notes::addAll);
        Stream.concat(first.gone().stream(), second.gone().stream())
                .forEach(id -> notes.add(
                        "%s is not there any more, so that what it opened is not known".formatted(id.text())));
        List<Map<String, Object>> open = new ArrayList<>();
        for (Place place : places) {
            Map<String, Object> one = open(place, groups, first.resources());
            if (one != null) {
                open.add(one);
            }
        }
        for (Resource group : known) {
            Ports ports = Ports.of(group);
            if (ports.any()) {
                open.add(shown(group.id(), ports, List.of(group.id()), null, known));
            }
        }
        return Gathered.of(
                id(),
                new Answers<>(List.of(open), notes),
                "open",
                "no network security group here is open to the world",
                found -> found.stream().map(Exposure::line).collect(Collectors.joining("; ")));
    }

    private static Cut<ArmId> cut(List<ArmId> ids, String word) {
        return Cut.of(ids, MOST, word + " were not looked at", ArmId::text);
    }

    /**
     * Somewhere that packets arrive.
     *
     * @param guards the groups that a packet has to pass
     * @param reached whether it has a public address of its own; null where that is not looked at
     */
    private record Place(
            ArmId id, List<ArmId> guards, @Nullable Boolean reached) {
        static Place of(Resource nic, List<Resource> networks) {
            List<ArmId> guards = new ArrayList<>();
            ArmId own = nic.id("properties.networkSecurityGroup.id");
            if (own != null) {
                guards.add(own);
            }
            nic.ids("properties.ipConfigurations", "properties.subnet.id", AzureType.SUBNET).stream()
                    .flatMap(s -> guard(s, networks))
                    .forEach(guards::add);
            boolean reached = !nic.ids(
                            "properties.ipConfigurations", "properties.publicIPAddress.id", AzureType.PUBLIC_ADDRESS)
                    .isEmpty();
            return new Place(nic.id(), guards, reached);
        }

        /** Only one that is guarded: an address in an unguarded one has to be asked for by itself. */
        static List<Place> of(ArmId subnet, List<Resource> networks) {
            List<ArmId> guards = guard(subnet, networks).toList();
            return guards.isEmpty() ? List.of() : List.of(new Place(subnet, guards, null));
        }

        private static Stream<ArmId> guard(ArmId subnet, List<Resource> networks) {
            return networks.stream()
                    .flatMap(n -> n.list("properties.subnets").stream())
                    .filter(s -> subnet.equals(ArmId.read(Json.text(s, "id"))))
                    .flatMap(s -> Stream.ofNullable(ArmId.read(Json.text(s, "properties.networkSecurityGroup.id"))));
        }
    }

    private static @Nullable Map<String, Object> open(Place place, List<Resource> groups, List<Resource> read) {
        if (place.guards().isEmpty()) {
            return Boolean.TRUE.equals(place.reached()) ? shown(place.id(), Ports.all(), List.of(), true, read) : null;
        }
        Ports ports = Ports.all();
        for (ArmId guard : place.guards()) {
            List<Resource> known =
                    groups.stream().filter(g -> g.id().equals(guard)).toList();
            if (known.isEmpty()) {
                // Noted where it could not be read; half of what guards it must not be told as all.
                return null;
            }
            ports = ports.and(Ports.of(known.getFirst()));
        }
        return ports.any() ? shown(place.id(), ports, place.guards(), place.reached(), read) : null;
    }

    /** With the tags of what was read for it: whose it is may stand there. */
    private static Map<String, Object> shown(
            ArmId id, Ports ports, List<ArmId> guards, @Nullable Boolean reached, List<Resource> read) {
        return new Details()
                .put("id", id.text())
                .put("name", id.name())
                .put("ports", ports.words())
                .put("groups", guards.stream().map(ArmId::text).toList())
                .put("publicAddress", reached)
                .put("tags", Tags.of(id, read))
                .map();
    }

    private static String line(Map<String, Object> one) {
        // https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses: a standard one is closed
        // then.
        return one.containsKey("groups")
                ? "%s opens %s to the world".formatted(one.get("name"), one.get("ports"))
                : "%s has a public address and no network security group: open to the world if the address is a basic one"
                        .formatted(one.get("name"));
    }
}
