package io.lamplighter.aws.source.resolverquerylogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VpcAimTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String REGION = "eu-central-1";

    private static ResourceRef vpc(String id, String account, String region) {
        return new ResourceRef(AwsType.VPC, id, account, region);
    }

    private static ResourceRef eni(String vpc) {
        return new ResourceRef(AwsType.NETWORK_INTERFACE, "eni-0a1", ACCOUNT, REGION, Map.of(AwsType.VPC, vpc));
    }

    private static List<String> aimed(ResourceRef... resources) {
        return VpcAim.of(new Scope(ACCOUNT, REGION, Breadth.TOUCHED, List.of(resources))).targets().stream()
                .map(ResourceRef::id)
                .toList();
    }

    @Test
    void aim_namedAndHolding_areEachMeantOnce() {
        assertThat(aimed(eni("vpc-0a1"), vpc("vpc-0a1", ACCOUNT, REGION), eni("vpc-0b2")))
                .containsExactly("vpc-0a1", "vpc-0b2");
    }

    @Test
    void aim_sharedVpc_isItsOwners() {
        assertThat(aimed(eni("vpc-0a1"), vpc("vpc-0a1", OTHER, REGION))).isEmpty();
    }

    @Test
    void aim_otherRegion_isNotMeant() {
        assertThat(aimed(vpc("vpc-0a1", ACCOUNT, "us-east-1"))).isEmpty();
    }

    @Test
    void aim_noVpc_doesNotApply() {
        ResourceRef bucket = new ResourceRef(AwsType.BUCKET, "vpc-0a1", ACCOUNT, REGION);
        assertThat(aimed(bucket)).isEmpty();
        assertThat(VpcAim.of(new Scope(ACCOUNT, REGION, Breadth.ALL, List.of(bucket)))
                        .applies())
                .isFalse();
    }

    @Test
    void aim_hardenWithoutNames_isEverything() {
        assertThat(VpcAim.of(new Scope(ACCOUNT, REGION, Breadth.ALL, List.of())).everything())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vpc-", "vpc-1' OR '1'='1", "vpc-1\n", "<script>", "subnet-0a1", "vpc-0A1"})
    void aim_noIdAtAll_isNotMeant(String id) {
        assertThat(aimed(vpc(id, ACCOUNT, REGION))).isEmpty();
    }
}
