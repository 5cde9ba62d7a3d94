package io.lamplighter.aws.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The id that a service gave a call, which is what CloudTrail writes as its {@code requestID}
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 */
public final class RequestIds {
    /** S3's header, and that of all others. */
    private static final List<String> HEADERS = List.of("x-amz-request-id", "x-amzn-RequestId");

    /** What the SDK says where it found none. */
    private static final String NONE = "UNKNOWN";

    private RequestIds() {}

    /** The id of an answered call; empty where the answer carried none. */
    public static List<String> of(AwsResponse answer) {
        AwsResponseMetadata metadata = answer.responseMetadata();
        @Nullable String id = metadata == null ? null : metadata.requestId();
        SdkHttpResponse http = answer.sdkHttpResponse();
        if (none(id) && http != null) {
            // The SDK asks S3's answers for one spelling of one name only.
            id = http.firstMatchingHeader(HEADERS).orElse(null);
        }
        return id == null || none(id) ? List.of() : List.of(id);
    }

    private static boolean none(@Nullable String id) {
        return id == null || id.isBlank() || id.equals(NONE);
    }
}
