package io.lamplighter.events;

import java.util.List;
import java.util.Map;

/**
 * What was read back after a write.
 *
 * @param lit what is on now, each with what was seen
 * @param unlit what is not, each with why
 * @param after what we left there, by the cloud's own names: {@code undo} compares it with what it finds
 */
public record Evidence(List<Lit> lit, List<Unlit> unlit, Map<String, Object> after) {
    public Evidence {
        lit = List.copyOf(lit);
        unlit = List.copyOf(unlit);
        after = Map.copyOf(after);
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
