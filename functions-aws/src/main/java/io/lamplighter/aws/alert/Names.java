package io.lamplighter.aws.alert;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.Words;
import java.util.Locale;
import java.util.Map;

/** Adds to a draft what an ARN, a short id or a word of a detector names: a resource or an identity. */
final class Names {
    private static final String CLASSIC_LOAD_BALANCER = "AWS::ElasticLoadBalancing::LoadBalancer";
    private static final String ACCOUNT_ID = "AWS::::Account:";
    private static final String ACCESS_KEY_ID = "AWS::IAM::AccessKey:";

    /** Security Hub's words (https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html). */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("AwsAccount", AwsType.ACCOUNT),
            Map.entry("AwsAutoScalingAutoScalingGroup", AwsType.AUTO_SCALING_GROUP),
            Map.entry("AwsCloudTrailTrail", AwsType.TRAIL),
            Map.entry("AwsEc2Instance", AwsType.INSTANCE),
            Map.entry("AwsEc2NetworkInterface", AwsType.NETWORK_INTERFACE),
            Map.entry("AwsEc2Subnet", AwsType.SUBNET),
            Map.entry("AwsEc2Vpc", AwsType.VPC),
            Map.entry("AwsEcsCluster", AwsType.ECS_CLUSTER),
            Map.entry("AwsEcsTask", AwsType.ECS_TASK),
            Map.entry("AwsEksCluster", AwsType.EKS_CLUSTER),
            Map.entry("AwsElbv2LoadBalancer", AwsType.LOAD_BALANCER),
            Map.entry("AwsIamInstanceProfile", AwsType.INSTANCE_PROFILE),
            Map.entry("AwsLambdaFunction", AwsType.FUNCTION),
            Map.entry("AwsRdsDbCluster", AwsType.DB_CLUSTER),
            Map.entry("AwsRdsDbInstance", AwsType.DB_INSTANCE),
            Map.entry("AwsS3Bucket", AwsType.BUCKET),
            Map.entry("AwsS3Object", AwsType.BUCKET));

    private Names() {}

    /** Our kind for a detector's word; a word that is not known stays as it is. */
    static String kind(String word) {
        return KINDS.getOrDefault(word, Words.quote(word));
    }

    /** What a detector names by a word for its kind and by an ARN or an id. */
    static void add(Draft draft, String word, String id, String owner, String where, Map<String, String> within) {
        add(draft, word, id, owner, "", where, within);
    }

    /**
     * The same where the event gives the resource a region of its own.
     *
     * @param own that region, or empty: a bucket, whose name tells none, is where it says and not where the event was
     * @param otherwise the region of the event
     */
    static void add(
            Draft draft,
            String word,
            String id,
            String owner,
            String own,
            String otherwise,
            Map<String, String> within) {
        String where = Words.or(own, otherwise);
        // What is named without an ARN is of the older generation, which has none.
        String kind = word.equals(AwsType.LOAD_BALANCER) && !Arn.claimed(id) ? CLASSIC_LOAD_BALANCER : kind(word);
        if (Arn.claimed(id)) {
            arn(draft, kind, id, owner, own, where, within);
        } else if (id.startsWith(ACCESS_KEY_ID)
                || kind.equals("AWS::IAM::AccessKey")
                || kind.equals("AwsIamAccessKey")) {
            draft.identity("access-key", id.replace(ACCESS_KEY_ID, ""));
        } else if (kind.equals("AwsIamUser") || kind.equals("AWS::IAM::User")) {
            draft.identity("user", id);
        } else if (kind.equals("AwsIamRole") || kind.equals("AWS::IAM::Role")) {
            draft.identity("role", id);
        } else if (kind.equals(AwsType.ACCOUNT) || id.startsWith(ACCOUNT_ID)) {
            String account = id.replace(ACCOUNT_ID, "");
            draft.resource(AwsType.ACCOUNT, account, account, where, Map.of());
        } else if (kind.equals(AwsType.BUCKET)) {
            draft.bucket(id, owner, own);
        } else {
            draft.resource(kind, id, owner, where, within);
        }
    }

    /** What a text names that a person writes: an ARN, {@code s3://bucket}, or an id that tells its kind; false if nothing. */
    static boolean word(Draft draft, String text, String owner, String where) {
        String prefix = text.substring(0, Math.max(0, text.indexOf('-')));
        String kind = switch (prefix) {
            case "i" -> AwsType.INSTANCE;
            case "eni" -> AwsType.NETWORK_INTERFACE;
            case "subnet" -> AwsType.SUBNET;
            case "vpc" -> AwsType.VPC;
            default -> "";
        };
        if (Arn.claimed(text)) {
            arn(draft, "", text, owner, "", where, Map.of());
        } else if (text.matches("s3://[A-Za-z0-9._-]{3,255}(/.*)?")) {
            draft.bucket(text.substring(5).split("/", 2)[0], owner, "");
        } else if (!kind.isEmpty() && text.matches("[a-z]+-[0-9a-f]{8,17}")) {
            draft.resource(kind, text, owner, where, Map.of());
        } else {
            return false;
        }
        return true;
    }

    /** What an ARN names; where it has no account or region, the given ones. */
    private static void arn(
            Draft draft, String kind, String text, String owner, String own, String where, Map<String, String> within) {
        Arn arn = Arn.read(text);
        if (arn == null) {
            draft.impossible("\"%s\" cannot be an ARN".formatted(Words.quote(text)));
            return;
        }
        String account = Words.or(arn.account(), owner);
        String region = Words.or(arn.region(), where);
        String partition = Arn.partition(Words.or(region, draft.region()));
        if (!arn.partition().equals(partition)) {
            draft.impossible("\"%s\" cannot be: its region is in partition %s".formatted(Words.quote(text), partition));
            return;
        }
        String type = arn.part(0);
        String name = Arn.last(arn.resource(), '/');
        switch (arn.service() + ":" + type) {
            case "ec2:instance" -> draft.resource(AwsType.INSTANCE, name, account, region, within);
            case "ec2:network-interface" -> draft.resource(AwsType.NETWORK_INTERFACE, name, account, region, within);
            case "ec2:subnet" -> draft.resource(AwsType.SUBNET, name, account, region, within);
            case "ec2:vpc" -> draft.resource(AwsType.VPC, name, account, region, within);
            case "lambda:function" -> draft.resource(AwsType.FUNCTION, arn.part(1), account, region, within);
            case "ecs:cluster" -> draft.resource(AwsType.ECS_CLUSTER, name, account, region, within);
            case "ecs:task" -> draft.resource(AwsType.ECS_TASK, text, account, region, task(arn, within));
            case "eks:cluster" -> draft.resource(AwsType.EKS_CLUSTER, arn.part(1), account, region, within);
            case "rds:db" -> draft.resource(AwsType.DB_INSTANCE, arn.part(1), account, region, within);
            case "rds:cluster" -> draft.resource(AwsType.DB_CLUSTER, arn.part(1), account, region, within);
            case "cloudtrail:trail" -> draft.resource(AwsType.TRAIL, text, account, region, within);
            case "autoscaling:autoScalingGroup" ->
                draft.resource(
                        AwsType.AUTO_SCALING_GROUP,
                        arn.resource().replaceFirst("^.*?autoScalingGroupName/", ""),
                        account,
                        region,
                        within);
            case "elasticloadbalancing:loadbalancer" ->
                draft.resource(
                        arn.part(1).matches("app|net|gwy") ? AwsType.LOAD_BALANCER : CLASSIC_LOAD_BALANCER,
                        arn.part(1).matches("app|net|gwy") ? text : arn.part(1),
                        account,
                        region,
                        within);
            case "iam:instance-profile" -> draft.resource(AwsType.INSTANCE_PROFILE, text, account, region, within);
            case "iam:user" -> Who.add(draft, "user", name, account);
            case "iam:role" -> Who.add(draft, "role", name, account);
            case "iam:root" -> Who.add(draft, "root", "root", account);
            case "sts:assumed-role" -> Who.add(draft, "role", arn.part(1), account);
            default -> {
                // A bucket's ARN has neither account nor region; an access point's or a job's has.
                if (arn.service().equals("s3") && (arn.account() + arn.region()).isEmpty()) {
                    draft.bucket(type, account, own);
                } else {
                    String word = kind.isEmpty() ? arn.service() + " " + type.toLowerCase(Locale.ROOT) : kind;
                    draft.resource(word, text, account, region, within);
                }
            }
        }
    }

    private static Map<String, String> task(Arn arn, Map<String, String> within) {
        // The older form of a task's ARN has no cluster in it.
        return arn.part(2).isEmpty() || !within.isEmpty() ? within : Map.of(AwsType.ECS_CLUSTER, arn.part(1));
    }
}
