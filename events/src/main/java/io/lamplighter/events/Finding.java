package io.lamplighter.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is written: the alert and all that was seen and done about it.
 *
 * @param id made from the alert's id
 * @param deliveries how often the alert has come in, this time included
 * @param outcomes how each source ended, each target in one
 * @param entries the ledger entries of this finding, from this and earlier deliveries
 * @param notes what was left out, and why
 * @param at when it was written
 */
public record Finding(
        String id,
        Alert alert,
        int deliveries,
        List<Scope> scopes,
        List<Enrichment> enrichments,
        List<Outcome> outcomes,
        List<LedgerEntry> entries,
        List<String> notes,
        Instant at) {
    public Finding {
        scopes = List.copyOf(scopes);
        enrichments = List.copyOf(enrichments);
        outcomes = List.copyOf(outcomes);
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /** Every resource that the alert names, that was looked at or that an outcome is about, each once. */
    public List<ResourceRef> touched() {
        Map<ResourceRef, ResourceRef> touched = new LinkedHashMap<>();
        Stream.of(
                        alert.resources().stream(),
                        scopes.stream().flatMap(s -> s.resources().stream()),
                        outcomes.stream().flatMap(o -> o.targets().stream()))
                .flatMap(s -> s)
                .forEach(r -> touched.putIfAbsent(new ResourceRef(r.kind(), r.id(), r.account(), r.region()), r));
        return List.copyOf(touched.values());
    }

    /** Whether the same message later can end better. */
    public boolean worthRetry() {
        return outcomes.stream()
                .anyMatch(
                        o -> o instanceof Outcome.Failed f && f.failure().kind().retryable());
    }
}
