package io.lamplighter.azure.clients;

import io.lamplighter.events.Failure;
import org.jspecify.annotations.Nullable;

/** What went wrong where only the caller knows what it means: {@link AzureFailures} reads it as it is. */
public final class KnownFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public KnownFailure(Failure failure, @Nullable Throwable cause) {
        super(failure.why(), cause);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
