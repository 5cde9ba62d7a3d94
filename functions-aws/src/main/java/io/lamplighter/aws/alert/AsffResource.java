package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.Map;

/**
 * Reads one of the {@code Resources} of an ASFF finding; what lies beside a resource is its owner's, which its ARN tells
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html).
 */
final class AsffResource {
    private AsffResource() {}

    static void add(Draft draft, JsonNode resource) {
        String type = Json.text(resource, "type");
        Arn arn = Arn.read(Json.text(resource, "id").strip());
        String owner = Words.or(arn == null ? "" : arn.account(), draft.account());
        String region = Words.or(arn == null ? "" : arn.region(), Words.first(resource, "region"), draft.region());
        draft.place("a resource", owner, Words.or(Words.first(resource, "region"), region));
        JsonNode details = Json.at(resource, "details").path(type);
        switch (type) {
            case "AwsEc2Instance" -> instance(draft, resource, details, owner, region);
            case "AwsIamAccessKey" -> accessKey(draft, resource, details);
            case "AwsLambdaFunction" -> function(draft, resource, details, owner, region);
            case "AwsEcsTask" -> {
                String cluster = Arn.last(Json.text(details, "clusterArn"), '/');
                named(draft, resource, region, Map.of(AwsType.ECS_CLUSTER, cluster));
            }
            case "AwsRdsDbInstance" ->
                named(
                        draft,
                        resource,
                        region,
                        Map.of(
                                AwsType.DB_CLUSTER, Json.text(details, "dBClusterIdentifier"),
                                AwsType.VPC, Json.text(details, "dbSubnetGroup.vpcId")));
            default -> named(draft, resource, region, network(details));
        }
    }

    private static void named(Draft draft, JsonNode resource, String region, Map<String, String> within) {
        String id = Json.text(resource, "id").strip();
        String own = Words.first(resource, "region");
        Names.add(draft, Json.text(resource, "type"), id, draft.account(), own, region, within);
    }

    private static Map<String, String> network(JsonNode details) {
        return Map.of(
                AwsType.SUBNET, Json.text(details, "subnetId"),
                AwsType.VPC, Json.text(details, "vpcId"));
    }

    private static void instance(Draft draft, JsonNode resource, JsonNode details, String owner, String region) {
        Map<String, String> within = network(details);
        named(draft, resource, region, within);
        for (JsonNode eni : Json.list(details, "networkInterfaces")) {
            String id = Arn.last(Json.text(resource, "id"), '/');
            draft.resource(
                    AwsType.NETWORK_INTERFACE,
                    Json.text(eni, "networkInterfaceId"),
                    owner,
                    region,
                    Map.of(
                            AwsType.INSTANCE,
                            id,
                            // Only the first interface is sure to be where the instance is said to be.
                            AwsType.SUBNET,
                            single(details) ? within.getOrDefault(AwsType.SUBNET, "") : "",
                            AwsType.VPC,
                            within.getOrDefault(AwsType.VPC, "")));
        }
        TouchedResources.profile(draft, Json.text(details, "iamInstanceProfileArn"), region);
    }

    private static boolean single(JsonNode details) {
        return Json.list(details, "networkInterfaces").size() == 1;
    }

    private static void accessKey(Draft draft, JsonNode resource, JsonNode details) {
        named(draft, resource, draft.region(), Map.of());
        draft.identity("access-key", Json.text(details, "accessKeyId"));
        String name = Words.first(details, "userName", "principalName", "principalId");
        String type = Json.text(details, "principalType");
        String account = Words.or(Words.first(details, "accountId"), draft.account());
        draft.place("a key", account, draft.region());
        Who.host(draft, Json.text(details, "principalId"), account);
        Who.add(draft, type.isEmpty() && !name.isEmpty() ? "user" : type, name, account);
    }

    private static void function(Draft draft, JsonNode resource, JsonNode details, String owner, String region) {
        String vpc = Json.text(details, "vpcConfig.vpcId");
        named(draft, resource, region, Map.of(AwsType.VPC, vpc));
        for (String subnet : Words.texts(details, "vpcConfig.subnetIds")) {
            draft.resource(AwsType.SUBNET, subnet, owner, region, Map.of(AwsType.VPC, vpc));
        }
        String role = Json.text(details, "role");
        if (Arn.claimed(role)) {
            Names.add(draft, "AwsIamRole", role, owner, region, Map.of());
        }
    }
}
