package io.lamplighter.aws.clients;

import io.lamplighter.events.Failure;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.FailureReader;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Tells what an SDK exception means.
 *
 * <p>Codes are AWS's own: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and each service's model.
 */
public final class AwsFailures implements FailureReader {
    private static final int SERVER_ERROR = 500;
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "AuthFailure",
            "AllAccessDisabled",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "ExpiredToken",
            "ExpiredTokenException",
            "OptInRequired");
    /** EC2's server error codes, and those of the services that name them otherwise. */
    private static final Set<String> UNAVAILABLE = Set.of(
            "InternalError",
            "InternalFailure",
            "InternalServerError",
            "InternalServiceErrorException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "Unavailable");

    private static final Set<String> CONFLICT =
            Set.of("OperationAborted", "ConflictException", "ResourceInUseException", "TransactionCanceledException");

    @Override
    public Failure read(Throwable thrown) {
        return switch (thrown) {
            case KnownFailure e -> e.failure();
            case AwsServiceException e when e.getCause() instanceof KnownFailure known -> known.failure();
            case AwsServiceException e -> service(e);
            case AbortedException e -> new Failure(Kind.OUT_OF_TIME, "the call was broken off at the deadline");
            case ApiCallTimeoutException e -> new Failure(Kind.OUT_OF_TIME, "the call took too long");
            case ApiCallAttemptTimeoutException e -> new Failure(Kind.OUT_OF_TIME, "the call took too long");
            case SdkClientException e -> client(e);
            default -> new Failure(Kind.BUG, "unexpected " + thrown.getClass().getSimpleName());
        };
    }

    /** A failure that the service reports inside an answer, such as EC2's {@code Unsuccessful} items. */
    public static Failure item(String code, String message) {
        // EC2 puts an HTTP status there too, as in "400".
        int status = code.matches("[45][0-9]{2}") ? Integer.parseInt(code) : 0;
        return new Failure(kind(code, status), sentence(code, message));
    }

    /** A write went through and only the look at what it left did not: the change is there, and is to be looked at again. */
    public static Failure readingBack(RuntimeException thrown) {
        Failure failure = new AwsFailures().read(thrown);
        return new Failure(failure.kind(), "it was set and could not be read back: " + failure.why());
    }

    /** Whether the write made what is there cannot be told: its entry stays planned, and the next look tells. */
    public static RuntimeException whoseIsUnknown(RuntimeException thrown) {
        return new KnownFailure(
                new Failure(
                        Kind.UNAVAILABLE,
                        "something is there already, and whose could not be read: "
                                + new AwsFailures().read(thrown).why()),
                thrown);
    }

    private static Failure service(AwsServiceException e) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "HTTP " + e.statusCode()
                : e.awsErrorDetails().errorCode();
        String service = e.awsErrorDetails() == null || e.awsErrorDetails().serviceName() == null
                ? ""
                : e.awsErrorDetails().serviceName() + " answered ";
        String message = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
        Kind kind = e.isThrottlingException() ? Kind.THROTTLED : kind(code, e.statusCode());
        return new Failure(kind, service + sentence(code, message == null ? "" : message));
    }

    private static Failure client(SdkClientException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.contains("Unable to load credentials")
                ? new Failure(
                        Kind.DENIED, "no AWS credentials were found: sign in, or set AWS_PROFILE or the access key")
                : new Failure(Kind.UNAVAILABLE, "the call did not come through: " + message);
    }

    private static Kind kind(String code, int status) {
        if (DENIED.contains(code) || status == 401 || status == 403) {
            return Kind.DENIED;
        }
        if (CONFLICT.contains(code)) {
            return Kind.CONFLICT;
        }
        if (code.contains("Throttl") || code.equals("RequestLimitExceeded") || code.equals("SlowDown")) {
            return Kind.THROTTLED;
        }
        if (code.contains("LimitExceeded") || code.contains("QuotaExceeded")) {
            return Kind.LIMIT;
        }
        if (code.endsWith("NotFound") || code.endsWith("NotFoundException") || code.startsWith("NoSuch")) {
            return Kind.GONE;
        }
        return UNAVAILABLE.contains(code) || status >= SERVER_ERROR ? Kind.UNAVAILABLE : Kind.INVALID;
    }

    private static String sentence(String code, String message) {
        return message.isEmpty() ? code : code + ": " + message;
    }
}
