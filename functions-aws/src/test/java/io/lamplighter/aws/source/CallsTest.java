package io.lamplighter.aws.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {
    @ParameterizedTest
    @CsvSource({
        "Ec2, DescribeFlowLogs, ec2:DescribeFlowLogs",
        "S3, PutBucketLogging, s3:PutBucketLogging",
        "S3, ListBuckets, s3:ListAllMyBuckets",
        "S3, HeadBucket, s3:ListBucket",
        "S3, GetPublicAccessBlock, s3:GetBucketPublicAccessBlock",
        "Route53Resolver, ListResolverQueryLogConfigs, route53resolver:ListResolverQueryLogConfigs",
        "Elastic Load Balancing v2, DescribeTargetHealth, elasticloadbalancing:DescribeTargetHealth",
        "Resource Groups Tagging API, GetResources, tag:GetResources",
    })
    void permission_serviceAndOperation_isTheOneIamKnows(String service, String operation, String permission) {
        assertThat(Calls.permission(service, operation)).isEqualTo(permission);
    }
}
