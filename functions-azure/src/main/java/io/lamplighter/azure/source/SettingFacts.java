package io.lamplighter.azure.source;

import io.lamplighter.events.Failure;
import io.lamplighter.events.ResourceRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the diagnostic settings in one subscription and location.
 *
 * @param sinks where new logs would go
 * @param targets what is aimed at, sorted by id
 * @param destinations what the settings there send to, and what was seen of it, by id
 * @param feeds ids of what our own sinks log into: logged into one of them it would close a ring
 */
public record SettingFacts(
        Sinks sinks, List<Logged> targets, Map<String, DestinationSeen> destinations, Set<String> feeds) {
    public SettingFacts {
        targets = targets.stream()
                .sorted(Comparator.comparing(t -> t.target().id()))
                .toList();
        destinations = Map.copyOf(destinations);
        feeds = Set.copyOf(feeds);
    }

    /** The same less what was read and offers no logs: who asks about everything does not ask about these. */
    public SettingFacts withLogs() {
        List<Logged> rest = targets.stream()
                .filter(t -> !t.wanted().isEmpty() || t.unreadable() != null)
                .toList();
        return new SettingFacts(sinks, rest, destinations, feeds);
    }

    /**
     * One target.
     *
     * @param wanted the logs that it offers and that are to be on; empty where it offers none
     * @param whole whether these are all that it offers
     * @param unreadable why it could not be read, or null
     * @param ungranted whether it could not be read for want of {@link SettingApi#grant}
     */
    public record Logged(
            ResourceRef target,
            List<Category> wanted,
            boolean whole,
            List<Setting> settings,
            @Nullable Failure unreadable,
            boolean ungranted) {
        /** One that was read, or could not be for another reason. */
        public Logged(
                ResourceRef target,
                List<Category> wanted,
                boolean whole,
                List<Setting> settings,
                @Nullable Failure unreadable) {
            this(target, wanted, whole, settings, unreadable, false);
        }

        public Logged {
            wanted = List.copyOf(wanted);
            settings = List.copyOf(settings);
        }
    }
}
