package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is lit by whom, and what to light: from values alone. */
final class FlowLogJudge {
    /** https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview */
    private static final String RETIRED =
            "Azure ends NSG flow logs on 30 September 2027, and since 30 June 2025 it makes no new ones";

    /** Where Azure itself makes network watchers. */
    private static final String WATCHERS = "NetworkWatcherRG";

    private static final String SUBNETS = "/subnets/";

    private final FlowLogFacts facts;
    private final Map<String, List<ExistingFlowLog>> on;

    private FlowLogJudge(FlowLogFacts facts) {
        this.facts = facts;
        this.on = facts.logs().stream().collect(Collectors.groupingBy(ExistingFlowLog::target));
    }

    static List<Verdict<FlowLogStep>> of(FlowLogFacts facts) {
        FlowLogJudge judge = new FlowLogJudge(facts);
        return facts.targets().stream().map(judge::one).toList();
    }

    private Verdict<FlowLogStep> one(ResourceRef target) {
        Level level = Level.of(target);
        if (level == null || !level.takes(target.id())) {
            return undecidable(target, "this is no id of a network interface, subnet or virtual network");
        }
        if (!target.account().equals(facts.account())) {
            return undecidable(
                    target, "subscription %s owns it: only there can it be told".formatted(target.account()));
        }
        List<String> flaws = new ArrayList<>();
        for (Level at : Level.values()) {
            // What is narrower than the target lies in it and does not light it.
            for (ExistingFlowLog log : at.compareTo(level) < 0 ? List.<ExistingFlowLog>of() : on(at.around(target))) {
                if (log.unsettled()) {
                    String why = "Azure is still at work on %s (%s)".formatted(log.name(), log.state());
                    return new Verdict.Undecidable<>(List.of(target), new Failure(Failure.Kind.UNAVAILABLE, why));
                }
                String flaw = log.flaw(facts.stores());
                if (flaw == null) {
                    return new Verdict.Covered<>(List.of(target), log.evidence(facts.stores()) + exceptions(target));
                }
                flaws.add(flaw);
                if (log.inForce()) {
                    return at == level ? dark(target, flaws) : shadowed(target, log, flaws);
                }
            }
        }
        if (level == Level.NETWORK_INTERFACE && Level.SUBNET.around(target).isEmpty()) {
            return undecidable(target, "it is not known what it lies in, and a flow log there would cover it");
        }
        for (ExistingFlowLog log : guards(target)) {
            String flaw = log.flaw(facts.stores());
            if (flaw == null) {
                return new Verdict.Covered<>(List.of(target), log.evidence(facts.stores()) + "; " + RETIRED);
            }
            flaws.add(flaw);
        }
        return dark(target, flaws);
    }

    /** A network's log does not record the subnets that have one of their own. */
    private String exceptions(ResourceRef target) {
        return facts.logs().stream()
                .filter(l -> l.inForce() && l.target().startsWith(target.id() + SUBNETS))
                .map(l -> l.flaw(facts.stores()))
                .filter(Objects::nonNull)
                .map("; but "::concat)
                .collect(Collectors.joining());
    }

    /** A wider one records the target by its own narrower will; a flow log of ours would take the target away from it. */
    private Verdict<FlowLogStep> shadowed(ResourceRef target, ExistingFlowLog log, List<String> flaws) {
        return log.undelivered(facts.stores())
                ? dark(target, flaws)
                : blocked(
                        target,
                        why(flaws),
                        "precedence",
                        "a narrower flow log would take its records away from %s: widen that one, or remove it by hand"
                                .formatted(log.name()));
    }

    private Verdict<FlowLogStep> dark(ResourceRef target, List<String> flaws) {
        String why = why(flaws);
        String name = FlowLogStep.NAME;
        for (ExistingFlowLog own : on(target.id())) {
            // One of ours that Azure could not make is made again, whichever alert it was for; whoever else's stays as
            // it is.
            if (own.stillborn()) {
                name = own.name();
            } else {
                return blocked(
                        target,
                        why,
                        "one-flow-log",
                        "Azure takes one flow log on a target: mend or remove %s by hand".formatted(own.name()));
            }
        }
        if (facts.watcher().isEmpty()) {
            return blocked(
                    target,
                    why,
                    "network-watcher",
                    "there is no network watcher in %s: %s".formatted(facts.location(), makeWatcher()));
        }
        Shape shape = facts.shape();
        return shape == null
                ? blocked(target, why, "evidence-store", facts.noStore())
                : new Verdict.Missing<>(
                        List.of(target),
                        why,
                        new Plan.Steps<>(List.of(new FlowLogStep(target, facts.watcher(), shape, name))));
    }

    /**
     * One line: the command puts the watcher into a group that has to be there, and is not where no network of the
     * subscription ever had a watcher; one that is there in another location may not be made again.
     *
     * <p>https://learn.microsoft.com/cli/azure/network/watcher#az-network-watcher-configure
     */
    private String makeWatcher() {
        return ("az group show --name %1$s --subscription %3$s --output none"
                        + " || az group create --name %1$s --location %2$s --subscription %3$s --output none"
                        + " && az network watcher configure --resource-group %1$s --locations %2$s --enabled true"
                        + " --subscription %3$s")
                .formatted(WATCHERS, facts.location(), facts.account());
    }

    private List<ExistingFlowLog> on(String id) {
        return on.getOrDefault(id, List.of());
    }

    /** The flow logs of the groups that are known to guard the target, so that all of its traffic passes there. */
    private List<ExistingFlowLog> guards(ResourceRef target) {
        return Stream.of(
                        target.within().getOrDefault(AzureType.SECURITY_GROUP, ""),
                        facts.guards().getOrDefault(target.id(), ""),
                        facts.guards().getOrDefault(Level.SUBNET.around(target), ""))
                .distinct()
                .flatMap(group -> on(group).stream())
                .toList();
    }

    private String why(List<String> flaws) {
        String why = flaws.isEmpty() ? "no flow log covers it" : String.join("; ", flaws);
        long groups = facts.logs().stream()
                .filter(l -> l.inForce() && l.ofSecurityGroup())
                .count();
        return groups == 0
                ? why
                : "%s; %d NSG flow logs of this location see only what passes their group, and %s"
                        .formatted(why, groups, RETIRED);
    }

    private static Verdict<FlowLogStep> undecidable(ResourceRef target, String why) {
        return new Verdict.Undecidable<>(List.of(target), why);
    }

    private static Verdict<FlowLogStep> blocked(ResourceRef target, String why, String rule, String reason) {
        return new Verdict.Missing<>(List.of(target), why, new Plan.Blocked<>(rule, reason));
    }
}
