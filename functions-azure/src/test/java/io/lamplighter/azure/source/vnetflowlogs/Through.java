package io.lamplighter.azure.source.vnetflowlogs;

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

/** A source that may be another process's from one call to the next, with the same table behind it. */
final class Through implements LogSource<FlowLogFacts, FlowLogStep> {
    VnetFlowLogs real;
    Runnable beforeEnact = () -> {};

    Through(VnetFlowLogs real) {
        this.real = real;
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
    public FlowLogFacts observe(Scope scope) {
        return real.observe(scope);
    }

    @Override
    public Judge<FlowLogFacts, FlowLogStep> judge() {
        return real.judge();
    }

    @Override
    public FlowLogStep narrow(FlowLogStep step, List<ResourceRef> targets) {
        return real.narrow(step, targets);
    }

    @Override
    public Evidence enact(Approved<FlowLogStep> step) {
        beforeEnact.run();
        return real.enact(step);
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
