package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.OTHER_ACCOUNT;
import static io.lamplighter.aws.alert.Samples.REGION;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static io.lamplighter.aws.alert.Samples.json;
import static io.lamplighter.aws.alert.Samples.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Severity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardDutyFindingTest {
    private static final String VPC = "vpc-0123456789abcdef0";

    private static ResourceRef ref(String kind, String id, Map<String, String> within) {
        return new ResourceRef(kind, id, ACCOUNT, REGION, within);
    }

    @Test
    void parse_instanceInEventBridge_namesHostInterfaceAndProfile() {
        Alert alert = alert("guardduty-ec2.json");

        assertThat(alert.id()).isEqualTo("16c9b1f3a7d24e5f8b0a1c2d3e4f5061");
        assertThat(alert.origin()).isEqualTo("guardduty");
        assertThat(alert.type()).isEqualTo("Backdoor:EC2/C&CActivity.B!DNS");
        assertThat(alert.severity()).isEqualTo(Severity.HIGH);
        assertThat(alert.time()).isEqualTo(Instant.parse("2026-03-14T09:20:58.007Z"));
        assertThat(alert.account()).isEqualTo(ACCOUNT);
        assertThat(alert.region()).isEqualTo(REGION);
        assertThat(alert.request()).isEqualTo(Request.RESPOND);
        assertThat(alert.resources())
                .containsExactly(
                        ref(AwsType.INSTANCE, "i-0abc1234def567890", Map.of()),
                        ref(
                                AwsType.NETWORK_INTERFACE,
                                "eni-0a1b2c3d4e5f60718",
                                Map.of(
                                        AwsType.INSTANCE, "i-0abc1234def567890",
                                        AwsType.SUBNET, "subnet-0f1e2d3c4b5a69788",
                                        AwsType.VPC, VPC)),
                        ref(
                                AwsType.INSTANCE_PROFILE,
                                "arn:aws:iam::111122223333:instance-profile/web-server",
                                Map.of()));
        assertThat(alert.indicators()).containsExactly(new Indicator("domain", "c2.bad.example"));
    }

    @Test
    void parse_sharedVpc_goesToItsOwner() {
        assertThat(alert("guardduty-ec2-shared-vpc.json").resources())
                .contains(new ResourceRef(AwsType.VPC, VPC, OTHER_ACCOUNT, REGION));
    }

    @Test
    void parse_buckets_eachWithTheKeyAndRoleAndNoRegionOfItsOwn() {
        Alert alert = alert("guardduty-s3.json");

        assertThat(alert.resources())
                .containsExactly(
                        new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, ""),
                        new ResourceRef(AwsType.BUCKET, "shop-customer-uploads", ACCOUNT, ""));
        assertThat(alert.identities())
                .containsExactly(new Identity("access-key", "ASIAEXAMPLEKEY000001"), new Identity("role", "Admin"));
        assertThat(alert.indicators())
                .containsExactly(
                        new Indicator("ip", "198.51.100.23"),
                        new Indicator("api", "GetObject"),
                        new Indicator("user-agent", "[Boto3/1.34 Python/3.11 \"quoted\"\n]"));
    }

    @Test
    void parse_cluster_liesInItsVpc() {
        Alert alert = alert("guardduty-eks.json");

        assertThat(alert.resources())
                .containsExactly(
                        ref(AwsType.EKS_CLUSTER, "shop", Map.of(AwsType.VPC, "vpc-0fedcba9876543210")),
                        ref(AwsType.VPC, "vpc-0fedcba9876543210", Map.of()));
        assertThat(alert.identities()).containsExactly(new Identity("kubernetes-user", "system:anonymous"));
        assertThat(alert.indicators())
                .containsExactly(new Indicator("ip", "198.51.100.77"), new Indicator("user-agent", "kubectl/v1.30"));
    }

    @Test
    void parse_task_liesInItsCluster() {
        assertThat(alert("guardduty-ecs.json").resources())
                .containsExactly(
                        ref(AwsType.ECS_CLUSTER, "shop-tasks", Map.of()),
                        ref(
                                AwsType.ECS_TASK,
                                "arn:aws:ecs:eu-central-1:111122223333:task/shop-tasks/0f9e8d7c6b5a49382716051423324150",
                                Map.of(AwsType.ECS_CLUSTER, "shop-tasks")));
    }

    @Test
    void parse_function_namesEachSubnetTheInterfaceAndTheRole() {
        Alert alert = alert("guardduty-lambda.json");

        assertThat(alert.resources())
                .containsExactly(
                        ref(AwsType.FUNCTION, "invoices", Map.of(AwsType.VPC, VPC)),
                        ref(AwsType.SUBNET, "subnet-0aaa1111bbb22222c", Map.of(AwsType.VPC, VPC)),
                        ref(AwsType.SUBNET, "subnet-0ddd3333eee44444f", Map.of(AwsType.VPC, VPC)),
                        ref(AwsType.NETWORK_INTERFACE, "eni-0b0b0b0b0b0b0b0b0", Map.of()));
        assertThat(alert.identities()).containsExactly(new Identity("role", "invoices-role"));
        assertThat(alert.indicators())
                .containsExactly(new Indicator("ip", "198.51.100.91"), new Indicator("port", "9001"));
    }

    @Test
    void parse_database_asAListWhereOneIsDocumented() {
        Alert alert = alert("guardduty-rds.json");

        assertThat(alert.resources())
                .containsExactly(ref(AwsType.DB_INSTANCE, "orders-db", Map.of(AwsType.DB_CLUSTER, "orders")));
        assertThat(alert.identities()).containsExactly(new Identity("database-user", "app"));
    }

    @Test
    void parse_bareCamelAndPascal_areTheSameAlert() {
        assertThat(alert("guardduty-bare-pascal.json")).isEqualTo(alert("guardduty-bare-camel.json"));
    }

    @Test
    void parse_inboundConnection_portIsTheOneThatWasCalled() {
        assertThat(alert("guardduty-bare-camel.json").indicators())
                .containsExactly(new Indicator("ip", "198.51.100.5"), new Indicator("port", "22"));
    }

    @ParameterizedTest
    @CsvSource({
        "guardduty-sample.json, a sample finding",
        "guardduty-archived.json, an archived finding",
    })
    void parse_nothingToDo_isIgnored(String name, String why) {
        assertThat(one(json(name))).isEqualTo(new Parsed.Ignored(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/service/additionalInfo | {\"value\":\"{\\\"sample\\\":true}\"} | a sample finding",
                "/detail/service/additionalInfo | {\"sample\":true} | a sample finding",
                "/detail/title | \"[SAMPLE] a finding\" | a sample finding",
                "/detail/service/archived | true | an archived finding",
            })
    void parse_saidInOtherWays_isIgnored(String pointer, String value, String why) {
        assertThat(one(changed("guardduty-ec2.json", pointer, value))).isEqualTo(new Parsed.Ignored(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/type | null | it has no type",
                "/detail/type | {\"name\":\"x\"} | it has no type",
                "/detail/accountId | \"1111222233334\" | in account \"1111222233334\"",
                "/detail/accountId | \"11112222333a\" | in account",
                "/detail/region | \"eu-central-1.evil.example\" | in region \"eu-central-1.evil.example\"",
                "/detail/region | \"eu-central-1a\" | in region",
                "/detail/arn | \"arn:aws:guardduty:eu-central-1:1111:detector/d/finding/f\" | cannot be a finding's"
                        + " ARN",
                "/detail/resource | \"i-0abc1234def567890\" | its resource is no object",
                "/detail/resource/instanceDetails | \"i-0abc1234def567890\" | its instanceDetails is no object",
                "/detail/resource/s3BucketDetails | [\"shop\"] | its s3BucketDetails is no object",
                "/detail/resource/instanceDetails/iamInstanceProfile/arn | \"arn:aws:iam::12:x\" | cannot be an ARN",
                "/detail | [] | without its detail",
                "/detail | null | without its detail",
            })
    void parse_impossible_isRejected(String pointer, String value, String why) {
        assertThat(one(changed("guardduty-ec2.json", pointer, value)))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.why()).contains(why));
    }

    @Test
    void parse_noIdAnywhere_isRejected() {
        JsonNode event = changed("guardduty-ec2.json", "/detail/arn", "");
        ((com.fasterxml.jackson.databind.node.ObjectNode) event.path("detail")).remove("id");

        assertThat(one(event)).isEqualTo(new Parsed.Rejected("it has no id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/severity | \"8\" | HIGH",
                "/detail/severity | 3.9 | LOW",
                "/detail/severity | 4 | MEDIUM",
                "/detail/severity | 9.0 | CRITICAL",
                "/detail/severity | \"HIGH\" | HIGH",
                "/detail/severity | {\"code\":5,\"value\":\"Medium\"} | MEDIUM",
                "/detail/severity | {\"code\":5} | MEDIUM",
                "/detail/severity | null | UNKNOWN",
                "/detail/severity | [1] | UNKNOWN",
                "/detail/severity | \"dreadful\" | UNKNOWN",
            })
    void parse_severity_inAnyTypeThatIsSeen(String pointer, String value, Severity severity) {
        assertThat(alert(changed("guardduty-ec2.json", pointer, value)).severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/detail/updatedAt | \"2026-03-14 09:30:00.5\" | 2026-03-14T09:30:00.500Z",
                "/detail/updatedAt | \"2026-03-14T09:30:00+02:00\" | 2026-03-14T07:30:00Z",
                "/detail/updatedAt | 1773480000 | 2026-03-14T09:20:00Z",
                "/detail/updatedAt | 1773480000123 | 2026-03-14T09:20:00.123Z",
                "/detail/updatedAt | \"yesterday\" | 2026-03-14T09:05:31.412Z",
                "/detail/updatedAt | \"+999999-01-01T00:00:00Z\" | 2026-03-14T09:05:31.412Z",
            })
    void parse_time_inAnyFormThatIsSeen(String pointer, String value, Instant time) {
        assertThat(alert(changed("guardduty-ec2.json", pointer, value)).time()).isEqualTo(time);
    }

    @Test
    void parse_title_isOneLineOfAtMost256() {
        String title = "\"\\u001b[31mred\\n" + "x".repeat(400) + "\"";

        String read =
                alert(changed("guardduty-ec2.json", "/detail/title", title)).title();

        assertThat(read).startsWith("[31mred x").hasSize(256);
    }

    @Test
    void parse_interfaceWithoutItsId_tellsWhereTheInstanceLies() {
        Alert alert = alert(changed(
                "guardduty-ec2.json",
                "/detail/resource/instanceDetails/networkInterfaces/0/networkInterfaceId",
                "null"));

        assertThat(alert.resources().getFirst().within()).containsEntry(AwsType.VPC, VPC);
    }
}
