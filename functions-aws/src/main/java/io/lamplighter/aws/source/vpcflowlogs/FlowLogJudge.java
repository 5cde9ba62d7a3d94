package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is lit by whom, and what to light: from values alone. */
final class FlowLogJudge {
    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html, ResourceIds. */
    static final int BATCH = 300;

    /** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html; not adjustable. */
    static final int QUOTA = 2;

    private final FlowLogFacts facts;
    private final Map<String, List<ExistingFlowLog>> on;
    private final List<Verdict<FlowLogStep>> verdicts = new ArrayList<>();
    private final Map<Level, Map<ResourceRef, String>> dark = new EnumMap<>(Level.class);

    private FlowLogJudge(FlowLogFacts facts) {
        this.facts = facts;
        this.on = facts.logs().stream().collect(Collectors.groupingBy(ExistingFlowLog::resource));
    }

    static List<Verdict<FlowLogStep>> of(FlowLogFacts facts) {
        FlowLogJudge judge = new FlowLogJudge(facts);
        facts.targets().forEach(judge::one);
        judge.dark.forEach(judge::missing);
        return List.copyOf(judge.verdicts);
    }

    private void one(ResourceRef target) {
        Level level = Level.of(target);
        if (level == null || !level.takes(target.id())) {
            undecidable(target, "this is no id of a network interface, subnet or VPC, so it was not asked about");
            return;
        }
        if (!target.account().equals(facts.account())) {
            undecidable(
                    target, "account %s owns it and shares it: only there can it be told".formatted(target.account()));
            return;
        }
        List<ExistingFlowLog> around = around(target);
        ExistingFlowLog good =
                around.stream().filter(l -> l.flaw() == null).findFirst().orElse(null);
        if (good != null) {
            verdicts.add(new Verdict.Covered<>(List.of(target), good.evidence()));
            return;
        }
        if (unplaced(target, level)) {
            undecidable(target, "it is not known what it lies in, and a flow log there would cover it");
            return;
        }
        List<ExistingFlowLog> own = on.getOrDefault(target.id(), List.of());
        String why = around.isEmpty() ? "no flow log covers it" : flaws(around);
        if (own.size() >= QUOTA) {
            blocked(
                    target,
                    why,
                    "quota",
                    "AWS allows %d flow logs on one resource and cannot raise that: remove one of them by hand"
                            .formatted(QUOTA));
        } else if (own.stream().anyMatch(l -> l.undelivered() && l.destination().equals(facts.store()))) {
            blocked(target, why, "delivery", "another one to the same place would fail the same way: mend the bucket");
        } else {
            dark.computeIfAbsent(level, k -> new LinkedHashMap<>()).put(target, why);
        }
    }

    /** The flow logs on it, then those on its subnet, then those on its VPC. */
    private List<ExistingFlowLog> around(ResourceRef target) {
        List<ExistingFlowLog> around = new ArrayList<>(on.getOrDefault(target.id(), List.of()));
        for (Level level : Level.values()) {
            String outer = target.within().get(level.kind());
            if (outer != null && !outer.equals(target.id())) {
                around.addAll(on.getOrDefault(outer, List.of()));
            }
        }
        return around;
    }

    private static boolean unplaced(ResourceRef target, Level level) {
        return switch (level) {
            case NETWORK_INTERFACE ->
                !target.within().keySet().containsAll(List.of(Level.SUBNET.kind(), Level.VPC.kind()));
            case SUBNET -> !target.within().containsKey(Level.VPC.kind());
            case VPC -> false;
        };
    }

    private static String flaws(Collection<ExistingFlowLog> logs) {
        return logs.stream().map(ExistingFlowLog::flaw).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }

    private void undecidable(ResourceRef target, String why) {
        verdicts.add(new Verdict.Undecidable<>(List.of(target), why));
    }

    private void blocked(ResourceRef target, String why, String rule, String reason) {
        verdicts.add(new Verdict.Missing<>(List.of(target), why, new Plan.Blocked<>(rule, reason)));
    }

    /** Each batch is a verdict of its own, since each has a plan of its own and one that fails holds up no other. */
    private void missing(Level level, Map<ResourceRef, String> whys) {
        List<ResourceRef> targets = List.copyOf(whys.keySet());
        for (int from = 0; from < targets.size(); from += BATCH) {
            List<ResourceRef> batch = targets.subList(from, Math.min(from + BATCH, targets.size()));
            Map<ResourceRef, String> each = new LinkedHashMap<>();
            batch.forEach(t -> each.put(t, whys.getOrDefault(t, "")));
            verdicts.add(new Verdict.Missing<>(
                    each, new Plan.Steps<>(List.of(new FlowLogStep(level, batch, facts.store())))));
        }
    }
}
