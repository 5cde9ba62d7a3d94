package io.lamplighter.events;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an alert has to do with what we did ourselves: our own undo is no attack, and a log of ours that somebody deleted
 * is named by an id that tells nobody but the ledger what it was a log of.
 *
 * <p>Asks the ledger only about alerts that can be about it.
 */
final class OurWork {
    private final Set<String> makes;
    private final Ledger ledger;

    OurWork(List<LogSource<?, ?>> sources, Ledger ledger) {
        this.makes = sources.stream().flatMap(s -> s.makes().stream()).collect(Collectors.toSet());
        this.ledger = ledger;
    }

    /** The step that our own undo put back by the call that the alert is about, or null. */
    @Nullable String undoneBy(Alert alert) {
        for (Indicator indicator : alert.indicators()) {
            String step = indicator.kind().equals(Indicator.REQUEST_ID) ? ledger.undoneBy(indicator.value()) : null;
            if (step != null) {
                return step;
            }
        }
        return null;
    }

    /**
     * The targets of the steps that made what the alert names.
     *
     * <p>Only in the same account, and in the same region where the alert tells one (Azure's do not): who calls with
     * somebody else's id must not send us there. What was undone, or is just being, stays dark, whoever called last.
     */
    PutOut putOut(Alert alert) {
        Set<ResourceRef> targets = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        for (ResourceRef named : alert.resources()) {
            if (!makes.contains(named.kind())) {
                continue;
            }
            for (LedgerEntry entry : ledger.made(named.id())) {
                boolean here = entry.account().equals(named.account())
                        && (named.region().isEmpty() || entry.region().equals(named.region()));
                boolean light = entry.state() == LedgerEntry.State.ON || entry.state() == LedgerEntry.State.PLANNED;
                if (here && light) {
                    targets.addAll(entry.targets());
                    notes.add("%s was made by our step %s of finding %s: what that step lit is looked at again"
                            .formatted(named.id(), entry.id(), entry.findingId()));
                }
            }
        }
        return new PutOut(List.copyOf(targets), notes);
    }

    /** What may have become dark with what the alert names, and why it is looked at. */
    record PutOut(List<ResourceRef> targets, List<String> notes) {
        /** The alert's own scopes, and these. */
        Scoper.Scoped joined(Scoper.Scoped named, Scoper scoper) {
            if (targets.isEmpty()) {
                return named;
            }
            Scoper.Scoped more = scoper.group(targets);
            List<Scope> scopes = new ArrayList<>(named.scopes());
            scopes.addAll(more.scopes());
            List<String> all = new ArrayList<>(named.notes());
            all.addAll(notes);
            all.addAll(more.notes());
            return new Scoper.Scoped(scopes, all);
        }
    }
}
