package io.lamplighter.events;

import java.util.List;
import java.util.Map;

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

    /** One target that is not on. */
    public record Unlit(ResourceRef target, Failure failure) {}
}
