package io.lamplighter.aws.source.resolverquerylogs;

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
import java.util.List;

/** The source as it is when the world changes between its look and its calls. */
record Stale(ResolverQueryLogs source, QueryLogFacts seen) implements LogSource<QueryLogFacts, QueryLogStep> {
    @Override
    public String id() {
        return source.id();
    }

    @Override
    public Aim aim(Scope scope) {
        return source.aim(scope);
    }

    @Override
    public QueryLogFacts observe(Scope scope) {
        return seen;
    }

    @Override
    public Judge<QueryLogFacts, QueryLogStep> judge() {
        return source.judge();
    }

    @Override
    public QueryLogStep narrow(QueryLogStep step, List<ResourceRef> targets) {
        return source.narrow(step, targets);
    }

    @Override
    public Evidence enact(Approved<QueryLogStep> step) {
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
