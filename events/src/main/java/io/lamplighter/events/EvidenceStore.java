package io.lamplighter.events;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at where new logs would go, before anything is sent there: its name is easy to guess, and who made it first
 * would be sent the logs of others.
 */
@FunctionalInterface
public interface EvidenceStore {
    /**
     * The store of this scope's account and region.
     *
     * @throws RuntimeException what the SDK throws, where it could not be looked at just now
     */
    Look at(Scope scope);

    /**
     * What was seen.
     *
     * @param unfit why nothing may be sent there, and what to do; null where it is the account's own
     * @param feeds ids that the store itself logs into: logged into the store they would close a ring
     */
    record Look(@Nullable String unfit, Set<String> feeds) {
        /** It is there, ours, and logs nowhere. */
        public static final Look FIT = new Look(null, Set.of());

        public Look {
            feeds = Set.copyOf(feeds);
        }
    }
}
