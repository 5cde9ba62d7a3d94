package io.lamplighter.events;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The part of a finding's document that OCSF has no words for: how each source ended, and what is covered since. */
final class OcsfOutcome {
    private final OcsfCut cut;

    OcsfOutcome(OcsfCut cut) {
        this.cut = cut;
    }

    /** The word for an outcome: {@code already-on}, {@code proposed}, {@code turned-on}, {@code refused}, {@code failed}. */
    static String result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.AlreadyOn on -> "already-on";
            case Outcome.Proposed proposed -> "proposed";
            case Outcome.TurnedOn on -> "turned-on";
            case Outcome.Refused refused -> "refused";
            case Outcome.Failed failed -> "failed";
        };
    }

    Map<String, Object> of(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", cut.text(outcome.source()));
        map.put("result", result(outcome));
        map.put("targets", cut.list("targets", outcome.targets(), t -> OcsfParts.target(cut, t)));
        map.put("before", before(outcome));
        map.put("after", after(outcome));
        switch (outcome) {
            case Outcome.AlreadyOn on -> map.put("evidence", cut.text(on.evidence()));
            case Outcome.Proposed proposed -> {
                map.put("action", cut.text(proposed.action()));
                OcsfCut.put(
                        map, "request", cut.details("request of " + cut.text(outcome.source()), proposed.request()));
            }
            case Outcome.TurnedOn on -> {
                map.put("step", cut.text(on.stepId()));
                map.put("evidence", cut.text(on.evidence()));
            }
            case Outcome.Refused refused -> {
                map.put("rule", cut.text(refused.rule()));
                map.put("why", cut.text(refused.why()));
            }
            case Outcome.Failed failed -> {
                map.put("kind", failed.failure().kind().name());
                map.put("why", cut.text(failed.failure().why()));
            }
        }
        return map;
    }

    /** Targets by what covered them before and after: {@code covered}, {@code missing} or {@code unknown}. */
    static Map<String, Object> coverage(List<Outcome> outcomes) {
        Map<String, Object> coverage = new LinkedHashMap<>();
        coverage.put("before", count(outcomes, OcsfOutcome::before));
        coverage.put("after", count(outcomes, OcsfOutcome::after));
        return coverage;
    }

    private static Map<String, Integer> count(List<Outcome> outcomes, Function<Outcome, String> covered) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : List.of("covered", "missing", "unknown")) {
            counts.put(word, 0);
        }
        for (Outcome outcome : outcomes) {
            counts.merge(covered.apply(outcome), outcome.targets().size(), Integer::sum);
        }
        return counts;
    }

    private static String before(Outcome outcome) {
        return switch (outcome) {
            case Outcome.AlreadyOn on -> "covered";
            case Outcome.Proposed proposed -> "missing";
            case Outcome.TurnedOn on -> "missing";
            case Outcome.Refused refused -> refused.rule().equals("undecidable") ? "unknown" : "missing";
            case Outcome.Failed failed -> "unknown";
        };
    }

    private static String after(Outcome outcome) {
        return outcome instanceof Outcome.TurnedOn ? "covered" : before(outcome);
    }

    /** Where the new logs will be, and what to ask them; each place once. */
    List<Object> logs(List<Outcome> outcomes) {
        Set<Map<String, Object>> places = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.TurnedOn on -> places.add(log(on.source(), on.logs()));
                case Outcome.Proposed proposed -> places.add(log(proposed.source(), proposed.logs()));
                case Outcome.AlreadyOn on -> {}
                case Outcome.Refused refused -> {}
                case Outcome.Failed failed -> {}
            }
        }
        return cut.list("logs", places, p -> p);
    }

    private Map<String, Object> log(String source, LogLocation logs) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", cut.text(source));
        map.put("uri", cut.text(logs.uri()));
        map.put("firstRecord", cut.text(logs.firstRecord()));
        map.put("ask", cut.text(logs.ask()));
        if (!logs.left().isEmpty()) {
            map.put("left", cut.text(logs.left()));
        }
        return map;
    }
}
