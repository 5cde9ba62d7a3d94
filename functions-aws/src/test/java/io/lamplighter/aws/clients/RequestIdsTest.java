package io.lamplighter.aws.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;

class RequestIdsTest {
    private static AwsResponse answer(AwsResponse.Builder empty, Map<String, String> metadata, String header) {
        SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(200);
        if (!header.isEmpty()) {
            http.putHeader(header, "in-the-header");
        }
        AwsResponse.Builder told = empty.responseMetadata(DefaultAwsResponseMetadata.create(metadata));
        told.sdkHttpResponse(http.build());
        return told.build();
    }

    @Test
    void of_ec2_isWhatTheBodySays() {
        assertThat(RequestIds.of(answer(
                        DeleteFlowLogsResponse.builder(), Map.of("AWS_REQUEST_ID", "in-the-body"), "x-amzn-RequestId")))
                .containsExactly("in-the-body");
    }

    @Test
    void of_s3_isItsOwnHeaderHoweverItIsSpelled() {
        for (String header : new String[] {"x-amz-request-id", "X-Amz-Request-Id", "x-amzn-RequestId"}) {
            assertThat(RequestIds.of(answer(PutBucketLoggingResponse.builder(), Map.of(), header)))
                    .as(header)
                    .containsExactly("in-the-header");
        }
    }

    /** A word that stands for no id must never be taken for ours. */
    @Test
    void of_answerWithoutOne_isNone() {
        assertThat(RequestIds.of(answer(DeleteFlowLogsResponse.builder(), Map.of(), "x-other")))
                .isEmpty();
        assertThat(RequestIds.of(DeleteFlowLogsResponse.builder().build())).isEmpty();
    }
}
