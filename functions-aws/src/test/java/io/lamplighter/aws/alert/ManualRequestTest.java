package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.OTHER_ACCOUNT;
import static io.lamplighter.aws.alert.Samples.REGION;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.json;
import static io.lamplighter.aws.alert.Samples.one;
import static io.lamplighter.aws.alert.Samples.parsed;
import static io.lamplighter.aws.alert.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualRequestTest {
    @Test
    void parse_respond_namesWhatItSays() {
        Alert alert = alert("manual-respond.json");

        assertThat(alert.id()).isEqualTo("INC-42");
        assertThat(alert.origin()).isEqualTo("manual");
        assertThat(alert.title()).isEqualTo("A call from the night shift");
        assertThat(alert.resources())
                .containsExactly(
                        new ResourceRef(AwsType.INSTANCE, "i-0abc1234def567890", ACCOUNT, REGION),
                        new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, ""),
                        new ResourceRef(AwsType.VPC, "vpc-0defdefdefdefdefd", OTHER_ACCOUNT, "us-east-1"));
        assertThat(alert.identities()).containsExactly(new Identity("access-key", "AKIAEXAMPLEKEY000002"));
        assertThat(alert.request()).isEqualTo(Request.RESPOND);
    }

    @Test
    void parse_harden_isOneAlertForEachAccount() {
        List<Parsed> all = parsed(json("manual-harden.json"));

        assertThat(all).hasSize(2).allSatisfy(p -> assertThat(p).isInstanceOf(Parsed.Read.class));
        Alert first = ((Parsed.Read) all.getFirst()).alert();
        Alert second = ((Parsed.Read) all.getLast()).alert();
        assertThat(first.account()).isEqualTo(ACCOUNT);
        assertThat(second.account()).isEqualTo(OTHER_ACCOUNT);
        assertThat(first.findingId()).isNotEqualTo(second.findingId());
        assertThat(first.request())
                .isEqualTo(new Request(
                        Breadth.ALL,
                        List.of(REGION, "us-east-1"),
                        List.of("aws.vpc-flow-logs", "aws.resolver-query-logs")));
    }

    @Test
    void parse_hardenWithResources_neverWidensToTheWholeAccount() {
        List<Parsed> all = parsed(tree("""
            {"request": "harden", "accounts": ["111122223333", "444455556666"], "region": "eu-central-1",
             "resources": ["arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0123456789abcdef0"]}\
            """));

        assertThat(all).singleElement().isInstanceOfSatisfying(Parsed.Read.class, r -> {
            assertThat(r.alert().account()).isEqualTo(ACCOUNT);
            assertThat(r.alert().resources()).hasSize(1);
        });
    }

    @Test
    void parse_respondWithArnsOnly_takesAccountAndRegionFromThem() {
        Alert alert = alert(tree("""
            {"request": "respond", "resources": ["arn:aws:ec2:us-east-1:444455556666:subnet/subnet-0123456789abcdef0"]}\
            """));

        assertThat(alert.account()).isEqualTo(OTHER_ACCOUNT);
        assertThat(alert.region()).isEqualTo("us-east-1");
        assertThat(alert.resources())
                .containsExactly(
                        new ResourceRef(AwsType.SUBNET, "subnet-0123456789abcdef0", OTHER_ACCOUNT, "us-east-1"));
    }

    @Test
    void parse_hardenOfABucketInSeveralRegions_isTakenWhereverTheBucketIs() {
        assertThat(alert(tree("""
            {"request": "harden", "account": "111122223333", "regions": ["eu-central-1", "us-west-2"],
             "resources": ["s3://shop-orders-archive"]}\
            """)).resources())
                .containsExactly(new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, ""));
    }

    @Test
    void parse_withoutAnId_isTheSameFindingWhenItIsAskedAgain() {
        String request = """
            {"request": "respond", "account": "111122223333", "region": "eu-central-1", "resources": ["vpc-0123456789abcdef0"]}\
            """;

        assertThat(alert(tree(request)).findingId())
                .isEqualTo(alert(tree(request)).findingId());
        assertThat(alert(tree(request)).time()).isEqualTo(Samples.NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"request\":\"burn\"} | it takes respond or harden",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\"} | needs resources"
                        + " or identities",
                "{\"request\":\"respond\",\"account\":\"1\",\"region\":\"eu-central-1\",\"resources\":[\"vpc-0123456789abcdef0\"]}"
                        + " | in account \"1\"",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"moon\",\"resources\":[\"vpc-0123456789abcdef0\"]}"
                        + " | in region \"moon\"",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"resources\":[\"my"
                        + " vpc\"]} | no id that tells its kind",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"resources\":[\"s3://\"]}"
                        + " | no id that tells its kind",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"resources\":[7]}"
                        + " | resources takes texts",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"resources\":[{\"kind\":\"AWS::EC2::VPC\"}]}"
                        + " | with kind and id",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"resources\":[{\"kind\":\"AWS::EC2::VPC\",\"id\":\"vpc-0\",\"region\":\"moon\"}]}"
                        + " | in region \"moon\"",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"identities\":[{\"kind\":\"wizard\",\"id\":\"x\"}]}"
                        + " | identities takes",
                "{\"request\":\"respond\",\"account\":\"111122223333\",\"regions\":[\"eu-central-1\",\"us-west-2\"],\"resources\":[\"vpc-0123456789abcdef0\"]}"
                        + " | one account and one region",
                "{\"request\":\"respond\",\"accounts\":[\"111122223333\",\"444455556666\"],\"region\":\"eu-central-1\",\"resources\":[\"vpc-0123456789abcdef0\"]}"
                        + " | one account and one region",
                "{\"request\":\"harden\",\"account\":\"111122223333\",\"regions\":[\"eu-central-1\",\"us-west-2\"],\"resources\":[\"vpc-0123456789abcdef0\"]}"
                        + " | names no region",
                "{\"request\":\"harden\",\"account\":\"111122223333\",\"regions\":[\"eu-central-1\",\"us-west-2\"],\"resources\":[{\"kind\":\"AWS::EC2::VPC\",\"id\":\"vpc-0123456789abcdef0\"}]}"
                        + " | names no region",
                "{\"request\":\"harden\",\"region\":\"eu-central-1\"} | needs an account and a region",
                "{\"request\":\"harden\",\"account\":\"111122223333\"} | needs an account and a region",
                "{\"request\":\"harden\",\"account\":\"111122223333\",\"regions\":[\"*\"]} | cannot be a region",
                "{\"request\":\"harden\",\"accounts\":[\"111122223333\",\"12\"],\"region\":\"eu-central-1\"} | in"
                        + " account \"12\"",
                "{\"request\":\"harden\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"sources\":[\"all"
                        + " of them\"]} | no source's id",
                "{\"request\":\"harden\",\"account\":\"111122223333\",\"regions\":[{}]} | regions takes texts",
                "{\"request\":\"harden\",\"region\":\"eu-central-1\",\"resources\":[\"arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-0\",\"vpc-0123456789abcdef0\"]}"
                        + " | names no account",
            })
    void parse_wrong_isRejectedWhole(String request, String why) {
        assertThat(one(tree(request)))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.why()).contains(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"resources\":[\"arn:aws:iam::111122223333:role/x\"] | names no resource",
                "\"resources\":[{\"kind\":\"AWS::EC2::VPC\",\"id\":\" \"}] | names no resource",
                "\"resources\":[{\"kind\":\"AWS::S3::Bucket\",\"id\":\"null\"}] | names no resource",
                "\"resources\":[{\"kind\":\"AWS::EC2::VPC\",\"id\":\"vpc-0123456789abcdef0\",\"region\":\"eu-c3ntral-1\"}]"
                        + " | in region",
                "\"resources\":[{\"kind\":\"AWS::EC2::VPC\",\"id\":\"vpc-0123456789abcdef0\",\"regoin\":\"us-east-1\"}]"
                        + " | a resource has no field \"regoin\"",
                "\"resources\":[null] | resources takes texts",
                "\"resources\":[\"vpc-0123456789abcdef0\",null] | resources takes texts",
                "\"resources\":[\"\"] | no id that tells its kind",
                "\"resources\":[] | resources is empty",
                "\"resources\":null | resources is empty",
                "\"resource\":[\"vpc-0123456789abcdef0\"] | no field \"resource\"",
                "\"Resources\":[\"vpc-0123456789abcdef0\"] | no field \"Resources\"",
                "\"identities\":[{\"kind\":\"user\",\"id\":\"bob\"}] | takes no identities",
            })
    void parse_narrowHardenThatNamesNothing_isRejectedAndNeverWidened(String fields, String why) {
        String request = "{\"request\":\"harden\",\"account\":\"111122223333\",\"region\":\"eu-central-1\",%s}"
                .formatted(fields);

        assertThat(one(tree(request)))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class, r -> assertThat(r.why()).contains(why));
    }
}
