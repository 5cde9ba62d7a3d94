package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.Samples.ACCOUNT;
import static io.lamplighter.aws.alert.Samples.OTHER_ACCOUNT;
import static io.lamplighter.aws.alert.Samples.REGION;
import static io.lamplighter.aws.alert.Samples.alert;
import static io.lamplighter.aws.alert.Samples.changed;
import static io.lamplighter.aws.alert.Samples.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import org.junit.jupiter.api.Test;

class InsightResultsTest {
    private static final ResourceRef INSTANCE =
            new ResourceRef(AwsType.INSTANCE, "i-0abc1234def567890", ACCOUNT, REGION);

    @Test
    void parse_insight_namesItsResults() {
        Alert alert = alert("securityhub-insight.json");

        assertThat(alert.resources())
                .containsExactly(INSTANCE, new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, ""));
        assertThat(alert.title()).isEqualTo("Instances with the most findings");
    }

    @Test
    void parse_insightByBareIds_eachByItsForm() {
        Alert alert = alert(changed("securityhub-insight.json", "/detail/insightResults", """
            [{"i-0abc1234def567890": 5}, {"AWS::S3::Bucket:shop-orders-archive": 1}, {"AWS::::Account:444455556666": 1},
             {"AWS::IAM::AccessKey:AKIAEXAMPLEKEY000002": 1}]\
            """));

        assertThat(alert.resources())
                .containsExactly(
                        INSTANCE,
                        new ResourceRef(AwsType.BUCKET, "shop-orders-archive", ACCOUNT, ""),
                        new ResourceRef(AwsType.ACCOUNT, OTHER_ACCOUNT, OTHER_ACCOUNT, REGION));
        assertThat(alert.identities()).containsExactly(new Identity("access-key", "AKIAEXAMPLEKEY000002"));
    }

    @Test
    void parse_insightWithABadValue_itAloneIsLeftOut() {
        assertThat(alert(changed(
                                "securityhub-insight.json",
                                "/detail/insightResults",
                                "[{\"arn:aws:bad\": 5}, {\"i-0abc1234def567890\": 2}]"))
                        .resources())
                .containsExactly(INSTANCE);
    }

    @Test
    void parse_insightThatNamesNothing_isIgnored() {
        assertThat(one(changed("securityhub-insight.json", "/detail/resultType", "\"SeverityLabel\"")))
                .isInstanceOf(Parsed.Ignored.class);
    }
}
