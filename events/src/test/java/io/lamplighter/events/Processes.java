package io.lamplighter.events;

import java.util.List;

/** A source that may be another process's from one delivery to the next, with the same table behind it. */
public class Processes<F extends Record, S extends Step> implements LogSource<F, S> {
    private LogSource<F, S> running;
    private Runnable beforeEnact = () -> {};

    public Processes(LogSource<F, S> first) {
        this.running = first;
    }

    /** What happens right before each change. */
    public Processes<F, S> beforeEnact(Runnable happens) {
        beforeEnact = happens;
        return this;
    }

    /** From now on it is this one. */
    public void run(LogSource<F, S> next) {
        running = next;
    }

    @Override
    public String id() {
        return running.id();
    }

    @Override
    public Aim aim(Scope scope) {
        return running.aim(scope);
    }

    @Override
    public F observe(Scope scope) {
        return running.observe(scope);
    }

    @Override
    public F observe(Scope scope, Deadline until) {
        return running.observe(scope, until);
    }

    @Override
    public Judge<F, S> judge() {
        return running.judge();
    }

    @Override
    public S narrow(S step, List<ResourceRef> targets) {
        return running.narrow(step, targets);
    }

    @Override
    public Evidence enact(Approved<S> step) {
        beforeEnact.run();
        return running.enact(step);
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return running.verify(entry);
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        return running.undo(entry, mode);
    }
}
