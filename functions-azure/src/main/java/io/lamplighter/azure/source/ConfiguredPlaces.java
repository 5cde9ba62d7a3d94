package io.lamplighter.azure.source;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.source.DestinationSeen.State;
import io.lamplighter.events.Failure;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The configured workspace and event hub: a setting that names one that is gone is refused whole, and the logs would miss
 * the others too. One that was found there is not asked for again by this process.
 */
@Singleton
public final class ConfiguredPlaces {
    private final Destinations destinations;
    private final Map<String, DestinationSeen> there = new ConcurrentHashMap<>();

    /** Two that ask at once make one call. */
    private final ReentrantLock asking = new ReentrantLock();

    public ConfiguredPlaces(Clients clients) {
        this.destinations = new Destinations(clients);
    }

    /**
     * Why no logs can be sent there, and null where they can.
     *
     * @throws RuntimeException what may pass, since logs would go elsewhere, or nowhere, for no lasting reason
     */
    public @Nullable String flaw(String id) {
        DestinationSeen seen = look(id);
        return switch (seen.state()) {
            case THERE -> null;
            case GONE, SHUT, UNFIT -> "nothing would arrive at %s: %s".formatted(id, seen.why());
            case UNREADABLE -> "%s could not be looked at: %s".formatted(id, seen.why());
        };
    }

    /** Where one without a flaw is. */
    String location(String id) {
        return look(id).location();
    }

    private DestinationSeen look(String id) {
        asking.lock();
        try {
            DestinationSeen known = there.get(id);
            if (known != null) {
                return known;
            }
            DestinationSeen seen = found(id);
            if (seen.state() == State.THERE) {
                there.put(id, seen);
            }
            return seen;
        } finally {
            asking.unlock();
        }
    }

    private DestinationSeen found(String id) {
        try {
            return destinations.find(id);
        } catch (RuntimeException e) {
            Failure failure = new AzureFailures().read(e);
            if (failure.kind().retryable()) {
                throw new KnownFailure(
                        new Failure(
                                failure.kind(),
                                "%s, where logs are to go, could not be looked at: %s".formatted(id, failure.why())),
                        e);
            }
            return Destinations.unread(failure.why());
        }
    }
}
