package io.lamplighter.aws.scope;

import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one lookup brought.
 *
 * @param resources the resources that were asked about with where they lie, and what was found on the way
 * @param notes what was asked about and is not there
 * @param moved what was asked about and is another account's: it is among the resources as that account's
 */
record Learned(List<ResourceRef> resources, List<String> notes, List<ResourceRef> moved) {
    Learned {
        resources = List.copyOf(resources);
        notes = List.copyOf(notes);
        moved = List.copyOf(moved);
    }

    Learned(List<ResourceRef> resources, List<String> notes) {
        this(resources, notes, List.of());
    }

    /** The same resource, with more known of where it lies; what the cloud left out stays out. */
    static ResourceRef within(ResourceRef r, Map<String, @Nullable String> more) {
        Map<String, String> all = new LinkedHashMap<>(r.within());
        more.forEach((kind, id) -> {
            if (id != null && !id.isEmpty()) {
                all.put(kind, id);
            }
        });
        return new ResourceRef(r.kind(), r.id(), r.account(), r.region(), all);
    }

    /** A resource of the same account and region as another. */
    static ResourceRef beside(ResourceRef r, String kind, String id, Map<String, @Nullable String> within) {
        return within(new ResourceRef(kind, id, r.account(), r.region()), within);
    }

    /** One sentence for each that was asked about and is not among these ids. */
    static List<String> gone(List<ResourceRef> about, Set<String> found) {
        List<String> notes = new ArrayList<>();
        for (ResourceRef r : about) {
            if (!found.contains(r.id())) {
                notes.add("%s is not in account %s, %s, or not any more".formatted(r.id(), r.account(), r.region()));
            }
        }
        return notes;
    }
}
