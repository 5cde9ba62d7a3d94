package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.FileHashes;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;

/**
 * Reads what an ASFF finding says of the other side: its {@code Action}, which has GuardDuty's shape, its
 * {@code Network} and its {@code ThreatIntelIndicators}
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/asff-top-level-attributes.html).
 */
final class AsffClues {
    private AsffClues() {}

    static void add(Draft draft, JsonNode finding) {
        ObservedAction.add(draft, finding);
        Json.list(finding, "network").forEach(n -> network(draft, n));
        Json.list(finding, "threatIntelIndicators").forEach(i -> threat(draft, i));
    }

    /** The far end by the direction; both where none is told. */
    private static void network(Draft draft, JsonNode network) {
        String direction = Words.first(network, "direction");
        if (!direction.equals("OUT")) {
            draft.indicator("ip", Json.text(network, "sourceIpV4"));
            draft.indicator("ip", Json.text(network, "sourceIpV6"));
            draft.indicator("domain", Json.text(network, "sourceDomain"));
        }
        if (!direction.equals("IN")) {
            draft.indicator("ip", Json.text(network, "destinationIpV4"));
            draft.indicator("ip", Json.text(network, "destinationIpV6"));
            draft.indicator("domain", Json.text(network, "destinationDomain"));
        }
        draft.indicator("port", Json.text(network, "destinationPort"));
    }

    private static void threat(Draft draft, JsonNode indicator) {
        String value = Json.text(indicator, "value");
        switch (Words.first(indicator, "type")) {
            case "IPV4_ADDRESS", "IPV6_ADDRESS" -> draft.indicator("ip", value);
            case "DOMAIN" -> draft.indicator("domain", value);
            case "HASH_MD5", "HASH_SHA1", "HASH_SHA256", "HASH_SHA512" -> FileHashes.hash(draft, value);
            // A mailbox, a process, a mutex, a URL: none of the logs that we light can be searched for it.
            default -> {}
        }
    }
}
