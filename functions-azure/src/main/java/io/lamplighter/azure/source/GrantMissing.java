package io.lamplighter.azure.source;

import io.lamplighter.events.Failure;

/** A call was denied for want of the grant that its whole API needs, not of a right on one resource. */
final class GrantMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    GrantMissing(Failure failure) {
        super(failure.why());
        this.failure = failure;
    }

    /** What Azure said. */
    Failure failure() {
        return failure;
    }
}
