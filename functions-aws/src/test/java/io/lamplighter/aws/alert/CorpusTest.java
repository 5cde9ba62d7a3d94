package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.shell.Corpus;
import io.lamplighter.shell.Explain;
import io.lamplighter.shell.Explain.Explanation;
import io.lamplighter.shell.Explain.Result;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event of the collection of real ones, where it lies beside the project: read, ignored or rejected, none thrown. */
class CorpusTest {
    private final Corpus corpus = new Corpus(new Explain(Samples.events()::open, List.of(), a -> List.of()));

    @ParameterizedTest
    @CsvSource({
        // Most are samples; those rejected have accounts of 10, 11 or 13 digits, the fragments no id.
        "guardduty/eventbridge, 0, 5, 15",
        "guardduty/camel, 4, 14, 0",
        "guardduty/api, 2, 12, 10",
        "guardduty/fragment, 0, 1, 3",
        // A custom action may hold no finding.
        "securityhub/eventbridge, 27, 7, 1",
        "securityhub/asff, 188, 31, 19",
        "securityhub/ocsf-finding, 4, 10, 0",
        "cloudtrail/eventbridge, 0, 12, 0",
        // Made anonymous, three of these have regions that cannot be and three have accounts that cannot.
        "cloudtrail/raw, 1, 452, 6",
        "eventbridge-other, 0, 197, 0",
    })
    void everyFile_isAnswered(String folder, int read, int ignored, int rejected) throws IOException {
        corpus.answers(folder, read, ignored, rejected);
    }

    /**
     * The same with accounts of 12 digits and no sample's mark, as the detectors send them: what is found in them, so that a
     * parser that no more sees a kind of thing is seen.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guardduty/eventbridge | guardduty 19 | EC2::Instance 17, EC2::NetworkInterface 53,"
                        + " IAM::InstanceProfile 14, RDS::DBInstance 1 | access-key 3, database-user 1,"
                        + " generated-finding-user-type 1, root 1, user 1 | api 3, domain 5, ip 36, port 16",
                "guardduty/camel | guardduty 16 | EC2::Instance 9, EC2::NetworkInterface 9, EKS::Cluster 2,"
                        + " IAM::InstanceProfile 7, RDS::DBInstance 1 | access-key 2, database-user 1, kubernetes-user 2,"
                        + " role 1, user 1 | api 1, domain 3, ip 11, port 10",
                "guardduty/api | guardduty 21 | CloudTrail::Trail 1, EC2::Instance 13, EC2::NetworkInterface 31,"
                        + " EC2::VPC 2, ECS::Cluster 1, ECS::Task 1, EKS::Cluster 2, IAM::InstanceProfile 10,"
                        + " Lambda::Function 1, RDS::DBCluster 1, RDS::DBInstance 1, S3::Bucket 6 | access-key 6,"
                        + " database-user 1, kubernetes-user 1, role 2, user 5 | api 5, domain 1, ip 33, port 10",
                "securityhub/eventbridge | guardduty 5, securityhub 23 | ::Account 8, AutoScaling::AutoScalingGroup 1,"
                        + " AwsEc2SecurityGroup 3, AwsEcrContainerImage 1, AwsKmsKey 1, AwsRdsDbClusterSnapshot 1,"
                        + " AwsRdsDbSnapshot 1, EC2::Instance 3, IAM::InstanceProfile 1, Lambda::Function 1,"
                        + " RDS::DBCluster 1, RDS::DBInstance 1, S3::Bucket 2 | user 7 | api 1, ip 2, port 1",
                "securityhub/asff | guardduty 6, securityhub 193 | ::Account 69, AutoScaling::AutoScalingGroup 5,"
                        + " AwsCloudFormationStack 1, AwsCloudFrontDistribution 1, AwsCodeBuildProject 3,"
                        + " AwsEc2SecurityGroup 6, AwsEcrContainerImage 2, AwsKmsKey 1, AwsRdsDbClusterSnapshot 3,"
                        + " AwsRdsDbSnapshot 1, AwsRedshiftCluster 5, AwsSnsTopic 2, AwsSqsQueue 1, CloudTrail::Trail 12,"
                        + " Container 30, EC2::Instance 2, EC2::NetworkInterface 1, EC2::Subnet 1, EC2::VPC 3,"
                        + " ElasticLoadBalancingV2::LoadBalancer 1, IAM::InstanceProfile 2, Lambda::Function 4, Other 3,"
                        + " RDS::DBCluster 1, RDS::DBInstance 7, S3::Bucket 9 | access-key 5, role 8, user 24 | api 6, ip"
                        + " 6",
                "securityhub/ocsf-finding | guardduty 1, securityhub 3 | ::Account 2, AwsCertificateManagerCertificate"
                        + " 1, EC2::Instance 1, EC2::NetworkInterface 1, IAM::InstanceProfile 1 | '' | hash 2",
                "cloudtrail/raw | cloudtrail 4"
                        + " | CloudTrail::Trail 4"
                        + " | access-key 4, role 1, user 3 | api 4, ip 4, request-id 4,"
                        + " user-agent 4"
            })
    void everyRepairedFile_namesWhatItHolds(
            String folder, String origins, String resources, String identities, String indicators) throws IOException {
        List<Alert> alerts = corpus.explained(folder, CorpusTest::repair).stream()
                .filter(e -> e.result() == Result.READ)
                .map(Explanation::alert)
                .toList();

        assertThat(Corpus.tally(alerts.stream().map(Alert::origin))).isEqualTo(origins);
        assertThat(Corpus.tally(alerts.stream()
                        .flatMap(a -> a.resources().stream())
                        .map(r -> r.kind().replaceFirst("^AWS::", ""))))
                .isEqualTo(resources);
        assertThat(Corpus.tally(
                        alerts.stream().flatMap(a -> a.identities().stream()).map(Identity::kind)))
                .isEqualTo(identities);
        assertThat(Corpus.tally(
                        alerts.stream().flatMap(a -> a.indicators().stream()).map(Indicator::kind)))
                .isEqualTo(indicators);
    }

    /** Those who published them changed the number of an account's digits, and made many as samples. */
    private static String repair(String text) {
        return text.replaceAll("(?<=[:\"])(\\d{10,11}|\\d{13,14})(?=[:\"])", ACCOUNT)
                .replaceAll("(?i)(sample\\\\?\"\\s*:\\s*\\\\?\"?)true", "$1false")
                .replace("[SAMPLE]", "");
    }
}
