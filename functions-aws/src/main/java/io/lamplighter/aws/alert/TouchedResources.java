package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code resource} of a GuardDuty finding: whichever details are there, whatever its type says
 * (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Resource.html).
 */
final class TouchedResources {
    private static final List<String> PARTS = List.of(
            "instanceDetails",
            "instanceDetails.networkInterfaces",
            "accessKeyDetails",
            "s3BucketDetails",
            "eksClusterDetails",
            "kubernetesDetails",
            "ecsClusterDetails",
            "lambdaDetails",
            "rdsDbInstanceDetails",
            "rdsLimitlessDbDetails",
            "rdsDbUserDetails",
            "ebsVolumeDetails",
            "ebsSnapshotDetails",
            "ec2ImageDetails",
            "recoveryPointDetails");

    private TouchedResources() {}

    /** The first part of it that names something in a type that nothing can be read from, or empty. */
    static String unreadable(JsonNode resource) {
        for (String part : PARTS) {
            // Some relays write an empty text for nothing.
            if (Json.list(resource, part).stream()
                    .anyMatch(p -> Draft.unreadable(p) && !p.asText().isBlank())) {
                return part;
            }
        }
        return "";
    }

    static void add(Draft draft, JsonNode resource) {
        Json.list(resource, "instanceDetails").forEach(i -> instance(draft, i));
        Json.list(resource, "accessKeyDetails").forEach(k -> accessKey(draft, k));
        Json.list(resource, "s3BucketDetails").forEach(b -> bucket(draft, b));
        Json.list(resource, "eksClusterDetails").forEach(c -> eksCluster(draft, c));
        Json.list(resource, "kubernetesDetails")
                .forEach(k -> draft.identity("kubernetes-user", Json.text(k, "kubernetesUserDetails.username")));
        Json.list(resource, "ecsClusterDetails").forEach(c -> ecsCluster(draft, c));
        Json.list(resource, "lambdaDetails").forEach(f -> function(draft, f));
        Json.list(resource, "rdsDbInstanceDetails").forEach(d -> dbInstance(draft, d));
        Json.list(resource, "rdsLimitlessDbDetails")
                .forEach(d -> draft.resource(AwsType.DB_CLUSTER, Json.text(d, "dbClusterIdentifier"), Map.of()));
        Json.list(resource, "rdsDbUserDetails").forEach(u -> draft.identity("database-user", Json.text(u, "user")));
        arns(draft, resource, "AwsEc2Volume", "ebsVolumeDetails.scannedVolumeDetails", "volumeArn");
        arns(draft, resource, "AwsEc2Snapshot", "ebsSnapshotDetails", "snapshotArn");
        arns(draft, resource, "AwsEc2Image", "ec2ImageDetails", "imageArn");
        arns(draft, resource, "AwsBackupRecoveryPoint", "recoveryPointDetails", "recoveryPointArn");
    }

    static void instance(Draft draft, JsonNode instance) {
        String id = Json.text(instance, "instanceId");
        draft.resource(AwsType.INSTANCE, id, Map.of());
        for (JsonNode eni : Json.list(instance, "networkInterfaces")) {
            draft.resource(
                    AwsType.NETWORK_INTERFACE,
                    Json.text(eni, "networkInterfaceId"),
                    Map.of(
                            AwsType.INSTANCE, id,
                            AwsType.SUBNET, Json.text(eni, "subnetId"),
                            AwsType.VPC, Json.text(eni, "vpcId")));
            if (Json.text(eni, "networkInterfaceId").isEmpty()) {
                // Some relays drop the interface: where it lies still tells where the instance does.
                draft.resource(
                        AwsType.INSTANCE,
                        id,
                        Map.of(AwsType.SUBNET, Json.text(eni, "subnetId"), AwsType.VPC, Json.text(eni, "vpcId")));
            }
        }
        profile(draft, Json.text(instance, "iamInstanceProfile.arn"), draft.region());
    }

    /** An instance profile, which leads to the role that a host acts as; it is put where the host is. */
    static void profile(Draft draft, String arn, String region) {
        if (!arn.isEmpty()) {
            Names.add(draft, "AwsIamInstanceProfile", arn, draft.account(), region, Map.of());
        }
    }

    private static void accessKey(Draft draft, JsonNode key) {
        draft.identity("access-key", Json.text(key, "accessKeyId"));
        Who.host(draft, Json.text(key, "principalId"), draft.account());
        Who.add(draft, Json.text(key, "userType"), Words.first(key, "userName", "principalId"), draft.account());
    }

    private static void bucket(Draft draft, JsonNode bucket) {
        String name = Json.text(bucket, "name");
        String arn = Json.text(bucket, "arn");
        if (name.isEmpty()) {
            Names.add(draft, "AwsS3Bucket", arn, draft.account(), "", Map.of());
        } else {
            draft.bucket(name, draft.account(), "");
        }
    }

    private static void eksCluster(Draft draft, JsonNode cluster) {
        String vpc = Json.text(cluster, "vpcId");
        named(draft, "AwsEksCluster", cluster, Map.of(AwsType.VPC, vpc));
        draft.resource(AwsType.VPC, vpc, Map.of());
    }

    private static void ecsCluster(Draft draft, JsonNode cluster) {
        named(draft, "AwsEcsCluster", cluster, Map.of());
        String name = Words.or(Json.text(cluster, "name"), Arn.last(Json.text(cluster, "arn"), '/'));
        String task = Json.text(cluster, "taskDetails.arn");
        if (!task.isEmpty()) {
            Names.add(draft, "AwsEcsTask", task, draft.account(), draft.region(), Map.of(AwsType.ECS_CLUSTER, name));
        }
    }

    /** By its ARN, which tells its own account and region, or else by its name. */
    private static void named(Draft draft, String word, JsonNode node, Map<String, String> within) {
        String id = Words.first(node, "arn", "name");
        Names.add(draft, word, id, draft.account(), draft.region(), within);
    }

    private static void function(Draft draft, JsonNode function) {
        String vpc = Json.text(function, "vpcConfig.vpcId");
        String id = Words.first(function, "functionArn", "functionName");
        Names.add(draft, "AwsLambdaFunction", id, draft.account(), draft.region(), Map.of(AwsType.VPC, vpc));
        for (String subnet : Words.texts(function, "vpcConfig.subnetIds")) {
            draft.resource(AwsType.SUBNET, subnet, Map.of(AwsType.VPC, vpc));
        }
        String role = Json.text(function, "role");
        if (!role.isEmpty()) {
            Names.add(draft, "AwsIamRole", role, draft.account(), draft.region(), Map.of());
        }
    }

    private static void dbInstance(Draft draft, JsonNode db) {
        String cluster = Json.text(db, "dbClusterIdentifier");
        String id = Words.first(db, "dbInstanceArn", "dbInstanceIdentifier");
        Names.add(draft, "AwsRdsDbInstance", id, draft.account(), draft.region(), Map.of(AwsType.DB_CLUSTER, cluster));
    }

    private static void arns(Draft draft, JsonNode resource, String word, String path, String field) {
        for (JsonNode one : Json.list(resource, path)) {
            String arn = Json.text(one, field);
            Names.add(draft, word, arn, draft.account(), draft.region(), Map.of());
        }
    }
}
