package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static io.lamplighter.aws.alert.Samples.one;
import static io.lamplighter.aws.alert.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that no resource can have are asked of nobody: left out of a finding, refused in a request. */
class IdFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/resource/instanceDetails/networkInterfaces/0/networkInterfaceId | \"*\" |"
                        + " AWS::EC2::NetworkInterface",
                "/detail/resource/instanceDetails/instanceId | \"i-1/../../x\\n\" | AWS::EC2::Instance",
                "/detail/resource/instanceDetails/instanceId | \"i-0abc1234def567890\\n\" | AWS::EC2::Instance",
            })
    void parse_findingWithAnImpossibleId_isReadWithoutIt(String pointer, String value, String kind) {
        assertThat(alert(changed("guardduty-ec2.json", pointer, value)).resources())
                .isNotEmpty()
                .noneMatch(r -> r.kind().equals(kind)
                        && !r.id().equals("i-0abc1234def567890")
                        && !r.id().equals("eni-0a1b2c3d4e5f60718"));
    }

    @Test
    void parse_findingWithAnImpossiblePlaceWithin_isNotSaidToLieThere() {
        assertThat(alert(changed(
                                "guardduty-ec2.json",
                                "/detail/resource/instanceDetails/networkInterfaces/0/vpcId",
                                "\"vpc-*\""))
                        .resources())
                .extracting(ResourceRef::within)
                .noneMatch(w -> w.containsKey(AwsType.VPC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:eu-central-1:111122223333:job/123", "arn:aws:s3:::a b", "arn:aws:s3:::*"})
    void parse_findingWithAnArnThatIsNoBucket_namesNoBucket(String arn) {
        assertThat(alert(changed(
                                "securityhub-imported-guardduty.json",
                                "/detail/findings/0/Resources",
                                "[{\"Type\": \"Other\", \"Id\": \"%s\"}]".formatted(arn)))
                        .resources())
                .noneMatch(r -> r.kind().equals(AwsType.BUCKET));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::EC2::VPC, vpc-*",
        "AWS::EC2::VPC, subnet-0123456789abcdef0",
        "AWS::EC2::NetworkInterface, *",
        "AWS::EC2::Instance, i-1/../../x",
        "AWS::S3::Bucket, a b",
        "AWS::S3::Bucket, B..x",
        "AWS::S3::Bucket, arn:aws:s3:eu-central-1:111122223333:job/123",
        "AWS::S3::Bucket, arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0123456789abcdef0",
        "AWS::RDS::DBInstance, ../x",
        "AWS::::Account, all",
    })
    void parse_requestWithAnImpossibleId_isRejected(String kind, String id) {
        for (String request : new String[] {"harden", "respond"}) {
            assertThat(one(tree("""
                {"request": "%s", "account": "111122223333", "region": "eu-central-1",
                 "resources": [{"kind": "%s", "id": "%s"}]}\
                """.formatted(request, kind, id)))).isInstanceOf(Parsed.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ec2:cn-north-1:111122223333:vpc/vpc-0123456789abcdef0",
                "arn:aws-cn:s3:::shop-orders-archive",
                "arn:aws-cn:ec2:eu-central-1:111122223333:vpc/vpc-0123456789abcdef0",
            })
    void parse_arnOfAnotherPartitionThanItsRegion_isRejected(String arn) {
        assertThat(one(tree("""
            {"request": "respond", "account": "111122223333", "region": "eu-central-1",
             "resources": ["%s"]}\
            """.formatted(arn)))).isInstanceOf(Parsed.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, aws-cn",
        "us-gov-west-1, aws-us-gov",
        "eu-isoe-west-1, aws-iso-e",
        "us-isob-east-1, aws-iso-b",
        "eusc-de-east-1, aws-eusc",
        "eu-central-1, aws"
    })
    void read_arnOfEveryPartition_canBe(String region, String partition) {
        assertThat(Arn.read("arn:%s:ec2:%s:111122223333:vpc/vpc-0123456789abcdef0".formatted(partition, region)))
                .isNotNull();
    }
}
