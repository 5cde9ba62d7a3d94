package io.lamplighter.events;

/** A source whose process stops right before its call: the step is written as planned, and nothing of it is there. */
final class StoppingSource<F extends Record, S extends Step> extends Processes<F, S> {
    StoppingSource(LogSource<F, S> real) {
        super(real);
        beforeEnact(() -> {
            throw new Stopped();
        });
    }

    /** What the call that never came through throws; read as {@link Failure.Kind#UNAVAILABLE}. */
    @SuppressWarnings("serial")
    static final class Stopped extends RuntimeException {}

    static FailureReader reading(FailureReader rest) {
        return thrown -> thrown instanceof Stopped
                ? new Failure(Failure.Kind.UNAVAILABLE, "stopped before the call")
                : rest.read(thrown);
    }
}
