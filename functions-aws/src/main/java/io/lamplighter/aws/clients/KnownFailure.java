package io.lamplighter.aws.clients;

import io.lamplighter.events.Failure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What went wrong where only the caller knows what it means: {@link AwsFailures} reads it as it is, alone or as the cause of
 * what the SDK throws.
 */
public final class KnownFailure extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public KnownFailure(Failure failure, @Nullable Throwable cause) {
        super(SdkClientException.builder().message(failure.why()).cause(cause));
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
