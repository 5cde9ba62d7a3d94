package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.List;

/**
 * Tells by its request's body whether a write that can go either way weakens logging; what was there before is not known.
 */
final class Weakens {
    private static final int A_WEEK = 7;

    private Weakens() {}

    /** A part of it is off, or no log is on: a put replaces all that was there. */
    static boolean diagnosticSetting(JsonNode body) {
        List<JsonNode> logs = Json.list(properties(body), "logs");
        return logs.stream().anyMatch(l -> off(l, "enabled")) || logs.stream().noneMatch(l -> Json.flag(l, "enabled"));
    }

    static boolean flowLog(JsonNode body) {
        JsonNode flowLog = properties(body);
        return off(flowLog, "enabled")
                || (Json.flag(flowLog, "retentionPolicy.enabled")
                        && few(Words.first(flowLog, "retentionPolicy.days"), A_WEEK));
    }

    /** Trusted services deliver the logs; without the bypass a closed account takes none. */
    static boolean storageAccount(JsonNode body) {
        JsonNode rules = Json.at(properties(body), "networkAcls");
        String bypass = Words.first(rules, "bypass");
        return Words.first(rules, "defaultAction").equalsIgnoreCase("Deny")
                && !bypass.isEmpty()
                && !bypass.contains("AzureServices");
    }

    /** Some rule has what is written here deleted within a week. */
    static boolean lifecycle(JsonNode body) {
        return Json.list(properties(body), "policy.rules").stream()
                .filter(r -> !off(r, "enabled"))
                .map(r -> Json.at(r, "definition.actions.baseBlob.delete"))
                .anyMatch(d -> few(
                        Words.first(d, "daysAfterModificationGreaterThan", "daysAfterCreationGreaterThan"), A_WEEK));
    }

    static boolean immutability(JsonNode body) {
        return few(Words.first(properties(body), "immutabilityPeriodSinceCreationInDays"), A_WEEK);
    }

    static boolean shut(JsonNode body) {
        return Words.first(properties(body), "publicNetworkAccess").equalsIgnoreCase("Disabled");
    }

    /** As with storage accounts: trusted services send the logs. */
    static boolean hubNetwork(JsonNode body) {
        JsonNode rules = properties(body);
        boolean closed = shut(body) || Words.first(rules, "defaultAction").equalsIgnoreCase("Deny");
        return closed && !Json.flag(rules, "trustedServiceAccessEnabled");
    }

    static boolean hub(JsonNode body) {
        return Words.first(properties(body), "status").matches("(?i)(Send)?Disabled");
    }

    /** Nothing is collected, or what is goes nowhere; a write of its tags alone has neither part. */
    static boolean collection(JsonNode body) {
        JsonNode rule = properties(body);
        return List.of("dataFlows", "dataSources").stream()
                .map(part -> Json.at(rule, part))
                .anyMatch(part -> part.isContainerNode() && part.isEmpty());
    }

    static boolean workspace(JsonNode body) {
        JsonNode workspace = properties(body);
        // A gigabyte a day is less than one busy machine sends; -1 is no cap.
        return few(Words.first(workspace, "workspaceCapping.dailyQuotaGb"), 0)
                || Words.first(workspace, "publicNetworkAccessForIngestion").equalsIgnoreCase("Disabled")
                || few(Words.first(workspace, "retentionInDays"), A_WEEK);
    }

    static boolean workspaceTable(JsonNode body) {
        JsonNode table = properties(body);
        return few(Words.first(table, "totalRetentionInDays", "retentionInDays"), A_WEEK);
    }

    static boolean plan(JsonNode body) {
        return Words.first(properties(body), "pricingTier").equalsIgnoreCase("Free");
    }

    static boolean export(JsonNode body) {
        return off(properties(body), "isEnabled");
    }

    static boolean suppression(JsonNode body) {
        return !Words.first(properties(body), "state").equalsIgnoreCase("Disabled");
    }

    static boolean rule(JsonNode body) {
        return off(properties(body), "enabled") || off(properties(body), "isEnabled");
    }

    static boolean processingRule(JsonNode body) {
        return !off(properties(body), "enabled");
    }

    static boolean auditing(JsonNode body) {
        return Words.first(properties(body), "state").equalsIgnoreCase("Disabled");
    }

    static boolean provisioning(JsonNode body) {
        return Words.first(properties(body), "autoProvision").equalsIgnoreCase("Off");
    }

    private static JsonNode properties(JsonNode body) {
        JsonNode properties = Json.at(body, "properties");
        return properties.isObject() ? properties : body;
    }

    /** Whether a whole number is from 0 to this; a part of one counts as 0. */
    private static boolean few(String number, int most) {
        return number.matches("\\d{1,5}(\\.\\d{1,9})?") && Integer.parseInt(number.replaceFirst("\\..*", "")) <= most;
    }

    private static boolean off(JsonNode node, String path) {
        return Json.text(node, path).equalsIgnoreCase("false");
    }
}
