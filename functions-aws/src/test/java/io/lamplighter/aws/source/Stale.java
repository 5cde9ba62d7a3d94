package io.lamplighter.aws.source;

import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Judge;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Step;
import java.util.List;

/** A source as it is when the world changes between its look and its calls. */
public record Stale<F extends Record, S extends Step>(LogSource<F, S> source, F seen) implements LogSource<F, S> {
    @Override
    public String id() {
        return source.id();
    }

    @Override
    public Aim aim(Scope scope) {
        return source.aim(scope);
    }

    @Override
    public F observe(Scope scope) {
        return seen;
    }

    @Override
    public Judge<F, S> judge() {
        return source.judge();
    }

    @Override
    public S narrow(S step, List<ResourceRef> targets) {
        return source.narrow(step, targets);
    }

    @Override
    public Evidence enact(Approved<S> step) {
        return source.enact(step);
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return source.verify(entry);
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        return source.undo(entry, mode);
    }
}
