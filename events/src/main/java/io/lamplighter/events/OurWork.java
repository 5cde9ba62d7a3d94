package io.lamplighter.events;

import java.time.Duration;
import java.time.Instant;
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
    /** From a call's time, as the cloud writes it, to the settling of its step; retries and clocks that differ included. */
    private static final Duration OWN_UNDO = Duration.ofMinutes(15);

    private final Set<String> makes;
    private final Ledger ledger;

    OurWork(List<LogSource<?, ?>> sources, Ledger ledger) {
        this.makes = sources.stream().flatMap(s -> s.makes().stream()).collect(Collectors.toSet());
        this.ledger = ledger;
    }

    /**
     * The step that our own undo put back by the call that the alert is about, or null.
     *
     * <p>The call's id alone proves nothing: on Azure a caller may choose it (the header {@code
     * x-ms-correlation-request-id}), and could hide behind one of ours. So the alert also has to name what that step made
     * or lit, and to be of the undo's own time: what is put out later was lit by another step.
     */
    @Nullable String undoneBy(Alert alert) {
        for (Indicator indicator : alert.indicators()) {
            String step = indicator.kind().equals(Indicator.REQUEST_ID) ? ledger.undoneBy(indicator.value()) : null;
            LedgerEntry entry = step == null ? null : ledger.entry(step);
            if (entry != null && names(alert, entry) && near(alert.time(), entry.settledAt())) {
                return step;
            }
        }
        return null;
    }

    private static boolean names(Alert alert, LedgerEntry entry) {
        return alert.resources().stream()
                .anyMatch(r -> entry.made().contains(r.id())
                        || entry.targets().stream().anyMatch(t -> t.id().equals(r.id())));
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(OWN_UNDO) <= 0;
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
