package io.lamplighter.azure.enrich.history;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.NamedScopes;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the events tell together: pure. */
final class Story {
    static final String BEHIND = "the Activity log is 3 to 20 minutes behind and holds no reads";
    private static final int MOST_TOUCHED = 20;
    private static final int MOST_SHOWN = 20;

    private final List<Scope> scopes;
    private final Map<String, PastEvent> events = new LinkedHashMap<>();
    private final Map<String, ArmId> lost = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean whole = true;
    private boolean anybody;

    Story(List<Scope> scopes) {
        this.scopes = List.copyOf(scopes);
    }

    List<String> notes() {
        return notes;
    }

    /** A subscription of which nothing could be read. */
    void unread(List<String> failures) {
        whole &= failures.isEmpty();
        notes.addAll(failures);
    }

    /** Of a call's start and end the newer is kept: it tells how it went. */
    void add(ActivityLog.Read one) {
        anybody = true;
        one.events().stream()
                .sorted(Comparator.comparing(PastEvent::time).reversed())
                .forEach(e -> events.putIfAbsent(e.id(), e));
        if (one.since() != null) {
            notes.add("of %s only what is newer than %s was read".formatted(one.about(), one.since()));
        }
    }

    void add(LostLogs.Lost one) {
        if (one.target() == null) {
            notes.add("no event of the Activity log tells what %s was a log of"
                    .formatted(one.log().text()));
        } else {
            lost.put(one.log().text(), one.target());
        }
    }

    Enrichment told(String id) {
        if (events.isEmpty() && lost.isEmpty()) {
            // What could not be read whole must not be called empty.
            return whole
                    ? new Enrichment.Nothing(
                            id,
                            Stream.concat(
                                            Stream.of(anybody ? "no call in the Activity log; " + BEHIND : BEHIND),
                                            notes.stream())
                                    .collect(Collectors.joining("; ")))
                    : new Enrichment.Unreadable(id, String.join("; ", notes));
        }
        Cut<ResourceRef> fresh =
                Cut.of(fresh(), MOST_TOUCHED, "resources were touched and left out of the scope", ResourceRef::id);
        List<String> all = new ArrayList<>(notes);
        all.addAll(fresh.notes());
        return new Enrichment.Found(id, summary(), details(), fresh.kept(), all);
    }

    private Stream<PastEvent> newest() {
        return events.values().stream()
                .sorted(Comparator.comparing(PastEvent::time).reversed());
    }

    /** What was touched and is not in the scope yet, most recent first; what was refused touched nothing. */
    private List<ResourceRef> fresh() {
        List<ResourceRef> touched = Stream.concat(
                        lost.values().stream(),
                        newest().filter(e -> !e.failed()).flatMap(e -> Stream.ofNullable(e.resource())))
                .map((ArmId id) -> id.at("", Map.of()))
                .toList();
        return NamedScopes.about(touched).stream()
                .filter(t -> scopes.stream()
                        .flatMap(s -> s.resources().stream())
                        .noneMatch(r -> r.kind().equals(t.kind()) && r.id().equals(t.id())))
                .toList();
    }

    private String summary() {
        if (events.isEmpty()) {
            return lost.entrySet().stream()
                    .map(l -> "%s was a log of %s"
                            .formatted(l.getKey(), l.getValue().text()))
                    .collect(Collectors.joining("; "));
        }
        List<PastEvent> all = newest().toList();
        long failed = all.stream().filter(PastEvent::failed).count();
        return "%d calls from %s to %s, the last %s; %d refused or failed; %s"
                .formatted(
                        all.size(),
                        all.getLast().time(),
                        all.getFirst().time(),
                        all.getFirst().operation(),
                        failed,
                        BEHIND);
    }

    private Map<String, Object> details() {
        return new Details()
                .put("calls", counted(PastEvent::operation))
                .put("errors", counted(e -> e.failed() ? e.operation() : ""))
                .put("addresses", counted(PastEvent::address))
                .put(
                        "recent",
                        newest().limit(MOST_SHOWN)
                                .map(e -> new Details()
                                        .put("time", e.time())
                                        .put("call", e.operation())
                                        .put("address", e.address().isEmpty() ? null : e.address())
                                        .put("status", e.status())
                                        .put(
                                                "resource",
                                                e.resource() == null
                                                        ? null
                                                        : e.resource().text())
                                        .map())
                                .toList())
                .put("wereLogsOf", lost.isEmpty() ? null : wereLogsOf())
                .put("behind", BEHIND)
                .map();
    }

    private Map<String, Object> wereLogsOf() {
        Map<String, Object> targets = new LinkedHashMap<>();
        lost.forEach((log, target) -> targets.put(log, target.text()));
        return targets;
    }

    /** The most frequent first. */
    private Map<String, Object> counted(Function<PastEvent, String> word) {
        Map<String, Long> counts = events.values().stream()
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
}
