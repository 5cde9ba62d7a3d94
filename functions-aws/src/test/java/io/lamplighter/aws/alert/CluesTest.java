package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.OTHER_ACCOUNT;
import static io.lamplighter.aws.alert.Samples.REGION;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.ResourceRef;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What findings name beside the touched resource, in the many places that they have for it. */
class CluesTest {
    private static final String SHA_256 = "ab".repeat(32);
    private static final String HOST = "i-0123456789abcdef0";

    private static JsonNode asff(String field, String value) {
        return changed("securityhub-custom-action.json", "/detail/findings/0/" + field, value);
    }

    private static Alert first(JsonNode event) {
        return alert(event.at("/detail/findings/0"));
    }

    @Test
    void parse_asffAction_isReadLikeGuardDutys() {
        assertThat(first(asff("Action", """
            {"ActionType": "NETWORK_CONNECTION", "NetworkConnectionAction": {"ConnectionDirection": "OUTBOUND",
              "RemoteIpDetails": {"IpAddressV4": "198.51.100.1"}, "RemotePortDetails": {"Port": 443}}}\
            """)).indicators())
                .containsExactly(new Indicator("ip", "198.51.100.1"), new Indicator("port", "443"));
    }

    @ParameterizedTest
    @CsvSource({"OUT, 198.51.100.2", "IN, 198.51.100.3"})
    void parse_asffNetwork_theFarEndByItsDirection(String direction, String far) {
        assertThat(first(asff("Network", """
            {"Direction": "%s", "SourceIpV4": "198.51.100.3", "DestinationIpV4": "198.51.100.2",
             "DestinationPort": 8443}\
            """.formatted(direction))).indicators())
                .containsExactly(new Indicator("ip", far), new Indicator("port", "8443"));
    }

    @Test
    void parse_asffThreatIntelIndicators_thoseThatALogCanBeSearchedFor() {
        assertThat(first(asff("ThreatIntelIndicators", """
            [{"Type": "IPV4_ADDRESS", "Value": "198.51.100.4"}, {"Type": "DOMAIN", "Value": "c2.bad.example"},
             {"Type": "HASH_SHA256", "Value": "%s"}, {"Type": "MUTEX", "Value": "m"}]\
            """.formatted(SHA_256))).indicators())
                .containsExactly(
                        new Indicator("ip", "198.51.100.4"),
                        new Indicator("domain", "c2.bad.example"),
                        new Indicator("hash", SHA_256));
    }

    @Test
    void parse_ocsfObservables_butForOurOwnEndOfAConnection() {
        JsonNode event = changed("securityhub-ocsf-v2.json", "/detail/findings/0/observables", """
            [{"type_id": 2, "name": "x", "value": "198.51.100.9"}, {"type_id": 1, "name": "y", "value": "c2.bad.example"},
             {"type_id": 8, "name": "file.hashes", "value": "%s"}, {"type_id": 2, "name": "resources[].device.ip", "value": "10.0.0.1"},
             {"type_id": 2, "name": "evidences[].src_endpoint.ip", "value": "10.0.0.2"}]\
            """.formatted(SHA_256));

        assertThat(alert(event).indicators())
                .contains(
                        new Indicator("ip", "198.51.100.9"),
                        new Indicator("domain", "c2.bad.example"),
                        new Indicator("hash", SHA_256))
                .noneMatch(i -> i.value().startsWith("10.0.0."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evidence | {\"threatIntelligenceDetails\":[{\"threatFileSha256\":\"HASH\"}]}",
                "runtimeDetails | {\"process\":{\"executableSha256\":\"HASH\"}}",
                "malwareScanDetails | {\"threats\":[{\"itemPaths\":[{\"hash\":\"HASH\"}]}]}",
                "ebsVolumeScanDetails |"
                        + " {\"scanDetections\":{\"threatDetectedByName\":{\"threatNames\":[{\"filePaths\":[{\"hash\":\"HASH\"}]}]}}}",
            })
    void parse_guardDutyFileHash_whereverItIs(String field, String value) {
        assertThat(alert(changed("guardduty-ec2.json", "/detail/service/" + field, value.replace("HASH", SHA_256)))
                        .indicators())
                .contains(new Indicator("hash", SHA_256));
    }

    @Test
    void parse_ocsfFileHash_inItsEvidence() {
        JsonNode event = changed("securityhub-ocsf-v2.json", "/detail/findings/0/evidences", """
            [{"process": {"file": {"hashes": [{"algorithm_id": 3, "value": "%s"}]}}}]\
            """.formatted(SHA_256));

        assertThat(alert(event).indicators()).containsExactly(new Indicator("hash", SHA_256));
    }

    @Test
    void parse_localNetworkInterface_isAResourceOfTheHost() {
        JsonNode event = changed("guardduty-ec2.json", "/detail/service/action", """
            {"networkConnectionAction": {"localNetworkInterface": "eni-0fffffffffffffff0"}}\
            """);

        assertThat(alert(event).resources())
                .contains(new ResourceRef(
                        AwsType.NETWORK_INTERFACE,
                        "eni-0fffffffffffffff0",
                        ACCOUNT,
                        REGION,
                        Map.of(AwsType.INSTANCE, "i-0abc1234def567890")));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::EC2::Instance, i-0123456789abcdef0, true",
        "AWS::EC2::Instance, GeneratedFindingInstance, false",
        "AWS::EC2::Subnet, subnet-0123456789abcdef0, true",
    })
    void parse_affectedResource_byAnIdWithAFormOfItsOwn(String kind, String id, boolean named) {
        JsonNode event = changed(
                "guardduty-s3.json",
                "/detail/service/action/awsApiCallAction/affectedResources",
                "{\"%s\": \"%s\"}".formatted(kind, id));

        assertThat(alert(event).resources().contains(new ResourceRef(kind, id, ACCOUNT, REGION)))
                .isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guardduty-s3.json | /detail/resource/accessKeyDetails/principalId | 111122223333",
                "cloudtrail-delete-flow-logs.json | /detail/userIdentity/principalId | 111122223333",
                "guardduty-attack-sequence.json | /detail/service/detection/sequence/actors/0/user/uid | 111122223333",
            })
    void parse_sessionOfAHost_theHostIsTouched(String sample, String principal, String account) {
        JsonNode event = changed(sample, principal, "\"AROAEXAMPLEROLE00001:%s\"".formatted(HOST));

        assertThat(alert(event).resources()).contains(new ResourceRef(AwsType.INSTANCE, HOST, account, REGION));
    }

    @Test
    void parse_sessionOfAnotherAccountsHost_isThatAccounts() {
        JsonNode event = changed("cloudtrail-delete-flow-logs.json", "/detail/userIdentity", """
            {"type": "AssumedRole", "accountId": "444455556666", "principalId": "AROAEXAMPLEROLE00001:%s"}\
            """.formatted(HOST));

        assertThat(alert(event).resources()).contains(new ResourceRef(AwsType.INSTANCE, HOST, OTHER_ACCOUNT, REGION));
    }
}
