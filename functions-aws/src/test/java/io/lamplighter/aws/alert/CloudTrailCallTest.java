package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.REGION;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static io.lamplighter.aws.alert.Samples.json;
import static io.lamplighter.aws.alert.Samples.one;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailCallTest {
    private static JsonNode call(String service, String name, String parameters) {
        JsonNode event = json("cloudtrail-stop-logging.json");
        ObjectNode detail = (ObjectNode) event.path("detail");
        detail.put("eventSource", service + ".amazonaws.com");
        detail.put("eventName", name);
        detail.set("requestParameters", tree(parameters));
        return event;
    }

    @Test
    void parse_deleteFlowLogs_namesCallerAndFlowLogs() {
        Alert alert = alert("cloudtrail-delete-flow-logs.json");

        assertThat(alert.id()).isEqualTo("11111111-aaaa-4bbb-8ccc-000000000001");
        assertThat(alert.origin()).isEqualTo("cloudtrail");
        assertThat(alert.type()).isEqualTo("ec2:DeleteFlowLogs");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.resources())
                .extracting(ResourceRef::id)
                .containsExactly("fl-0a1b2c3d4e5f60718", "fl-0f1e2d3c4b5a69788");
        assertThat(alert.identities())
                .containsExactly(new Identity("role", "Admin"), new Identity("access-key", "ASIAEXAMPLEKEY000001"));
        assertThat(alert.indicators())
                .contains(new Indicator("ip", "198.51.100.23"), new Indicator("api", "DeleteFlowLogs"));
    }

    @Test
    void parse_emptiedBucketLogging_namesTheBucketInItsRegion() {
        assertThat(alert("cloudtrail-put-bucket-logging-emptied.json").resources())
                .containsExactly(new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, REGION));
    }

    @Test
    void parse_disassociatedQueryLog_namesTheVpc() {
        assertThat(alert("cloudtrail-disassociate-query-log.json").resources())
                .containsExactly(new ResourceRef(AwsType.VPC, "vpc-0123456789abcdef0", ACCOUNT, REGION));
    }

    @Test
    void parse_bucketLoggingThatIsSet_isIgnored() {
        assertThat(one(json("cloudtrail-put-bucket-logging-set.json"))).isInstanceOf(Parsed.Ignored.class);
    }

    @Test
    void parse_refusedCall_isAnAlertOfLesserSeverity() {
        Alert alert = alert("cloudtrail-stop-logging-denied.json");

        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.title()).contains("was refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TrailNotFoundException", "ThrottlingException", "InvalidTrailNameException"})
    void parse_callThatFailedOtherwise_isIgnored(String error) {
        assertThat(one(changed("cloudtrail-stop-logging.json", "/detail/errorCode", "\"" + error + "\"")))
                .isInstanceOfSatisfying(
                        Parsed.Ignored.class, i -> assertThat(i.why()).contains(error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudtrail | UpdateTrail | {\"name\":\"t\",\"isMultiRegionTrail\":false} | true",
                "cloudtrail | UpdateTrail | {\"name\":\"t\",\"enableLogFileValidation\":\"false\"} | true",
                "cloudtrail | UpdateTrail | {\"name\":\"t\",\"s3BucketName\":\"elsewhere\"} | true",
                "cloudtrail | UpdateTrail | {\"name\":\"t\",\"isMultiRegionTrail\":true} | false",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"eventSelectors\":[{\"readWriteType\":\"ReadOnly\",\"includeManagementEvents\":false}]}"
                        + " | true",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"eventSelectors\":[{\"readWriteType\":\"WriteOnly\"}]} | true",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"eventSelectors\":[{\"readWriteType\":\"All\",\"includeManagementEvents\":true,\"excludeManagementEventSources\":[\"kms.amazonaws.com\"]}]}"
                        + " | true",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"eventSelectors\":[{\"readWriteType\":\"All\",\"includeManagementEvents\":true}]}"
                        + " | false",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"advancedEventSelectors\":[{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":[\"Data\"]}]}]}"
                        + " | true",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"advancedEventSelectors\":[{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":[\"Management\"]}]}]}"
                        + " | false",
                "cloudtrail | PutEventSelectors |"
                        + " {\"trailName\":\"t\",\"advancedEventSelectors\":[{\"fieldSelectors\":[{\"field\":\"eventCategory\",\"equals\":[\"Management\"]},{\"field\":\"readOnly\",\"equals\":[\"true\"]}]}]}"
                        + " | true",
                "cloudtrail | PutInsightSelectors | {\"trailName\":\"t\",\"insightSelectors\":[]} | true",
                "cloudtrail | PutInsightSelectors |"
                        + " {\"trailName\":\"t\",\"insightSelectors\":[{\"insightType\":\"ApiCallRateInsight\"}]} | false",
                "guardduty | UpdateDetector | {\"detectorId\":\"d\",\"enable\":false} | true",
                "guardduty | UpdateDetector |"
                        + " {\"detectorId\":\"d\",\"features\":[{\"name\":\"S3_DATA_EVENTS\",\"status\":\"DISABLED\"}]} |"
                        + " true",
                "guardduty | UpdateDetector | {\"detectorId\":\"d\",\"enable\":true} | false",
                "guardduty | CreateFilter | {\"detectorId\":\"d\",\"action\":\"ARCHIVE\"} | true",
                "guardduty | CreateFilter | {\"detectorId\":\"d\",\"action\":\"NOOP\"} | false",
                "guardduty | DeleteDetector | {\"detectorId\":\"d\"} | true",
                "logs | PutRetentionPolicy | {\"logGroupName\":\"g\",\"retentionInDays\":1} | true",
                "logs | PutRetentionPolicy | {\"logGroupName\":\"g\",\"retentionInDays\":365} | false",
                "logs | DeleteLogGroup | {\"logGroupName\":\"g\"} | true",
                "elasticloadbalancing | ModifyLoadBalancerAttributes |"
                        + " {\"attributes\":[{\"key\":\"access_logs.s3.enabled\",\"value\":\"false\"}]} | true",
                "elasticloadbalancing | ModifyLoadBalancerAttributes |"
                        + " {\"loadBalancerName\":\"old\",\"loadBalancerAttributes\":{\"accessLog\":{\"enabled\":false}}}"
                        + " | true",
                "elasticloadbalancing | ModifyLoadBalancerAttributes |"
                        + " {\"attributes\":[{\"key\":\"idle_timeout.timeout_seconds\",\"value\":\"60\"}]} | false",
                "network-firewall | UpdateLoggingConfiguration |"
                        + " {\"firewallName\":\"f\",\"loggingConfiguration\":{\"logDestinationConfigs\":[]}} | true",
                "eks | UpdateClusterConfig |"
                        + " {\"name\":\"c\",\"logging\":{\"clusterLogging\":[{\"types\":[\"audit\"],\"enabled\":false}]}}"
                        + " | true",
                "eks | UpdateClusterConfig | {\"name\":\"c\"} | false",
                "rds | ModifyDBInstance |"
                        + " {\"dBInstanceIdentifier\":\"d\",\"cloudwatchLogsExportConfiguration\":{\"disableLogTypes\":[\"audit\"]}}"
                        + " | true",
                "rds | ModifyDBInstance | {\"dBInstanceIdentifier\":\"d\"} | false",
                "s3 | PutBucketLogging | {\"bucketName\":\"b\",\"BucketLoggingStatus\":\"\"} | true",
                "securitylake | DeleteDataLake | {\"regions\":[\"eu-central-1\"]} | true",
                "events | DisableRule | {\"name\":\"lamplighter\"} | true",
                "events | DeleteRule | {\"name\":\"lamplighter\"} | true",
                "events | RemoveTargets | {\"rule\":\"lamplighter\",\"ids\":[\"1\"]} | true",
                "guardduty | UpdateFilter | {\"detectorId\":\"d\",\"action\":\"ARCHIVE\"} | true",
                "guardduty | UpdateFilter | {\"detectorId\":\"d\",\"action\":\"NOOP\"} | false",
                "guardduty | DeleteMembers | {\"detectorId\":\"d\",\"accountIds\":[\"444455556666\"]} | true",
                "guardduty | UpdatePublishingDestination | {\"detectorId\":\"d\"} | true",
                "logs | DeleteResourcePolicy | {\"policyName\":\"p\"} | true",
                "cloudtrail | UpdateEventDataStore | {\"eventDataStore\":\"s\",\"terminationProtectionEnabled\":false}"
                        + " | true",
                "cloudtrail | UpdateEventDataStore | {\"eventDataStore\":\"s\",\"retentionPeriod\":7} | true",
                "cloudtrail | UpdateEventDataStore | {\"eventDataStore\":\"s\",\"name\":\"n\"} | false",
                "config | PutConfigurationRecorder |"
                        + " {\"configurationRecorder\":{\"name\":\"r\",\"recordingGroup\":{\"allSupported\":false}}} |"
                        + " true",
                "config | PutConfigurationRecorder |"
                        + " {\"configurationRecorder\":{\"name\":\"r\",\"recordingGroup\":{\"allSupported\":true}}} |"
                        + " false",
                "securityhub | BatchDisableStandards | {} | true",
                "detective | DeleteGraph | {\"graphArn\":\"arn:aws:detective:eu-central-1:111122223333:graph:0\"} |"
                        + " true",
                "s3 | DeleteObject | {\"bucketName\":\"b\"} | false",
            })
    void parse_call_isJudgedByItsParameters(String service, String name, String parameters, boolean weakens) {
        assertThat(one(call(service, name, parameters)) instanceof Parsed.Read).isEqualTo(weakens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"t\",\"isMultiRegionTrail\":false,\"s3BucketName\":\"b\"} | HIGH | narrows a trail",
                "{\"name\":\"t\",\"cloudWatchLogsLogGroupArn\":\"\",\"cloudWatchLogsRoleArn\":\"\"} | HIGH | cuts off"
                        + " those who read it",
                "{\"name\":\"t\",\"isMultiRegionTrail\":true,\"enableLogFileValidation\":true,\"s3BucketName\":\"same\"}"
                        + " | MEDIUM | is not told",
                "{\"name\":\"t\",\"kmsKeyId\":\"arn:aws:kms:eu-central-1:999999999999:key/x\"} | MEDIUM | is not told",
            })
    void parse_updatedTrail_isAsBadAsItsParametersTell(String parameters, Severity severity, String why) {
        Alert alert = alert(call("cloudtrail", "UpdateTrail", parameters));

        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.title()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"s3, PutBucketLogging", "cloudtrail, UpdateTrail", "guardduty, UpdateDetector", "rds, ModifyDBInstance"
    })
    void parse_refusedCallWithoutParameters_isAnAttempt(String service, String name) {
        JsonNode event = call(service, name, "null");
        ((ObjectNode) event.path("detail")).put("errorCode", "AccessDenied");

        Alert alert = alert(event);

        assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(alert.title()).contains("was refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ec2 | DeleteFlowLogs | {\"DeleteFlowLogsRequest\":{\"FlowLogId\":{\"tag\":1,\"content\":\"fl-1\"}}} |"
                        + " {\"DeleteFlowLogsResponse\":{\"unsuccessful\":{\"item\":{\"resourceId\":\"fl-1\"}}}} | MEDIUM",
                "ec2 | DeleteFlowLogs |"
                        + " {\"DeleteFlowLogsRequest\":{\"FlowLogId\":[{\"content\":\"fl-1\"},{\"content\":\"fl-2\"}]}} |"
                        + " {\"DeleteFlowLogsResponse\":{\"unsuccessful\":{\"item\":{\"resourceId\":\"fl-1\"}}}} | HIGH",
                "ec2 | DeleteFlowLogs | {\"DeleteFlowLogsRequest\":{\"FlowLogId\":{\"content\":\"fl-1\"}}} |"
                        + " {\"DeleteFlowLogsResponse\":{\"unsuccessful\":\"\"}} | HIGH",
                "guardduty | DeleteMembers | {\"detectorId\":\"d\",\"accountIds\":[\"444455556666\"]} |"
                        + " {\"unprocessedAccounts\":[{\"accountId\":\"444455556666\"}]} | MEDIUM",
            })
    void parse_callThatFailedForAllItNamed_isAnAttempt(
            String service, String name, String parameters, String answer, Severity severity) {
        JsonNode event = call(service, name, parameters);
        ((ObjectNode) event.path("detail")).set("responseElements", tree(answer));

        assertThat(alert(event).severity()).isEqualTo(severity);
    }

    @Test
    void parse_callInChina_isReadByTheServicesNameThere() {
        JsonNode event = call("ec2", "DeleteFlowLogs", "{}");
        ((ObjectNode) event.path("detail"))
                .put("eventSource", "ec2.amazonaws.com.cn")
                .put("awsRegion", "cn-north-1")
                .put("sourceIPAddress", "cloudformation.amazonaws.com.cn");

        Alert alert = alert(event);

        assertThat(alert.type()).isEqualTo("ec2:DeleteFlowLogs");
        assertThat(alert.indicators()).noneMatch(i -> i.kind().equals("ip"));
    }

    @Test
    void table_everyRow_isReadWhateverItsParametersMiss() {
        for (WeakeningCall row : WeakeningCall.ALL) {
            assertThat(one(call(row.service(), row.name(), "null")))
                    .as(row.service() + ":" + row.name())
                    .isNotInstanceOf(Parsed.Rejected.class);
            assertThat(row.why()).isNotBlank();
        }
    }

    /** Whoever may assume a role names the session: a name that we use ourselves proves nothing. */
    @Test
    void parse_sessionNamedLikeOurs_isAnAlertAllTheSame() {
        JsonNode event = changed(
                "cloudtrail-put-bucket-logging-emptied.json",
                "/detail/userIdentity/arn",
                "\"arn:aws:sts::111122223333:assumed-role/lamplighter-member/lamplighter\"");

        assertThat(one(event)).isInstanceOf(Parsed.Read.class);
    }

    @Test
    void parse_call_carriesTheIdThatAwsGaveIt() {
        assertThat(alert("cloudtrail-delete-flow-logs.json").indicators())
                .contains(new Indicator(Indicator.REQUEST_ID, "0f5a7d1e-2b34-4c56-8d78-9e0f1a2b3c4d"));
        assertThat(alert(changed("cloudtrail-delete-flow-logs.json", "/detail/requestID", ""))
                        .indicators())
                .noneMatch(i -> i.kind().equals(Indicator.REQUEST_ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/recipientAccountId | \"REDACTED\" | in account",
                "/detail/awsRegion | \"eu-central-1r\" | in region",
                "/detail/eventID | null | it has no id",
                "/detail/eventName | 7.5 | IGNORED",
                "/detail/eventName | null | it names no call",
                "/detail/requestParameters/name | \"arn:aws:cloudtrail:x\" | cannot be an ARN",
                "/detail | 1 | without its detail",
            })
    void parse_impossible_isRejected(String pointer, String value, String why) {
        Parsed parsed = one(changed("cloudtrail-stop-logging.json", pointer, value));
        if (why.equals("IGNORED")) {
            assertThat(parsed).isInstanceOf(Parsed.Ignored.class);
        } else {
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Parsed.Rejected.class, r -> assertThat(r.why()).contains(why));
        }
    }

    @Test
    void parse_bareRecord_isReadAsInItsEnvelope() {
        assertThat(alert(json("cloudtrail-stop-logging.json").path("detail")))
                .isEqualTo(alert("cloudtrail-stop-logging.json"));
    }
}
