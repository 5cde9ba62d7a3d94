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
 * What an alert has to do with what we did ourselves: our own calls are no attack, and a log of ours that somebody deleted
 * is named by an id that tells nobody but the ledger what it was a log of.
 *
 * <p>Asks the ledger only about alerts that can be about it.
 */
final class OurWork {
    /** From a call's time, as the cloud writes it, to the settling of its step; retries and clocks that differ included. */
    private static final Duration OWN_CALL = Duration.ofMinutes(15);

    private final List<LogSource<?, ?>> sources;
    private final Set<String> makes;
    private final Accounts accounts;
    private final Ledger ledger;

    OurWork(List<LogSource<?, ?>> sources, Accounts accounts, Ledger ledger) {
        this.sources = sources;
        this.makes = sources.stream().flatMap(s -> s.makes().stream()).collect(Collectors.toSet());
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /**
     * Whose call the alert is about, if it is one of ours and nothing is to be done about it, or null.
     *
     * <p>The call's id alone proves nothing: on Azure a caller may choose it (the header {@code
     * x-ms-correlation-request-id}), and could hide behind one of ours. So the alert also has to name what that step made
     * or lit, and to be of the call's own time: what is put out later was lit by another step. And what a step of ours lit
     * must be seen to be as it left it.
     */
    @Nullable String called(Alert alert) {
        for (Indicator indicator : alert.indicators()) {
            String step = indicator.kind().equals(Indicator.REQUEST_ID) ? ledger.calledFor(indicator.value()) : null;
            LedgerEntry entry = step == null ? null : ledger.entry(step);
            if (entry != null && names(alert, entry) && near(alert.time(), entry.settledAt())) {
                String why = undone(entry)
                        ? "our own undo of step %s made this call".formatted(step)
                        : "our own step %s made this call, and what it lit is on".formatted(step);
                return undone(entry) || lit(entry) ? why : null;
            }
        }
        return null;
    }

    private static boolean undone(LedgerEntry entry) {
        return entry.state() == LedgerEntry.State.UNDONE || entry.state() == LedgerEntry.State.UNDOING;
    }

    /** Where that cannot be seen it is an alert like any other, and the look that follows says why. */
    private boolean lit(LedgerEntry entry) {
        try {
            LogSource<?, ?> source = sources.stream()
                    .filter(s -> s.id().equals(entry.source()))
                    .findFirst()
                    .orElse(null);
            return source != null && accounts.enter(entry.account()) == null && isOn(source.verify(entry));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isOn(Evidence seen) {
        return !seen.lit().isEmpty() && seen.unlit().isEmpty();
    }

    private static boolean names(Alert alert, LedgerEntry entry) {
        return alert.resources().stream()
                .anyMatch(r -> entry.made().contains(r.id())
                        || entry.targets().stream().anyMatch(t -> t.id().equals(r.id())));
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(OWN_CALL) <= 0;
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
