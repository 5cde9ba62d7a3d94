package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.BucketSeen;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;

/** What a bucket's logging setting means. */
final class AccessLogJudge {
    private AccessLogJudge() {}

    static List<Verdict<AccessLogStep>> of(AccessLogFacts facts) {
        return facts.buckets().stream().map(b -> one(facts, b)).toList();
    }

    private static Verdict<AccessLogStep> one(AccessLogFacts facts, BucketSeen seen) {
        List<ResourceRef> bucket = List.of(seen.bucket());
        Failure unreadable = seen.unreadable();
        if (unreadable != null) {
            return new Verdict.Undecidable<>(bucket, unreadable);
        }
        return seen.target().isEmpty() ? dark(facts, seen, bucket) : logged(facts, seen, bucket);
    }

    private static Verdict<AccessLogStep> logged(AccessLogFacts facts, BucketSeen seen, List<ResourceRef> bucket) {
        String target = seen.target();
        if (target.equals(facts.evidence())) {
            TargetSeen store = facts.targets().get(seen.bucket().id());
            return store == null
                    ? new Verdict.Covered<>(bucket, "it is logged into the evidence store")
                    : new Verdict.Missing<>(
                            bucket,
                            "it is logged into the evidence store, where nothing arrives: " + store.why(),
                            new Plan.Blocked<>("evidence-store", "its setting is right, the store has to be mended"));
        }
        TargetSeen there = facts.targets()
                .getOrDefault(seen.bucket().id(), new TargetSeen(TargetSeen.State.UNREADABLE, "it was not looked at"));
        return switch (there.state()) {
            case ADMITS -> new Verdict.Covered<>(bucket, "somebody else logs it into " + target);
            case UNREADABLE ->
                new Verdict.Covered<>(
                        bucket,
                        "somebody else logs it into %s, which could not be checked: %s".formatted(target, there.why()));
            case UNCLEAR ->
                new Verdict.Undecidable<>(
                        bucket,
                        "somebody else logs it into %s, and whether anything can arrive there is not to be told: %s"
                                .formatted(target, there.why()));
            case GONE, REFUSES ->
                new Verdict.Missing<>(
                        bucket,
                        "somebody else logs it into %s, where nothing can arrive: %s".formatted(target, there.why()),
                        new Plan.Blocked<>(
                                "foreign-target", "a setting that others made is not replaced: tell its owner"));
        };
    }

    private static Verdict<AccessLogStep> dark(AccessLogFacts facts, BucketSeen seen, List<ResourceRef> bucket) {
        String name = seen.bucket().id();
        if (name.equals(facts.evidence())) {
            return new Verdict.Missing<>(
                    bucket,
                    "it is not logged",
                    new Plan.Blocked<>("loop", "it is the evidence store: logged into itself it would never end"));
        }
        List<String> sources = facts.buckets().stream()
                .filter(b -> b.target().equals(name))
                .map(b -> b.bucket().id())
                .sorted()
                .toList();
        if (!sources.isEmpty()) {
            return new Verdict.Missing<>(
                    bucket,
                    "it is not logged",
                    new Plan.Blocked<>(
                            "loop",
                            "it is the log target of %s: a log target is not logged itself"
                                    .formatted(String.join(", ", sources))));
        }
        return new Verdict.Missing<>(
                bucket,
                "it is not logged",
                new Plan.Steps<>(List.of(new AccessLogStep(seen.bucket(), facts.evidence(), Map.of()))));
    }
}
