package io.lamplighter.aws.enrich.history;

import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the events tell together: pure. */
final class Story {
    static final String BEHIND = "the event history is about 15 minutes behind and holds management events only";
    private static final int MOST_TOUCHED = 20;
    private static final int MOST_SHOWN = 20;

    private final List<Scope> scopes;
    private final Set<String> logs;
    private final Map<String, PastCall> calls = new LinkedHashMap<>();
    private final Map<String, PastCall> others = new LinkedHashMap<>();
    private final Map<String, PastCall> makings = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean read;

    /**
     * Begins a story.
     *
     * @param logs the ids of the logs of which it is to tell what they were logs of
     */
    Story(List<Scope> scopes, Collection<String> logs) {
        this.scopes = List.copyOf(scopes);
        this.logs = new LinkedHashSet<>(logs);
    }

    void add(EventHistory.Read one) {
        one.calls().forEach(c -> calls.put(c.id(), c));
        one.others().forEach(c -> others.put(c.id(), c));
        one.makings().stream()
                .filter(c -> !Collections.disjoint(c.made(), logs))
                .forEach(c -> makings.put(c.id(), c));
        notes.addAll(one.failures());
        read |= one.failures().isEmpty() || !one.calls().isEmpty();
        if (one.more()) {
            notes.add("older events were left out: only the newest pages of the event history were read");
        }
    }

    List<String> notes() {
        return notes;
    }

    /** The keys of sessions that were opened in a named role, newest first. */
    List<String> sessions() {
        return newest(others)
                .map(PastCall::sessionKey)
                .filter(k -> !k.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<PastCall> newest(Map<String, PastCall> events) {
        return events.values().stream()
                .sorted(Comparator.comparing(PastCall::time).reversed());
    }

    Enrichment told(String id) {
        List<String> said = Stream.concat(notes.stream(), untold()).distinct().toList();
        if (calls.isEmpty() && others.isEmpty() && makings.isEmpty()) {
            return read || said.isEmpty()
                    ? new Enrichment.Nothing(
                            id,
                            Stream.concat(Stream.of("no call in 90 days; " + BEHIND), said.stream())
                                    .collect(Collectors.joining("; ")))
                    : new Enrichment.Unreadable(id, String.join("; ", said));
        }
        Cut<ResourceRef> fresh =
                Cut.of(fresh(), MOST_TOUCHED, "resources were touched and left out of the scope", ResourceRef::id);
        List<String> all = new ArrayList<>(said);
        all.addAll(fresh.notes());
        return new Enrichment.Found(id, summary(), details(), fresh.kept(), all);
    }

    private Stream<String> untold() {
        return logs.stream()
                .filter(id -> makings.values().stream().noneMatch(c -> c.made().contains(id)))
                .map(id ->
                        "no call in what was read of the event history made %s: it cannot be told what that was a log of"
                                .formatted(id));
    }

    /** What was touched and is not in the scope yet, most recent first, but for what has just lost its log. */
    private List<ResourceRef> fresh() {
        Set<ResourceRef> fresh = new LinkedHashSet<>();
        newest(makings).flatMap(c -> c.touched().stream()).forEach(fresh::add);
        newest(calls).flatMap(c -> c.touched().stream()).forEach(fresh::add);
        fresh.removeIf(f -> scopes.stream()
                .flatMap(s -> s.resources().stream())
                .anyMatch(r -> r.kind().equals(f.kind())
                        && r.id().equals(f.id())
                        && r.account().equals(f.account())));
        return List.copyOf(fresh);
    }

    private String summary() {
        if (calls.isEmpty() && others.isEmpty()) {
            return "what was a log of what, from %d calls that made logs; %s".formatted(makings.size(), BEHIND);
        }
        List<PastCall> all = newest(calls.isEmpty() ? others : calls).toList();
        long failed = all.stream().filter(c -> !c.error().isEmpty()).count();
        return "%d calls%s from %s to %s, the last %s; %d refused or failed; %s"
                .formatted(
                        all.size(),
                        calls.isEmpty() ? " by others on the role" : "",
                        all.getLast().time(),
                        all.getFirst().time(),
                        all.getFirst().call(),
                        failed,
                        BEHIND);
    }

    private Map<String, Object> details() {
        return new Details()
                .put("calls", counted(PastCall::call))
                .put("errors", counted(PastCall::error))
                .put("addresses", counted(PastCall::address))
                .put("agents", counted(PastCall::agent))
                .put("recent", shown(calls))
                .put("onTheRole", shown(others))
                .put("madeTheLogs", makings.isEmpty() ? null : shown(makings))
                .put("behind", BEHIND)
                .map();
    }

    /** The most frequent first. */
    private Map<String, Object> counted(Function<PastCall, String> word) {
        Map<String, Long> counts = calls.values().stream()
                .map(word)
                .filter(w -> !w.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        Map<String, Object> most = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_SHOWN)
                .forEach(e -> most.put(e.getKey(), e.getValue()));
        return most;
    }

    private static List<Map<String, Object>> shown(Map<String, PastCall> events) {
        return newest(events)
                .limit(MOST_SHOWN)
                .map(c -> new Details()
                        .put("time", c.time())
                        .put("call", c.call())
                        .put("address", c.address())
                        .put("error", c.error().isEmpty() ? null : c.error())
                        .map())
                .toList();
    }
}
