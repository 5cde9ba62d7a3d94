package io.lamplighter.aws.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsFailuresTest {
    private final AwsFailures failures = new AwsFailures();

    @ParameterizedTest
    @CsvSource({
        "RequestLimitExceeded, 503, THROTTLED",
        "ThrottlingException, 400, THROTTLED",
        "Throttling, 400, THROTTLED",
        "SlowDown, 503, THROTTLED",
        "InternalError, 500, UNAVAILABLE",
        "ServiceUnavailable, 503, UNAVAILABLE",
        "UnauthorizedOperation, 403, DENIED",
        "AccessDenied, 403, DENIED",
        "AccessDeniedException, 400, DENIED",
        "NoSuchBucket, 404, GONE",
        "InvalidVpcID.NotFound, 400, GONE",
        "ResourceNotFoundException, 400, GONE",
        "FlowLogLimitExceeded, 400, LIMIT",
        "OperationAborted, 409, CONFLICT",
        "InvalidParameterValue, 400, INVALID",
        "MalformedXML, 400, INVALID",
    })
    void read_serviceError_isOfItsKind(String code, int status, Failure.Kind kind) {
        AwsServiceException thrown = AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("said so")
                        .serviceName("Ec2")
                        .build())
                .build();

        Failure failure = failures.read(thrown);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.why()).isEqualTo("Ec2 answered " + code + ": said so");
    }

    @ParameterizedTest
    @CsvSource({
        "InternalError, UNAVAILABLE",
        "InternalFailure, UNAVAILABLE",
        "Unavailable, UNAVAILABLE",
        "ServiceUnavailable, UNAVAILABLE",
        "RequestTimeout, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "400, INVALID",
        "403, DENIED",
        "RequestLimitExceeded, THROTTLED",
        "FlowLogsLimitExceeded, LIMIT",
        "InvalidParameterValue, INVALID",
    })
    void item_codeInsideAnAnswer_isOfItsKind(String code, Failure.Kind kind) {
        assertThat(AwsFailures.item(code, "said so")).isEqualTo(new Failure(kind, code + ": said so"));
    }

    @Test
    void readingBack_refused_keepsItsKindAndSaysThatItWasSet() {
        Failure failure = AwsFailures.readingBack(SdkClientException.create("reset"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure.why()).contains("was set", "reset");
    }

    @Test
    void read_brokenConnection_isWorthARetry() {
        assertThat(failures.read(SdkClientException.create("reset")).kind().retryable())
                .isTrue();
    }

    @Test
    void read_noCredentials_saysWhatToDo() {
        Failure failure = failures.read(SdkClientException.create("Unable to load credentials from any provider"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.DENIED);
        assertThat(failure.why()).contains("sign in");
    }

    @Test
    void read_ownMistake_isABugAndTellsNoContent() {
        Failure failure = failures.read(new IllegalStateException("secret"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.BUG);
        assertThat(failure.why()).doesNotContain("secret");
    }
}
