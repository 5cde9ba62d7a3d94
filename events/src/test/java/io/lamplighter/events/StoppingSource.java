package io.lamplighter.events;

import java.util.List;

/** A source whose process stops right before its call: the step is written as planned, and nothing of it is there. */
record StoppingSource<F extends Record, S extends Step>(LogSource<F, S> real) implements LogSource<F, S> {
    /** What the call that never came through throws; read as {@link Failure.Kind#UNAVAILABLE}. */
    static final class Stopped extends RuntimeException {}

    static FailureReader reading(FailureReader rest) {
        return thrown -> thrown instanceof Stopped
                ? new Failure(Failure.Kind.UNAVAILABLE, "stopped before the call")
                : rest.read(thrown);
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Aim aim(Scope scope) {
        return real.aim(scope);
    }

    @Override
    public F observe(Scope scope) {
        return real.observe(scope);
    }

    @Override
    public Judge<F, S> judge() {
        return real.judge();
    }

    @Override
    public S narrow(S step, List<ResourceRef> targets) {
        return real.narrow(step, targets);
    }

    @Override
    public Evidence enact(Approved<S> step) {
        throw new Stopped();
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return real.verify(entry);
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        return real.undo(entry, mode);
    }
}
