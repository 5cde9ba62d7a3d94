package io.lamplighter.aws.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SdkCallTest {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=0";

    @Test
    void of_queryAndJsonAndRest_namesServiceAndOperation() {
        assertThat(SdkCall.of("POST", "/", SIGNED.formatted("ec2"), null, "Action=DescribeVpcs&Version=2016-11-15")
                        .name())
                .isEqualTo("ec2:DescribeVpcs");
        assertThat(SdkCall.of("POST", "/", SIGNED.formatted("tagging"), "ResourceGroupsTaggingAPI.GetResources", "{}")
                        .name())
                .isEqualTo("tagging:GetResources");
        assertThat(SdkCall.of("GET", "/acme?logging", SIGNED.formatted("s3"), null, "")
                        .name())
                .isEqualTo("s3:GET bucket?logging");
    }

    @Test
    void of_sameCallAtAnotherMoment_isEqual() {
        assertThat(lookup("2026-11-25T02:00:00Z", "1795000000.123"))
                .isEqualTo(lookup("2026-11-26T03:04:05Z", "1795012345.6"));
    }

    @Test
    void of_sameOperationOnAnotherResource_differs() {
        assertThat(SdkCall.of("GET", "/one?logging", SIGNED.formatted("s3"), null, ""))
                .isNotEqualTo(SdkCall.of("GET", "/two?logging", SIGNED.formatted("s3"), null, ""));
    }

    private static SdkCall lookup(String from, String until) {
        return SdkCall.of(
                "POST",
                "/",
                SIGNED.formatted("cloudtrail"),
                "CloudTrail_20131101.LookupEvents",
                "{\"StartTime\":\"%s\",\"EndTime\":%s}".formatted(from, until));
    }
}
