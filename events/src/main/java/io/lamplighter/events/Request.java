package io.lamplighter.events;

import java.util.List;

/**
 * What is asked: to respond around the named resources, or to harden everything in the named regions.
 *
 * @param breadth {@code TOUCHED} to respond, {@code ALL} to harden
 * @param regions where to harden; empty means the alert's own region
 * @param sources the log source ids to use; empty means all
 */
public record Request(Breadth breadth, List<String> regions, List<String> sources) {
    /** What every detector's alert asks for. */
    public static final Request RESPOND = new Request(Breadth.TOUCHED, List.of(), List.of());

    public Request {
        regions = List.copyOf(regions);
        sources = List.copyOf(sources);
    }

    /** The same for these log sources only. */
    public Request only(List<String> others) {
        return new Request(breadth, regions, others);
    }

    /** Whether the log source of this id is asked for. */
    public boolean wants(String source) {
        return sources.isEmpty() || sources.contains(source);
    }
}
