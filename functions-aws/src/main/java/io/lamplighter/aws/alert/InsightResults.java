package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a person sent from a Security Hub insight: counts by a value, whose kind the result type tells
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html).
 */
final class InsightResults {
    /** Security Hub's form for what has no ARN, such as {@code AWS::IAM::AccessKey:AKIA…}. */
    private static final Pattern TYPED = Pattern.compile("(AWS::\\w*::\\w+):(.+)");

    private InsightResults() {}

    static Parsed read(Envelope envelope, Clock clock) {
        JsonNode detail = envelope.detail();
        if (!detail.isObject()) {
            return new Parsed.Rejected("an insight's results without their detail");
        }
        Draft draft = new Draft(envelope.account(), envelope.region());
        String type = Words.first(detail, "resultType");
        for (JsonNode result : Json.list(detail, "insightResults")) {
            for (Map.Entry<String, JsonNode> one : result.properties()) {
                String value = one.getKey().strip();
                Draft alone = new Draft(draft.account(), draft.region());
                add(alone, type, value);
                // One of a hundred values is no reason to drop the others.
                if (alone.problem().isEmpty()) {
                    add(draft, type, value);
                }
            }
        }
        if (draft.empty() && draft.problem().isEmpty()) {
            return new Parsed.Ignored("the results of an insight by \"%s\", which name no resource and nobody"
                    .formatted(Words.quote(type)));
        }
        return draft.read(
                envelope.id(),
                SecurityHubFinding.ORIGIN,
                type.isEmpty() ? "" : "Insight/" + type,
                Words.or(Words.first(detail, "insightName", "actionName"), "Security Hub insight"),
                Severity.UNKNOWN,
                envelope.time(clock, detail),
                Request.RESPOND);
    }

    private static void add(Draft draft, String type, String value) {
        String account = draft.account();
        String region = draft.region();
        switch (type) {
            case "AwsAccountId" -> draft.resource(AwsType.ACCOUNT, value, value, region, Map.of());
            case "ResourceId" -> {
                if (!Names.word(draft, value, account, region)) {
                    Matcher typed = TYPED.matcher(value);
                    boolean told = typed.matches();
                    String kind = told ? typed.group(1) : "Other";
                    Names.add(draft, kind, told ? typed.group(2) : value, account, region, Map.of());
                }
            }
            case "ResourceAwsIamAccessKeyUserName",
                    "ResourceAwsIamAccessKeyPrincipalName",
                    "ResourceAwsIamUserUserName" -> draft.identity("user", value);
            case "ResourceAwsEc2InstanceVpcId" -> draft.resource(AwsType.VPC, value, Map.of());
            case "ResourceAwsEc2InstanceSubnetId" -> draft.resource(AwsType.SUBNET, value, Map.of());
            default -> {}
        }
    }
}
