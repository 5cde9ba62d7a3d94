package io.lamplighter.aws.enrich.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.ResourceRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastCallTest {
    private static final Instant WHEN = Instant.parse("2026-11-20T08:00:00Z");

    private static PastCall call(String source, String name, String json) {
        return PastCall.of("e1", WHEN, source + ".amazonaws.com", name, json, "111122223333", "eu-west-1");
    }

    private static ResourceRef ref(String kind, String id) {
        return new ResourceRef(kind, id, "111122223333", kind.equals(AwsType.BUCKET) ? "" : "eu-west-1");
    }

    @Test
    void of_bucketCall_theBucketWithItsRegionOpen() {
        PastCall call = call("s3", "PutBucketPolicy", """
                {"sourceIPAddress": "198.51.100.7", "userAgent": "[aws-cli/2.15.0]", "errorCode": null,
                 "requestParameters": {"bucketName": "records", "Host": "records.s3.amazonaws.com"}}""");

        assertThat(call.call()).isEqualTo("s3:PutBucketPolicy");
        assertThat(call.address()).isEqualTo("198.51.100.7");
        assertThat(call.error()).isEmpty();
        assertThat(call.touched()).containsExactly(ref(AwsType.BUCKET, "records"));
    }

    @Test
    void of_bucketOfAnotherAccount_goesToItsOwner() {
        PastCall call = call("s3", "GetBucketAcl", """
                {"requestParameters": {"bucketName": "records"},
                 "resources": [{"accountId": "444455556666", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::records"}]}""");

        assertThat(call.touched()).containsExactly(new ResourceRef(AwsType.BUCKET, "records", "444455556666", ""));
    }

    @Test
    void of_runInstances_whatItMadeAndWhere() {
        PastCall call = call("ec2", "RunInstances", """
                {"requestParameters": {"instancesSet": {"items": [{"imageId": "ami-0aa11bb22cc33dd44"}]},
                  "subnetId": "subnet-0aa11bb22cc33dd44"},
                 "responseElements": {"instancesSet": {"items": [{"instanceId": "i-0aa11bb22cc33dd44",
                  "vpcId": "vpc-0aa11bb22cc33dd44",
                  "networkInterfaceSet": {"items": [{"networkInterfaceId": "eni-0aa11bb22cc33dd44"}]}}]}}}""");

        assertThat(call.touched())
                .containsExactlyInAnyOrder(
                        ref(AwsType.SUBNET, "subnet-0aa11bb22cc33dd44"),
                        ref(AwsType.INSTANCE, "i-0aa11bb22cc33dd44"),
                        ref(AwsType.VPC, "vpc-0aa11bb22cc33dd44"),
                        ref(AwsType.NETWORK_INTERFACE, "eni-0aa11bb22cc33dd44"));
    }

    @Test
    void of_createFlowLogs_whatItMadeIsInTheAnswerAndNotInTheRequest() {
        PastCall call = call("ec2", "CreateFlowLogs", """
                {"requestParameters": {"CreateFlowLogsRequest": {"ResourceId": {"tag": 1, "content": "vpc-0aa11bb22cc33dd44"},
                  "ResourceType": "VPC", "LogDestination": "fl-0123456789abcdef0"}},
                 "responseElements": {"CreateFlowLogsResponse": {"unsuccessful": "", "requestId": "2ee6fecc",
                  "flowLogIdSet": {"item": ["fl-01c931a7296ed28c9", "fl-01c931a7296ed28ca"]}}}}""");

        assertThat(call.made()).containsExactlyInAnyOrder("fl-01c931a7296ed28c9", "fl-01c931a7296ed28ca");
        assertThat(call.touched()).containsExactly(ref(AwsType.VPC, "vpc-0aa11bb22cc33dd44"));
    }

    @Test
    void of_refusedCall_touchedNothing() {
        PastCall call = call("s3", "GetBucketAcl", """
                {"errorCode": "AccessDenied", "requestParameters": {"bucketName": "somebody-elses"}}""");

        assertThat(call.error()).isEqualTo("AccessDenied");
        assertThat(call.touched()).isEmpty();
    }

    @Test
    void of_describe_touchedNothing() {
        assertThat(call("ec2", "DescribeVpcs", """
                                {"requestParameters": {"vpcSet": {"items": [{"vpcId": "vpc-0aa11bb22cc33dd44"}]}}}""").touched()).isEmpty();
    }

    @Test
    void of_assumeRole_theSessionsKey() {
        PastCall call = call("sts", "AssumeRole", """
                {"responseElements": {"credentials": {"accessKeyId": "ASIAIOSFODNN7EXAMPLE"}}}""");

        assertThat(call.sessionKey()).isEqualTo("ASIAIOSFODNN7EXAMPLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{\"requestParameters\": \"text\"}",
                "{\"requestParameters\": {\"bucketName\": \"<script>\\n\", \"vpcId\": \"vpc-1; drop\"}}",
                "{\"requestParameters\": {\"bucketName\": {\"x\": [1, null]}}}"
            })
    void of_whatAnAttackerWrote_nothingAndNoException(String json) {
        assertThat(call("ec2", "RunInstances", json).touched()).isEmpty();
    }
}
