package io.lamplighter.azure.enrich.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.scope.Alerts;
import io.lamplighter.azure.scope.Resource;
import io.lamplighter.azure.scope.Shop;
import io.lamplighter.shell.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    private static JsonNode rule(int priority, String access, String protocol, String source, String ports) {
        Map<String, Object> properties = Map.of(
                "priority",
                priority,
                "direction",
                "Inbound",
                "access",
                access,
                "protocol",
                protocol,
                "sourcePortRange",
                "*",
                "sourceAddressPrefix",
                source,
                "destinationAddressPrefix",
                "*",
                "destinationPortRange",
                ports);
        return Json.tree(Map.of("properties", properties));
    }

    private static JsonNode with(JsonNode rule, String key, Object value) {
        ((ObjectNode) rule.path("properties")).set(key, Json.tree(value));
        return rule;
    }

    private static Ports group(JsonNode... rules) {
        return Ports.of(new Resource(
                Alerts.read(Shop.GUARD),
                "westeurope",
                Json.tree(Map.of(
                        "properties",
                        Map.of(
                                "securityRules",
                                Arrays.asList(rules),
                                "defaultSecurityRules",
                                List.of(
                                        rule(65000, "Allow", "*", "VirtualNetwork", "*"),
                                        rule(65001, "Allow", "*", "AzureLoadBalancer", "*"),
                                        rule(65500, "Deny", "*", "*", "*")))))));
    }

    @Test
    void of_defaultRulesAlone_nothing() {
        assertThat(group().words()).isEmpty();
        assertThat(group().any()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "Internet", "0.0.0.0/0", "::/0", "Any"})
    void of_fromAnywhere_open(String source) {
        assertThat(group(rule(100, "Allow", "Tcp", source, "22")).words()).containsExactly("tcp 22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VirtualNetwork", "203.0.113.0/24", "AzureCloud", "10.0.0.0/8"})
    void of_fromSomewhere_closed(String source) {
        assertThat(group(rule(100, "Allow", "Tcp", source, "22")).any()).isFalse();
    }

    @Test
    void of_fromTheTwoHalvesOfTheWorld_open() {
        JsonNode both = with(
                with(rule(100, "Allow", "Tcp", "", "22"), "sourceAddressPrefix", ""),
                "sourceAddressPrefixes",
                List.of("0.0.0.0/1", "128.0.0.0/1"));

        assertThat(group(both).words()).containsExactly("tcp 22");
        assertThat(group(
                                rule(100, "Allow", "Tcp", "0.0.0.0/1", "22-25"),
                                rule(110, "Allow", "Tcp", "128.0.0.0/1", "20-23"))
                        .words())
                .containsExactly("tcp 22-23");
    }

    @Test
    void of_fromHalfOfTheWorld_closedAndNoShieldForTheRest() {
        assertThat(group(rule(100, "Allow", "Tcp", "0.0.0.0/1", "22")).any()).isFalse();
        assertThat(group(rule(100, "Deny", "Tcp", "0.0.0.0/1", "22"), rule(110, "Allow", "Tcp", "*", "22"))
                        .words())
                .containsExactly("tcp 22");
    }

    @Test
    void of_outboundRule_closed() {
        assertThat(group(with(rule(100, "Allow", "Tcp", "*", "22"), "direction", "Outbound"))
                        .any())
                .isFalse();
    }

    @Test
    void of_rangesAndLists_eachOnce() {
        JsonNode rule = rule(100, "Allow", "*", "*", "");
        with(rule, "destinationPortRanges", List.of("22", "80-90", "85-100"));

        assertThat(group(rule).words())
                .containsExactly("tcp 22", "tcp 80-100", "udp 22", "udp 80-100", "icmp", "esp", "ah");
    }

    @Test
    void of_refusedByALowerNumber_closed() {
        assertThat(group(rule(200, "Allow", "Tcp", "*", "20-25"), rule(100, "Deny", "*", "Internet", "22"))
                        .words())
                .containsExactly("tcp 20-21", "tcp 23-25");
    }

    @Test
    void of_refusedByAHigherNumber_open() {
        assertThat(group(rule(100, "Allow", "Tcp", "*", "22"), rule(200, "Deny", "*", "*", "*"))
                        .words())
                .containsExactly("tcp 22");
    }

    @Test
    void of_refusedForAPartOfTheDestinations_stillOpenForTheOthers() {
        JsonNode partly = with(rule(100, "Deny", "*", "*", "*"), "destinationAddressPrefix", "10.0.0.5");

        assertThat(group(partly, rule(200, "Allow", "Tcp", "*", "22")).words()).containsExactly("tcp 22");
    }

    @Test
    void of_everything_oneWord() {
        assertThat(group(rule(100, "Allow", "*", "*", "*")).words()).containsExactly("everything");
        assertThat(group(rule(100, "Allow", "*", "*", "0-65535")).words()).containsExactly("everything");
    }

    @Test
    void of_portsThatCanNotBe_leftOut() {
        assertThat(group(
                                rule(100, "Allow", "Tcp", "*", "99999"),
                                rule(101, "Allow", "Tcp", "*", "30-20"),
                                rule(102, "Allow", "Tcp", "*", "evil"))
                        .any())
                .isFalse();
    }

    @Test
    void and_twoGroups_onlyWhatBothLetThrough() {
        Ports both = group(rule(100, "Allow", "Tcp", "*", "20-30")).and(group(rule(100, "Allow", "*", "*", "25-443")));

        assertThat(both.words()).containsExactly("tcp 25-30");
    }
}
