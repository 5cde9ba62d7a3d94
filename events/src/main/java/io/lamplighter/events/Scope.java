package io.lamplighter.events;

import java.util.List;

/**
 * Where to look: resources in one account and region, or all of them.
 *
 * @param resources what is touched; where {@code breadth} is {@code ALL}, empty means everything there
 */
public record Scope(String account, String region, Breadth breadth, List<ResourceRef> resources) {
    public Scope {
        resources = List.copyOf(resources);
    }

    /** The resources of one kind. */
    public List<ResourceRef> of(String kind) {
        return resources.stream().filter(r -> r.kind().equals(kind)).toList();
    }
}
