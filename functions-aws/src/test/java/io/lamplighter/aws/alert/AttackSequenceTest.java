package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.OTHER_ACCOUNT;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackSequenceTest {
    @Test
    void parse_attackSequence_eachResourceByItsOwnAccountAndRegion() {
        Alert alert = alert("guardduty-attack-sequence.json");

        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.resources())
                .containsExactly(
                        new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, "eu-west-1"),
                        new ResourceRef(AwsType.INSTANCE, "i-0fed9876cba543210", OTHER_ACCOUNT, "us-east-1"),
                        new ResourceRef(
                                AwsType.INSTANCE_PROFILE,
                                "arn:aws:iam::444455556666:instance-profile/batch",
                                OTHER_ACCOUNT,
                                "us-east-1"),
                        new ResourceRef(
                                AwsType.NETWORK_INTERFACE,
                                "eni-0f0f0f0f0f0f0f0f0",
                                OTHER_ACCOUNT,
                                "us-east-1",
                                Map.of(
                                        AwsType.INSTANCE, "i-0fed9876cba543210",
                                        AwsType.SUBNET, "subnet-0abcabcabcabcabca",
                                        AwsType.VPC, "vpc-0defdefdefdefdefd")));
        assertThat(alert.identities())
                .containsExactly(new Identity("access-key", "AKIAEXAMPLEKEY000002"), new Identity("user", "deploy"));
        assertThat(alert.indicators())
                .containsExactly(
                        new Indicator("ip", "198.51.100.200"),
                        new Indicator("port", "443"),
                        new Indicator("user-agent", "aws-cli/2.15 kali"),
                        new Indicator("api", "s3:GetObject"));
    }

    @ParameterizedTest
    @CsvSource({
        "EKS_CLUSTER, eksCluster",
        "ECS_CLUSTER, ecsCluster",
        "EC2_VPC, ec2Vpc",
        "IAM_INSTANCE_PROFILE, iamInstanceProfile",
        "AUTOSCALING_AUTO_SCALING_GROUP, autoscalingAutoScalingGroup",
        "EC2_LAUNCH_TEMPLATE, ec2LaunchTemplate",
        "SOMETHING_NEW, somethingNew",
    })
    void parse_sequenceWithHostsInAnotherResource_namesThem(String type, String part) {
        JsonNode event =
                changed("guardduty-attack-sequence.json", "/detail/service/detection/sequence/resources", """
                    [{"uid": "name", "name": "name", "accountId": "444455556666", "region": "us-east-1", "resourceType": "%s",
                      "data": {"%s": {"ec2InstanceUids": ["arn:aws:ec2:us-west-2:444455556666:instance/i-0123456789abcdef0",
                                                          "i-0123456789abcdef1"]}}}]\
                    """.formatted(
                                type, part));

        assertThat(alert(event).resources())
                .contains(
                        new ResourceRef(AwsType.INSTANCE, "i-0123456789abcdef0", OTHER_ACCOUNT, "us-west-2"),
                        new ResourceRef(AwsType.INSTANCE, "i-0123456789abcdef1", OTHER_ACCOUNT, "us-east-1"));
    }

    @Test
    void parse_actorOfAnotherAccount_isNamedByItsArn() {
        JsonNode event = changed(
                "guardduty-attack-sequence.json",
                "/detail/service/detection/sequence/actors/0/user/account",
                "{\"uid\":\"444455556666\"}");

        assertThat(alert(event).identities()).contains(new Identity("user", "arn:aws:iam::444455556666:user/deploy"));
    }
}
