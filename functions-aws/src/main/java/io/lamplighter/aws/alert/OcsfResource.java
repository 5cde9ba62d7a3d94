package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.FileHashes;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.Map;

/**
 * Reads a resource and an evidence of an OCSF finding as Security Hub writes them: what it knows of a resource is in
 * {@code device}, or in {@code data} in the API's own words
 * (https://schema.ocsf.io/objects/resource_details, https://schema.ocsf.io/objects/evidences).
 */
final class OcsfResource {
    private OcsfResource() {}

    static void add(Draft draft, JsonNode resource) {
        String type = Json.text(resource, "type");
        String account = Words.or(Words.first(resource, "owner.account.uid", "account_uid"), draft.account());
        String own = Words.first(resource, "region");
        String region = Words.or(own, draft.region());
        draft.place("a resource", account, region);
        JsonNode data = resource.path("data");
        JsonNode device = resource.path("device");
        String subnet = Words.or(Words.first(device, "subnet_uid"), Words.first(data, "subnet_id", "SubnetId"));
        String vpc =
                Words.or(Words.first(device, "vpc_uid"), Words.first(data, "vpc_id", "VpcId", "vpc_config.vpc_id"));
        Names.add(
                draft,
                type,
                Words.first(resource, "uid", "name"),
                account,
                own,
                draft.region(),
                Map.of(AwsType.SUBNET, subnet, AwsType.VPC, vpc));
        for (String lambdaSubnet : Words.texts(data, "vpc_config.subnet_ids")) {
            draft.resource(AwsType.SUBNET, lambdaSubnet, account, region, Map.of(AwsType.VPC, vpc));
        }
        String instance = Words.or(Words.first(data, "instance_id"), Arn.last(Words.first(resource, "uid"), '/'));
        for (JsonNode eni : Json.list(data, "network_interfaces")) {
            eni(draft, eni, account, region, instance, vpc);
        }
        for (JsonNode eni : Json.list(device, "network_interfaces")) {
            eni(draft, eni, account, region, instance, vpc);
        }
        TouchedResources.profile(draft, Json.text(data, "iam_instance_profile.arn"), region);
        TouchedResources.profile(draft, Json.text(device, "instance_profile.uid_alt"), region);
        Json.list(data, "access_key_details").forEach(k -> accessKey(draft, k, account));
    }

    private static void eni(Draft draft, JsonNode eni, String account, String region, String instance, String vpc) {
        draft.resource(
                AwsType.NETWORK_INTERFACE,
                Words.first(eni, "network_interface_id", "uid"),
                account,
                region,
                Map.of(
                        AwsType.INSTANCE, instance,
                        AwsType.SUBNET, Words.first(eni, "subnet_id", "subnet_uid"),
                        AwsType.VPC, Words.or(Words.first(eni, "vpc_id", "vpc_uid"), vpc)));
    }

    private static void accessKey(Draft draft, JsonNode key, String account) {
        draft.identity("access-key", Json.text(key, "access_key_id"));
        Who.host(draft, Json.text(key, "principal_id"), account);
        Who.add(draft, Json.text(key, "user_type"), Words.first(key, "user_name", "principal_id"), account);
    }

    /**
     * What a finding's producer sums up of it (https://schema.ocsf.io/objects/observable); of the ends of a connection the
     * evidence tells which is ours, and what the resources themselves have is no clue.
     */
    static void observable(Draft draft, JsonNode observable) {
        String name = Words.first(observable, "name");
        if (name.matches("(resource|device|cloud).*|.*_endpoint.*")) {
            return;
        }
        String value = Json.text(observable, "value");
        switch (Words.first(observable, "type_id")) {
            case "1" -> draft.indicator("domain", value);
            case "2" -> draft.indicator("ip", value);
            case "8" -> FileHashes.hash(draft, value);
            case "11" -> draft.indicator("port", value);
            case "16" -> draft.indicator("user-agent", value);
            default -> {}
        }
    }

    static void evidence(Draft draft, JsonNode evidence) {
        draft.indicator("api", Json.text(evidence, "api.operation"));
        draft.indicator("domain", Json.text(evidence, "query.hostname"));
        draft.indicator("user-agent", Json.text(evidence, "http_request.user_agent"));
        String direction = Words.first(evidence, "connection_info.direction");
        if (!direction.equalsIgnoreCase("Outbound")) {
            draft.indicator("ip", Json.text(evidence, "src_endpoint.ip"));
        }
        if (!direction.equalsIgnoreCase("Inbound")) {
            draft.indicator("ip", Json.text(evidence, "dst_endpoint.ip"));
        }
        draft.indicator("domain", Json.text(evidence, "dst_endpoint.hostname"));
        draft.indicator("port", Json.text(evidence, "dst_endpoint.port"));
        JsonNode user = Json.at(evidence, "actor.user");
        draft.identity("access-key", Json.text(user, "credential_uid"));
        String type = Json.text(user, "type");
        // A process's user is the host's own affair.
        if (!type.isEmpty() && Arn.account(Json.text(user, "account.uid"))) {
            Who.host(draft, Json.text(user, "uid"), Json.text(user, "account.uid"));
            Who.add(draft, type, Words.first(user, "name", "uid"), Json.text(user, "account.uid"));
        }
    }
}
