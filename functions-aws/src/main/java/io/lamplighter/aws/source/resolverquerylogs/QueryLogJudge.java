package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.AssociateVpc;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.CreateConfiguration;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import io.lamplighter.events.Verdict.Covered;
import io.lamplighter.events.Verdict.Missing;
import io.lamplighter.events.Verdict.Undecidable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the query logging of some VPCs means.
 *
 * <p>Quotas are the defaults of https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html; who has more
 * already was given more, and then the service is the judge.
 */
final class QueryLogJudge {
    static final int CONFIGURATIONS_IN_REGION = 20;
    static final int ASSOCIATIONS_IN_REGION = 100;

    private QueryLogJudge() {}

    static List<Verdict<QueryLogStep>> judge(QueryLogFacts facts) {
        List<Verdict<QueryLogStep>> verdicts = new ArrayList<>();
        Map<ResourceRef, String> dark = new LinkedHashMap<>();
        for (ResourceRef vpc : facts.vpcs()) {
            List<Seen> seen = facts.associations().stream()
                    .filter(a -> a.vpc().equals(vpc.id()))
                    .map(a -> new Seen(a, facts.configuration(a.configuration())))
                    .toList();
            Verdict<QueryLogStep> standing = standing(facts.ours(), List.of(vpc), seen);
            if (standing != null) {
                verdicts.add(standing);
            } else if (seen.isEmpty()) {
                dark.put(vpc, "no query log configuration is associated with it");
            } else {
                dark.put(vpc, said(seen));
            }
        }
        if (!dark.isEmpty()) {
            verdicts.addAll(light(facts, dark));
        }
        return List.copyOf(verdicts);
    }

    /** What its associations decide by themselves; null where it is dark and we may add ours. */
    private static @Nullable Verdict<QueryLogStep> standing(
            OurConfiguration ours, List<ResourceRef> vpc, List<Seen> seen) {
        Seen lit = first(seen, Seen.State.ON);
        if (lit != null) {
            return new Covered<>(vpc, lit.says());
        }
        Seen unknown = first(seen, Seen.State.UNKNOWN);
        if (unknown != null) {
            return new Undecidable<>(vpc, unknown.says());
        }
        List<Seen> inOurWay = seen.stream().filter(Seen::inOurWay).toList();
        Seen broken = first(inOurWay, Seen.State.BROKEN);
        if (broken != null) {
            return new Missing<>(vpc, broken.says(), blocked(ours, broken));
        }
        Seen going = first(inOurWay, Seen.State.GOING);
        return going == null ? null : new Undecidable<>(vpc, later(going.says() + "; ours can follow when it is gone"));
    }

    /** What passes by itself within seconds or minutes: the same alert a little later ends better. */
    private static Failure later(String why) {
        return new Failure(Failure.Kind.CONFLICT, why);
    }

    private static Plan<QueryLogStep> blocked(OurConfiguration ours, Seen broken) {
        return broken.configuration() != null && ours.is(broken.configuration())
                ? new Plan.Blocked<>(
                        "destination",
                        "it is ours: let the evidence bucket and its policy take delivery.logs.amazonaws.com, or undo it and run again")
                : new Plan.Blocked<>(
                        "foreign",
                        "a VPC logs to one bucket only, and this one was chosen by somebody else, who has to mend it");
    }

    private static List<Verdict<QueryLogStep>> light(QueryLogFacts facts, Map<ResourceRef, String> dark) {
        List<ResourceRef> all = List.copyOf(dark.keySet());
        if (facts.remembered() != null) {
            return withinQuota(facts, dark, facts.remembered());
        }
        List<Configuration> made = facts.configurations().stream()
                .filter(facts.ours()::is)
                .sorted(Comparator.comparing(Configuration::id))
                .toList();
        String healthy = made.stream()
                .filter(Configuration::healthy)
                .map(Configuration::id)
                .findFirst()
                .orElse(null);
        if (healthy != null) {
            return withinQuota(facts, dark, healthy);
        }
        if (!made.isEmpty()) {
            Configuration ill = made.getFirst();
            return List.of(
                    ill.status().equals("FAILED")
                            ? new Missing<>(
                                    all,
                                    why(dark),
                                    new Plan.Blocked<>(
                                            "destination",
                                            "our configuration %s is FAILED: the evidence bucket is gone or its policy refuses the log"
                                                    .formatted(ill.id())))
                            : new Undecidable<>(
                                    all,
                                    later("our configuration %s is %s; look again".formatted(ill.id(), ill.status()))));
        }
        long own = facts.configurations().stream()
                .filter(c -> c.owner().equals(facts.ours().account()))
                .count();
        if (own == CONFIGURATIONS_IN_REGION) {
            return List.of(new Missing<>(
                    all,
                    why(dark),
                    new Plan.Blocked<>(
                            "quota",
                            "the region's quota of %d query log configurations is used up"
                                    .formatted(CONFIGURATIONS_IN_REGION))));
        }
        return withinQuota(facts, dark, null);
    }

    /** One plan for as many as the quota takes, in the order they came, and the rule for the rest. */
    private static List<Verdict<QueryLogStep>> withinQuota(
            QueryLogFacts facts, Map<ResourceRef, String> dark, @Nullable String configuration) {
        int used = facts.associationsInRegion();
        int free = used > ASSOCIATIONS_IN_REGION ? dark.size() : ASSOCIATIONS_IN_REGION - used;
        List<ResourceRef> all = List.copyOf(dark.keySet());
        List<ResourceRef> fit = all.subList(0, Math.min(free, all.size()));
        List<ResourceRef> rest = all.subList(fit.size(), all.size());
        List<Verdict<QueryLogStep>> verdicts = new ArrayList<>();
        if (!fit.isEmpty()) {
            List<QueryLogStep> steps = new ArrayList<>();
            if (configuration == null) {
                steps.add(new CreateConfiguration(facts.ours(), fit));
            }
            fit.forEach(vpc -> steps.add(new AssociateVpc(facts.ours(), vpc, configuration)));
            Map<ResourceRef, String> each = new LinkedHashMap<>();
            fit.forEach(vpc -> each.put(vpc, dark.getOrDefault(vpc, "")));
            verdicts.add(new Missing<>(each, new Plan.Steps<>(steps)));
        }
        if (!rest.isEmpty()) {
            verdicts.add(new Missing<>(
                    rest,
                    why(dark),
                    new Plan.Blocked<>(
                            "quota",
                            "the region's quota of %d VPC associations is used up".formatted(ASSOCIATIONS_IN_REGION))));
        }
        return verdicts;
    }

    private static String why(Map<ResourceRef, String> dark) {
        return String.join("; ", dark.values().stream().distinct().toList());
    }

    private static String said(List<Seen> seen) {
        return String.join("; ", seen.stream().map(Seen::says).toList());
    }

    private static @Nullable Seen first(List<Seen> seen, Seen.State state) {
        return seen.stream().filter(s -> s.state() == state).findFirst().orElse(null);
    }
}
