package io.lamplighter.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read back after a write.
 *
 * @param lit what is on now, each with what was seen
 * @param unlit what is not, each with why
 * @param after what we left there, by the cloud's own names: {@code undo} compares it with what it finds
 * @param requests the cloud's own ids of the write, where its audit log tells of such a write as of one that may darken
 */
public record Evidence(List<Lit> lit, List<Unlit> unlit, Map<String, Object> after, List<String> requests) {
    public Evidence {
        lit = List.copyOf(lit);
        unlit = List.copyOf(unlit);
        after = Map.copyOf(after);
        requests = List.copyOf(requests);
    }

    public Evidence(List<Lit> lit, List<Unlit> unlit, Map<String, Object> after) {
        this(lit, unlit, after, List.of());
    }

    /** The same, made by these calls. */
    public Evidence by(List<String> calls) {
        return new Evidence(lit, unlit, after, calls);
    }

    /**
     * One target that is on.
     *
     * @param ours false where somebody else lit it meanwhile, so that nothing had to be made
     */
    public record Lit(ResourceRef target, String seen, boolean ours) {
        /** One that we lit. */
        public Lit(ResourceRef target, String seen) {
            this(target, seen, true);
        }
    }

    /**
     * One target that is not on.
     *
     * @param rule the rule that forbids it, where the cloud's refusal is no failure of ours but says what has to be given
     *     first; null for a failure
     */
    public record Unlit(
            ResourceRef target, Failure failure, @Nullable String rule) {
        public Unlit(ResourceRef target, Failure failure) {
            this(target, failure, null);
        }
    }

    /** How it ended for the targets that are not on: refused one by one, failed by what is the same for many. */
    List<Outcome> ends(String source) {
        List<Outcome> ends = new ArrayList<>();
        Map<Failure, List<ResourceRef>> failed = new LinkedHashMap<>();
        for (Unlit one : unlit) {
            String rule = one.rule();
            if (rule == null) {
                failed.computeIfAbsent(one.failure(), f -> new ArrayList<>()).add(one.target());
            } else {
                ends.add(new Outcome.Refused(
                        source, List.of(one.target()), rule, one.failure().why()));
            }
        }
        failed.forEach((failure, targets) -> ends.add(new Outcome.Failed(source, targets, failure)));
        return ends;
    }
}
