package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code service.detection.sequence} of an attack sequence finding, whose {@code resource} is empty: each resource
 * by its own account and region (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html).
 */
final class AttackSequence {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("EC2_INSTANCE", AwsType.INSTANCE),
            Map.entry("EC2_NETWORK_INTERFACE", AwsType.NETWORK_INTERFACE),
            Map.entry("EC2_VPC", AwsType.VPC),
            Map.entry("EC2_SUBNET", AwsType.SUBNET),
            Map.entry("S3_BUCKET", AwsType.BUCKET),
            Map.entry("S3_OBJECT", AwsType.BUCKET),
            Map.entry("EKS_CLUSTER", AwsType.EKS_CLUSTER),
            Map.entry("ECS_CLUSTER", AwsType.ECS_CLUSTER),
            Map.entry("ECS_TASK", AwsType.ECS_TASK),
            Map.entry("LAMBDA", AwsType.FUNCTION),
            Map.entry("RDS_DB_INSTANCE", AwsType.DB_INSTANCE),
            Map.entry("RDS_DB_CLUSTER", AwsType.DB_CLUSTER),
            Map.entry("IAM_INSTANCE_PROFILE", AwsType.INSTANCE_PROFILE),
            Map.entry("AUTOSCALING_AUTO_SCALING_GROUP", AwsType.AUTO_SCALING_GROUP),
            Map.entry("EC2_LAUNCH_TEMPLATE", "AWS::EC2::LaunchTemplate"),
            Map.entry("EC2_IMAGE", "AwsEc2Image"),
            Map.entry("CLOUDFORMATION_STACK", "AWS::CloudFormation::Stack"));

    private AttackSequence() {}

    static void add(Draft draft, JsonNode sequence) {
        Map<String, String> hosts = new HashMap<>();
        for (JsonNode resource : Json.list(sequence, "resources")) {
            for (String eni : Words.texts(resource, "data.ec2Instance.ec2NetworkInterfaceUids")) {
                hosts.put(Arn.last(eni, '/'), Arn.last(id(resource), '/'));
            }
        }
        Json.list(sequence, "resources").forEach(r -> resource(draft, r, hosts));
        Json.list(sequence, "actors").forEach(a -> actor(draft, a));
        for (JsonNode endpoint : Json.list(sequence, "endpoints")) {
            draft.indicator("ip", Json.text(endpoint, "ip"));
            draft.indicator("domain", Json.text(endpoint, "domain"));
            draft.indicator("port", Json.text(endpoint, "port"));
        }
        Json.list(sequence, "sequenceIndicators").forEach(i -> indicator(draft, i));
        for (JsonNode signal : Json.list(sequence, "signals")) {
            Json.list(signal, "signalIndicators").forEach(i -> indicator(draft, i));
        }
    }

    private static String id(JsonNode resource) {
        return Words.first(resource, "uid", "name");
    }

    private static void resource(Draft draft, JsonNode resource, Map<String, String> hosts) {
        String account = Words.or(Words.first(resource, "accountId"), draft.account());
        String named = Words.first(resource, "region");
        boolean anywhere = named.isEmpty() || named.equals("global");
        String region = anywhere ? draft.region() : named;
        draft.place("a resource", account, region);
        String type = Json.text(resource, "resourceType");
        JsonNode data = Json.at(resource, "data");
        switch (type) {
            case "ACCESS_KEY" -> {
                draft.identity("access-key", Arn.last(Words.first(resource, "name", "uid"), '/'));
                JsonNode key = Json.at(data, "accessKey");
                Who.host(draft, Json.text(key, "principalId"), account);
                Who.add(draft, Json.text(key, "userType"), Words.first(key, "userName", "principalId"), account);
            }
            case "S3_BUCKET" -> bucket(draft, resource, account, anywhere ? "" : named);
            case "EKS_CLUSTER" -> {
                String vpc = Json.text(data, "eksCluster.vpcId");
                named(draft, type, resource, account, region, Map.of(AwsType.VPC, vpc));
                draft.resource(AwsType.VPC, vpc, account, region, Map.of());
            }
            case "EC2_INSTANCE" -> {
                named(draft, type, resource, account, region, Map.of());
                TouchedResources.profile(draft, Json.text(data, "ec2Instance.iamInstanceProfile.arn"), region);
            }
            case "EC2_NETWORK_INTERFACE" -> {
                JsonNode eni = Json.at(data, "ec2NetworkInterface");
                Map<String, String> within = new LinkedHashMap<>();
                within.put(AwsType.INSTANCE, hosts.getOrDefault(Arn.last(id(resource), '/'), ""));
                within.put(AwsType.SUBNET, Words.first(eni, "subNetId", "subnetId"));
                within.put(AwsType.VPC, Json.text(eni, "vpcId"));
                named(draft, type, resource, account, region, within);
            }
            // What runs in a container or a cluster's workload has no log of its own kind here.
            case "CONTAINER", "KUBERNETES_WORKLOAD" -> {}
            default -> named(draft, type, resource, account, region, Map.of());
        }
        // Whatever the resource is, its part of the data names the hosts that are in it or made from it.
        for (JsonNode part : data) {
            for (String host : Words.texts(part, "ec2InstanceUids")) {
                Names.add(draft, "AwsEc2Instance", host, account, region, Map.of());
            }
        }
    }

    private static void bucket(Draft draft, JsonNode resource, String account, String region) {
        Arn arn = Arn.read(id(resource));
        String name = arn == null ? Words.first(resource, "name", "uid") : arn.part(0);
        if (Arn.claimed(name)) {
            draft.impossible("\"%s\" cannot be an ARN".formatted(Words.quote(name)));
        } else {
            draft.bucket(name, account, region);
        }
    }

    private static void named(
            Draft draft, String type, JsonNode resource, String account, String region, Map<String, String> within) {
        Names.add(draft, KINDS.getOrDefault(type, type), id(resource), account, region, within);
    }

    private static void actor(Draft draft, JsonNode actor) {
        JsonNode user = Json.at(actor, "user");
        String account = Json.text(user, "account.uid");
        draft.identity("access-key", Json.text(user, "credentialUid"));
        Who.host(draft, Json.text(user, "uid"), account);
        Who.add(draft, Json.text(user, "type"), Words.first(user, "name", "uid"), account);
    }

    /** GuardDuty's keys tell what a value is: {@code MALICIOUS_IP}, {@code HIGH_RISK_API}, … */
    private static void indicator(Draft draft, JsonNode indicator) {
        String key = Json.text(indicator, "key");
        String kind = key.endsWith("_IP")
                ? "ip"
                : key.endsWith("_DOMAIN")
                        ? "domain"
                        : key.endsWith("_USER_AGENT") ? "user-agent" : key.contains("_API") ? "api" : "";
        if (!kind.isEmpty()) {
            Words.texts(indicator, "values").forEach(v -> draft.indicator(kind, v));
        }
    }
}
