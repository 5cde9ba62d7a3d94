package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.List;

/**
 * Tells by its request parameters whether a call that can go either way weakens logging; what was there before is not
 * known.
 */
final class Weakens {
    private static final int A_WEEK = 7;

    private Weakens() {}

    /** An empty status is how access logging is turned off. */
    static boolean bucketLog(JsonNode parameters) {
        JsonNode on = Json.at(parameters, "BucketLoggingStatus.LoggingEnabled");
        return !on.isObject() || Words.first(on, "TargetBucket").isEmpty();
    }

    static boolean trail(JsonNode parameters) {
        return off(parameters, "isMultiRegionTrail")
                || off(parameters, "includeGlobalServiceEvents")
                || off(parameters, "enableLogFileValidation")
                || off(parameters, "isOrganizationTrail")
                || emptied(parameters, "cloudWatchLogsLogGroupArn");
    }

    /** Whether a trail's log goes to another bucket or under another key can not be told without what was there. */
    static boolean trailTarget(JsonNode parameters) {
        return !Words.first(parameters, "s3BucketName").isEmpty()
                || Json.at(parameters, "kmsKeyId").isTextual();
    }

    /** No selector takes management calls whole: a put replaces all that were there. */
    static boolean selectors(JsonNode parameters) {
        List<JsonNode> basic = Json.list(parameters, "eventSelectors");
        List<JsonNode> advanced = Json.list(parameters, "advancedEventSelectors");
        return basic.stream().noneMatch(Weakens::takesManagement)
                && advanced.stream().noneMatch(Weakens::takesManagementAdvanced);
    }

    private static boolean takesManagement(JsonNode selector) {
        String readWrite = Words.first(selector, "readWriteType");
        return !off(selector, "includeManagementEvents")
                && (readWrite.isEmpty() || readWrite.equals("All"))
                && Words.texts(selector, "excludeManagementEventSources").isEmpty();
    }

    private static boolean takesManagementAdvanced(JsonNode selector) {
        List<JsonNode> fields = Json.list(selector, "fieldSelectors");
        return fields.size() == 1
                && Words.first(fields.getFirst(), "field").equals("eventCategory")
                && Words.texts(fields.getFirst(), "equals").contains("Management");
    }

    static boolean eventStore(JsonNode parameters) {
        List<JsonNode> selectors = Json.list(parameters, "advancedEventSelectors");
        String days = Words.first(parameters, "retentionPeriod");
        return off(parameters, "multiRegionEnabled")
                || off(parameters, "organizationEnabled")
                || off(parameters, "terminationProtectionEnabled")
                || (days.matches("\\d{1,5}") && Integer.parseInt(days) <= A_WEEK)
                || (!selectors.isEmpty() && selectors.stream().noneMatch(Weakens::takesManagementAdvanced));
    }

    static boolean recorder(JsonNode parameters) {
        return off(parameters, "configurationRecorder.recordingGroup.allSupported");
    }

    static boolean insights(JsonNode parameters) {
        return Json.list(parameters, "insightSelectors").isEmpty();
    }

    static boolean detector(JsonNode parameters) {
        return off(parameters, "enable")
                || Json.list(parameters, "features").stream()
                        .anyMatch(f -> Words.first(f, "status").equals("DISABLED"))
                || off(parameters, "dataSources.s3Logs.enable")
                || off(parameters, "dataSources.kubernetes.auditLogs.enable");
    }

    static boolean filter(JsonNode parameters) {
        return Words.first(parameters, "action").equals("ARCHIVE");
    }

    static boolean retention(JsonNode parameters) {
        String days = Words.first(parameters, "retentionInDays");
        return days.matches("\\d{1,5}") && Integer.parseInt(days) <= A_WEEK;
    }

    /** Classic load balancers have a structure of their own, the others a list of keys and values. */
    static boolean loadBalancerLog(JsonNode parameters) {
        return off(parameters, "loadBalancerAttributes.accessLog.enabled")
                || Json.list(parameters, "attributes").stream()
                        .anyMatch(a -> Words.first(a, "key").matches("(access|connection)_logs\\.s3\\.enabled")
                                && off(a, "value"));
    }

    static boolean firewallLog(JsonNode parameters) {
        return Json.list(parameters, "loggingConfiguration.logDestinationConfigs")
                .isEmpty();
    }

    static boolean clusterLog(JsonNode parameters) {
        return Json.list(parameters, "logging.clusterLogging").stream().anyMatch(l -> off(l, "enabled"));
    }

    static boolean databaseLog(JsonNode parameters) {
        return !Words.texts(parameters, "cloudwatchLogsExportConfiguration.disableLogTypes")
                .isEmpty();
    }

    /**
     * Whether a call that went through changed nothing, since its answer says of every one that it named that it failed:
     * flow logs, members and targets are taken one by one.
     */
    static boolean nothing(JsonNode parameters, JsonNode answer) {
        int failed = 0;
        for (String path : List.of(
                "DeleteFlowLogsResponse.unsuccessful.item", "unsuccessful", "unprocessedAccounts", "failedEntries")) {
            failed = Math.max(failed, Json.list(answer, path).size());
        }
        int asked = 0;
        for (String path : List.of("DeleteFlowLogsRequest.FlowLogId", "flowLogIds", "accountIds", "ids")) {
            asked = Math.max(asked, Json.list(parameters, path).size());
        }
        return asked > 0 && failed >= asked;
    }

    private static boolean emptied(JsonNode node, String path) {
        return Json.at(node, path).isTextual() && Json.text(node, path).isBlank();
    }

    private static boolean off(JsonNode node, String path) {
        return Json.text(node, path).equalsIgnoreCase("false");
    }
}
