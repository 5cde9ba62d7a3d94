package io.lamplighter.azure.enrich.exposure;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.Resource;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ports that are open to the whole world, by protocol: pure.
 *
 * <p>The rule of the lowest number that fits decides, and what no rule lets in is refused
 * (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview).
 *
 * @param open a set of ports for each protocol; of one without ports bit 0 stands for all of it
 */
record Ports(Map<String, BitSet> open) {
    private static final int MOST = 65_536;
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "icmp", "esp", "ah");
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp");

    /** What a source has to be for all the world to be meant; the default rules' own tags are none of these. */
    private static final Set<String> WORLD = Set.of("*", "internet", "any", "0.0.0.0/0", "::/0", "0.0.0.0", "/0");

    /** Together they are the world. */
    private static final List<String> HALVES = List.of("0.0.0.0/1", "128.0.0.0/1");

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** What is open where nothing guards. */
    static Ports all() {
        Map<String, BitSet> open = new LinkedHashMap<>();
        PROTOCOLS.forEach(p -> open.put(p, range(0, MOST - 1)));
        return new Ports(open);
    }

    /** What a network security group lets in from anywhere: also half of it by each of two prefixes. */
    static Ports of(Resource group) {
        return HALVES.stream().map(half -> of(group, half)).reduce(all(), Ports::and);
    }

    /** What it lets in from this half of the world, where what refuses a half only leaves the other to the next rule. */
    private static Ports of(Resource group, String half) {
        Map<String, BitSet> open = new LinkedHashMap<>();
        Map<String, BitSet> decided = new LinkedHashMap<>();
        PROTOCOLS.forEach(p -> {
            open.put(p, new BitSet());
            decided.put(p, new BitSet());
        });
        Stream.concat(
                        group.list("properties.securityRules").stream(),
                        group.list("properties.defaultSecurityRules").stream())
                .map(rule -> Json.at(rule, "properties"))
                .filter(rule -> Json.text(rule, "direction").equalsIgnoreCase("Inbound"))
                .filter(rule -> from(rule, WORLD::contains) || (allows(rule) && from(rule, half::equals)))
                .sorted(Comparator.comparingInt(
                        rule -> Json.at(rule, "priority").asInt(MOST)))
                .forEach(rule -> apply(rule, open, decided));
        return new Ports(open);
    }

    private static void apply(JsonNode rule, Map<String, BitSet> open, Map<String, BitSet> decided) {
        boolean allows = allows(rule);
        boolean everywhere = texts(rule, "destinationAddressPrefix", "destinationAddressPrefixes")
                .anyMatch(d -> d.equals("*") || d.equals("any") || d.equals("virtualnetwork"));
        boolean anyOrigin = texts(rule, "sourcePortRange", "sourcePortRanges").allMatch(p -> p.equals("*"));
        String protocol = Json.text(rule, "protocol").toLowerCase(Locale.ROOT);
        for (String one : PROTOCOLS) {
            if (!protocol.equals("*") && !protocol.equals(one)) {
                continue;
            }
            BitSet ports = WITH_PORTS.contains(one) ? ports(rule) : range(0, MOST - 1);
            BitSet before = decided.getOrDefault(one, new BitSet());
            BitSet fresh = (BitSet) ports.clone();
            fresh.andNot(before);
            if (allows) {
                open.getOrDefault(one, new BitSet()).or(fresh);
                before.or(ports);
            } else if (everywhere && anyOrigin) {
                // What refuses a part of the destinations only leaves the others to the next rule.
                before.or(ports);
            }
        }
    }

    private static boolean allows(JsonNode rule) {
        return Json.text(rule, "access").equalsIgnoreCase("Allow");
    }

    private static boolean from(JsonNode rule, Predicate<String> source) {
        return texts(rule, "sourceAddressPrefix", "sourceAddressPrefixes").anyMatch(source);
    }

    private static BitSet ports(JsonNode rule) {
        BitSet ports = new BitSet();
        texts(rule, "destinationPortRange", "destinationPortRanges").forEach(text -> {
            Matcher range = RANGE.matcher(text);
            if (text.equals("*")) {
                ports.set(0, MOST);
            } else if (range.matches()) {
                int from = Integer.parseInt(range.group(1));
                int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
                ports.or(range(from, to));
            }
        });
        return ports;
    }

    private static BitSet range(int from, int to) {
        BitSet range = new BitSet();
        if (from <= to && to < MOST) {
            range.set(from, to + 1);
        }
        return range;
    }

    /** One value and a list of them are two properties; either may be there. */
    private static Stream<String> texts(JsonNode rule, String one, String many) {
        return Stream.concat(
                        Stream.of(Json.text(rule, one)),
                        Json.list(rule, many).stream().map(JsonNode::asText))
                .map(t -> t.toLowerCase(Locale.ROOT))
                .filter(t -> !t.isEmpty());
    }

    /** What both let through: a packet has to pass the subnet's group and the interface's. */
    Ports and(Ports other) {
        Map<String, BitSet> both = new LinkedHashMap<>();
        open.forEach((protocol, ports) -> {
            BitSet passed = (BitSet) ports.clone();
            passed.and(other.open().getOrDefault(protocol, new BitSet()));
            both.put(protocol, passed);
        });
        return new Ports(both);
    }

    boolean any() {
        return open.values().stream().anyMatch(p -> !p.isEmpty());
    }

    /** Such as {@code tcp 22}, {@code udp 0-65535}, {@code icmp}. */
    List<String> words() {
        if (PROTOCOLS.stream().allMatch(p -> open.getOrDefault(p, new BitSet()).cardinality() == MOST)) {
            return List.of("everything");
        }
        List<String> words = new ArrayList<>();
        open.forEach((protocol, ports) -> {
            if (!WITH_PORTS.contains(protocol)) {
                if (!ports.isEmpty()) {
                    words.add(protocol);
                }
                return;
            }
            for (int from = ports.nextSetBit(0); from >= 0; from = ports.nextSetBit(ports.nextClearBit(from))) {
                int to = ports.nextClearBit(from) - 1;
                words.add(from == to ? "%s %d".formatted(protocol, from) : "%s %d-%d".formatted(protocol, from, to));
            }
        });
        return words;
    }
}
