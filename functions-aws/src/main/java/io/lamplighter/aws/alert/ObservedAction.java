package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code service.action} of a GuardDuty finding: the other side of what was seen, to search the new logs for
 * (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Action.html).
 */
final class ObservedAction {
    private ObservedAction() {}

    static void add(Draft draft, JsonNode service) {
        for (JsonNode action : Json.list(service, "action")) {
            for (String kind : List.of(
                    "networkConnectionAction",
                    "awsApiCallAction",
                    "kubernetesApiCallAction",
                    "rdsLoginAttemptAction")) {
                remoteIp(draft, Json.at(action, kind));
            }
            for (JsonNode connection : Json.list(action, "networkConnectionAction")) {
                ports(draft, connection);
                String eni = Json.text(connection, "localNetworkInterface");
                String host = draft.only(AwsType.INSTANCE);
                draft.resource(AwsType.NETWORK_INTERFACE, eni, Map.of(AwsType.INSTANCE, host));
            }
            Json.list(action, "awsApiCallAction").forEach(a -> apiCall(draft, a));
            Json.list(action, "dnsRequestAction").forEach(d -> dnsRequest(draft, d));
            for (JsonNode probe : Json.list(action, "portProbeAction.portProbeDetails")) {
                remoteIp(draft, probe);
                draft.indicator("port", Json.text(probe, "localPortDetails.port"));
            }
            JsonNode kubernetes = Json.at(action, "kubernetesApiCallAction");
            Words.texts(kubernetes, "sourceIps").forEach(ip -> draft.indicator("ip", ip));
            draft.indicator("user-agent", Json.text(kubernetes, "userAgent"));
        }
    }

    private static void remoteIp(Draft draft, JsonNode node) {
        for (JsonNode remote : Json.list(node, "remoteIpDetails")) {
            draft.indicator("ip", Json.text(remote, "ipAddressV4"));
            draft.indicator("ip", Json.text(remote, "ipAddressV6"));
        }
    }

    /** The port that was called: theirs when they were called, ours when we were. */
    private static void ports(Draft draft, JsonNode connection) {
        String direction = Json.text(connection, "connectionDirection");
        if (!direction.equals("INBOUND")) {
            draft.indicator("port", Json.text(connection, "remotePortDetails.port"));
        }
        if (!direction.equals("OUTBOUND")) {
            draft.indicator("port", Json.text(connection, "localPortDetails.port"));
        }
    }

    private static void apiCall(Draft draft, JsonNode call) {
        draft.indicator("api", Json.text(call, "api"));
        draft.indicator("user-agent", Json.text(call, "userAgent"));
        draft.indicator("domain", Json.text(call, "domainDetails.domain"));
        String caller = Json.text(call, "remoteAccountDetails.accountId");
        if (Arn.account(caller) && !caller.equals(draft.account())) {
            draft.identity("account", caller);
        }
        for (Map.Entry<String, JsonNode> affected :
                Json.at(call, "affectedResources").properties()) {
            String named = affected.getValue().isTextual() ? affected.getValue().asText() : "";
            // An example text without a form of its own would be looked up as if it were one.
            if (Arn.read(named) != null
                    || (!named.isEmpty() && affected.getKey().equals(AwsType.BUCKET))) {
                Names.add(draft, affected.getKey(), named, draft.account(), draft.region(), Map.of());
            } else if (affected.getKey().startsWith("AWS::EC2::") && !Arn.claimed(named)) {
                Names.word(draft, named, draft.account(), draft.region());
            }
        }
    }

    private static void dnsRequest(Draft draft, JsonNode request) {
        draft.indicator("domain", Json.text(request, "domain"));
        String owner = Json.text(request, "vpcOwnerAccountId");
        if (owner.isEmpty() || owner.equals(draft.account())) {
            return;
        }
        // A shared VPC is its owner's to log; the interface in it stays the account's own.
        draft.vpcs().forEach(vpc -> draft.resource(AwsType.VPC, vpc, owner, draft.region(), Map.of()));
    }
}
