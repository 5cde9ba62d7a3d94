package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.OTHER_ACCOUNT;
import static io.lamplighter.aws.alert.Samples.REGION;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static io.lamplighter.aws.alert.Samples.json;
import static io.lamplighter.aws.alert.Samples.one;
import static io.lamplighter.aws.alert.Samples.parsed;
import static io.lamplighter.aws.alert.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHubFindingTest {
    private static final ResourceRef INSTANCE_REF =
            new ResourceRef(AwsType.INSTANCE, "i-0abc1234def567890", ACCOUNT, REGION);

    @ParameterizedTest
    @ValueSource(strings = {"securityhub-imported-guardduty.json", "securityhub-ocsf-v2.json"})
    void parse_guardDutyRelayed_isTheSameFindingAsStraightFromIt(String relayed) {
        Alert straight = alert("guardduty-bare-camel.json");
        Alert alert = alert(relayed);

        assertThat(alert.findingId()).isEqualTo(straight.findingId());
        assertThat(alert.origin()).isEqualTo(straight.origin());
        assertThat(alert.type()).isEqualTo(straight.type());
        assertThat(alert.severity()).isEqualTo(straight.severity());
        assertThat(alert.time()).isEqualTo(straight.time());
        assertThat(alert.indicators()).isEqualTo(straight.indicators());
        assertThat(alert.resources()).anyMatch(INSTANCE_REF::same);
    }

    @Test
    void parse_instanceDetails_tellWhereItLies() {
        assertThat(alert("securityhub-imported-guardduty.json")
                        .resources()
                        .getFirst()
                        .within())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        AwsType.SUBNET, "subnet-0f1e2d3c4b5a69788",
                        AwsType.VPC, "vpc-0123456789abcdef0"));
    }

    @Test
    void parse_ocsfDevice_namesTheInterface() {
        assertThat(alert("securityhub-ocsf-v2.json").resources())
                .contains(new ResourceRef(
                        AwsType.NETWORK_INTERFACE,
                        "eni-0a1b2c3d4e5f60718",
                        ACCOUNT,
                        REGION,
                        Map.of(
                                AwsType.INSTANCE, "i-0abc1234def567890",
                                AwsType.SUBNET, "subnet-0f1e2d3c4b5a69788",
                                AwsType.VPC, "vpc-0123456789abcdef0")));
    }

    @Test
    void parse_instanceOfAnotherAccount_itsInterfacesAreThatAccountsToo() {
        Alert alert = alert(changed("securityhub-imported-guardduty.json", "/detail/findings/0/Resources", """
            [{"Type": "AwsEc2Instance", "Region": "us-west-2",
              "Id": "arn:aws:ec2:us-west-2:444455556666:instance/i-0123456789abcdef0",
              "Details": {"AwsEc2Instance": {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-0123456789abcdef0"}]}}},
             {"Type": "AwsLambdaFunction", "Id": "arn:aws:lambda:us-west-2:444455556666:function:fn",
              "Details": {"AwsLambdaFunction": {"VpcConfig": {"SubnetIds": ["subnet-0123456789abcdef0"]}}}}]\
            """));

        assertThat(alert.resources()).hasSize(4).allSatisfy(r -> {
            assertThat(r.account()).isEqualTo(OTHER_ACCOUNT);
            assertThat(r.region()).isEqualTo("us-west-2");
        });
    }

    @Test
    void parse_keyOfAnotherAccount_itsRoleIsNamedByItsArn() {
        Alert alert = alert(changed("securityhub-imported-guardduty.json", "/detail/findings/0/Resources", """
            [{"Type": "AwsIamAccessKey", "Id": "AWS::IAM::AccessKey:AKIAEXAMPLEKEY000002",
              "Details": {"AwsIamAccessKey":
                {"PrincipalType": "Role", "PrincipalName": "web", "AccountId": "444455556666"}}}]\
            """));

        assertThat(alert.identities())
                .containsExactly(
                        new Identity("access-key", "AKIAEXAMPLEKEY000002"),
                        new Identity("role", "arn:aws:iam::444455556666:role/web"));
    }

    @Test
    void parse_bucketWithARegionOfItsOwn_keepsIt() {
        JsonNode ocsf = changed("securityhub-ocsf-v2.json", "/detail/findings/0/resources", """
            [{"type": "AwsS3Bucket", "uid": "arn:aws:s3:::far-away", "region": "us-west-2"},
             {"type": "AwsS3Bucket", "uid": "arn:aws:s3:::somewhere"}]\
            """);
        JsonNode asff = changed("securityhub-imported-guardduty.json", "/detail/findings/0/Resources", """
            [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::far-away", "Region": "us-west-2"},
             {"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::somewhere"}]\
            """);

        for (JsonNode event : List.of(ocsf, asff)) {
            assertThat(alert(event).resources())
                    .containsExactly(
                            new ResourceRef(AwsType.BUCKET, "far-away", ACCOUNT, "us-west-2"),
                            new ResourceRef(AwsType.BUCKET, "somewhere", ACCOUNT, ""));
        }
    }

    @Test
    void parse_severalFindingsInOneEvent_eachIsAnswered() {
        List<Parsed> all = parsed(json("securityhub-custom-action.json"));

        assertThat(all).hasSize(4);
        assertThat(all.get(0)).isInstanceOfSatisfying(Parsed.Read.class, r -> {
            assertThat(r.alert().origin()).isEqualTo("securityhub");
            assertThat(r.alert().resources())
                    .containsExactly(new ResourceRef(AwsType.VPC, "vpc-0123456789abcdef0", ACCOUNT, REGION));
        });
        assertThat(all.get(1))
                .isInstanceOfSatisfying(
                        Parsed.Read.class,
                        r -> assertThat(r.alert().resources())
                                .containsExactly(
                                        new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, REGION)));
        assertThat(all.get(2)).isEqualTo(new Parsed.Ignored("a suppressed finding"));
        assertThat(all.get(3)).isEqualTo(new Parsed.Ignored("a resolved finding"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/RecordState | \"ARCHIVED\" | an archived finding",
                "/Sample | true | a sample finding",
                "/Workflow/Status | \"RESOLVED\" | a resolved finding",
                "/Workflow/Status | \"SUPPRESSED\" | a suppressed finding",
                "/Compliance | {\"Status\":\"PASSED\"} | a check that passed",
                "/ProductFields | {\"aws/guardduty/service/additionalInfo/sample\":\"true\"} | a sample finding",
                "/ProductFields | {\"archived\":\"true\"} | an archived finding",
            })
    void parse_over_isIgnored(String pointer, String value, String why) {
        assertThat(one(changed("securityhub-imported-guardduty.json", "/detail/findings/0" + pointer, value)))
                .isEqualTo(new Parsed.Ignored(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/status_id | 3 | a suppressed finding",
                "/status_id | \"4\" | a resolved finding",
                "/status | \"Archived\" | an archived finding",
                "/status_id | 6 | a deleted finding",
                "/status | \"Deleted\" | a deleted finding",
                "/activity_id | 3 | a finding that was closed",
                "/compliance | {\"status\":\"Pass\"} | a check that passed",
            })
    void parse_ocsfOver_isIgnored(String pointer, String value, String why) {
        assertThat(one(changed("securityhub-ocsf-v2.json", "/detail/findings/0" + pointer, value)))
                .isEqualTo(new Parsed.Ignored(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/AwsAccountId | \"12345\" | in account \"12345\"",
                "/Region | \"eu-central-1/../\" | in region",
                "/Id | \"arn:aws:guardduty:nowhere\" | cannot be an ARN",
                "/Id | {} | it has no id",
                "/ProductArn | \"arn:aws:x\" | cannot be an ARN",
                "/Resources | \"all of them\" | its resources are no list",
                "/Resources | [\"i-0abc1234def567890\"] | its resources are no list",
                "/Resources/0/Id | \"arn:aws:ec2:eu-central-1:1:instance/i-0\" | cannot be an ARN",
                "/Resources/0/Region | \"moon\" | in region \"moon\"",
            })
    void parse_impossible_isRejected(String pointer, String value, String why) {
        assertThat(one(changed("securityhub-imported-guardduty.json", "/detail/findings/0" + pointer, value)))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.why()).contains(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/findings | [] | IGNORED",
                "/detail/findings | null | REJECTED",
                "/detail/findings | [null] | IGNORED",
                "/detail/findings | [\"x\"] | REJECTED",
                "/detail | \"x\" | REJECTED",
            })
    void parse_noFindings_isAnsweredAllTheSame(String pointer, String value, String result) {
        for (String name : List.of("securityhub-imported-guardduty.json", "securityhub-ocsf-v2.json")) {
            assertThat(one(changed(name, pointer, value)).getClass().getSimpleName())
                    .isEqualToIgnoringCase(result);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, INFORMATIONAL", "39, LOW", "40, MEDIUM", "70, HIGH", "90, CRITICAL"})
    void parse_severityWithoutLabel_fromItsNumber(int normalized, Severity severity) {
        assertThat(alert(changed(
                                "securityhub-imported-guardduty.json",
                                "/detail/findings/0/Severity",
                                "{\"Normalized\":\"%d\"}".formatted(normalized)))
                        .severity())
                .isEqualTo(severity);
    }

    @Test
    void parse_productFieldsWithLists_giveEachElement() {
        Alert alert = alert(changed("securityhub-imported-guardduty.json", "/detail/findings/0/ProductFields", """
            {"aws/guardduty/service/action/portProbeAction/portProbeDetails.1_/localPortDetails/port": "9200",
             "aws/guardduty/service/action/portProbeAction/portProbeDetails.0_/localPortDetails/port": "22",
             "aws/guardduty/service/action/portProbeAction/portProbeDetails.0_/remoteIpDetails/ipAddressV4": "198.51.100.9",
             "aws/guardduty/service/action/portProbeAction/portProbeDetails.0_": "not a tree"}\
            """));

        assertThat(alert.indicators())
                .containsExactly(
                        new Indicator("ip", "198.51.100.9"),
                        new Indicator("port", "22"),
                        new Indicator("port", "9200"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guardduty-bare-camel.json | | {\"service\":{\"eventLastSeen\":\"2026-03-14T09:16:40Z\"}}",
                "guardduty-bare-camel.json | | {\"service\":{\"eventFirstSeen\":\"2026-03-14T09:16:40Z\"}}",
                "securityhub-imported-guardduty.json | /detail/findings/0 |"
                        + " {\"FirstObservedAt\":\"2026-03-14T09:16:40Z\"}",
                "securityhub-ocsf-v2.json | /detail/findings/0 | {\"time_dt\":\"2026-03-14T09:16:40Z\"}",
            })
    void parse_bareFindingWithoutItsUsualTimes_isStillOfATimeOfItsOwn(String sample, String pointer, String other) {
        ObjectNode finding =
                (ObjectNode) (pointer == null ? json(sample) : json(sample).at(pointer));
        List.of("updatedAt", "createdAt", "service", "UpdatedAt", "CreatedAt", "LastObservedAt", "time")
                .forEach(finding::remove);
        if (finding.path("finding_info") instanceof ObjectNode info) {
            List.of("modified_time", "created_time", "last_seen_time", "first_seen_time")
                    .forEach(info::remove);
        }
        finding.setAll((ObjectNode) tree(other));

        assertThat(alert(finding).time()).isEqualTo(Instant.parse("2026-03-14T09:16:40Z"));
    }

    @Test
    void parse_bareOcsfOfAnotherCloud_isIgnored() {
        assertThat(one(changed("securityhub-ocsf-v2.json", "/detail/findings/0/cloud/provider", "\"Azure\"")
                        .at("/detail/findings/0")))
                .isEqualTo(new Parsed.Ignored("a finding that is not about AWS"));
    }
}
