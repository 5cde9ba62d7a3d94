package io.lamplighter.aws.enrich.trails;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.lamplighter.aws.scope.FakeCloud.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.scope.Alerts;
import io.lamplighter.aws.scope.FakeCloud;
import io.lamplighter.events.Enrichment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailsTest {
    private final FakeCloud cloud = new FakeCloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html, which may be denied on its own. */
    @ParameterizedTest
    @CsvSource({
        "200, true, trail audit records to logs",
        "200, false, trail audit DOES NOT RECORD to logs",
        "403, true, trail audit (state unknown) to logs"
    })
    void enrich_status_oneOfThreeWords(int status, boolean logging, String expected) {
        cloud.play(json("DescribeTrails").willReturn(aResponse().withBody("""
                                {"trailList": [{"Name": "audit", "S3BucketName": "logs", "HomeRegion": "eu-west-1",
                                "TrailARN": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"}]}""")));
        cloud.play(json("GetTrailStatus")
                .willReturn(aResponse().withStatus(status).withBody("{\"IsLogging\": %s}".formatted(logging))));
        cloud.play(json("GetEventSelectors").willReturn(aResponse().withBody("{}")));

        Enrichment.Found found =
                (Enrichment.Found) new Trails(cloud.clients(FakeCloud.settings()), FakeCloud.settings())
                        .enrich(Alerts.naming(), List.of(Alerts.scope()));

        assertThat(found.summary()).startsWith(expected);
        assertThat(found.notes()).hasSize(status == 200 ? 0 : 1);
    }
}
