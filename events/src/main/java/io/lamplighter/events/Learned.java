package io.lamplighter.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one lookup of where resources lie brought.
 *
 * @param resources the resources that were asked about with where they lie, and what was found on the way
 * @param notes what was asked about and is not there
 * @param moved what was asked about and is another account's: it is among the resources as that account's
 */
public record Learned(List<ResourceRef> resources, List<String> notes, List<ResourceRef> moved) {
    public Learned {
        resources = List.copyOf(resources);
        notes = List.copyOf(notes);
        moved = List.copyOf(moved);
    }

    public Learned(List<ResourceRef> resources, List<String> notes) {
        this(resources, notes, List.of());
    }

    /** The same resource, with more known of where it lies; what the cloud left out stays out. */
    public static ResourceRef within(ResourceRef r, Map<String, @Nullable String> more) {
        Map<String, String> all = new LinkedHashMap<>(r.within());
        more.forEach((kind, id) -> {
            if (id != null && !id.isEmpty()) {
                all.put(kind, id);
            }
        });
        return new ResourceRef(r.kind(), r.id(), r.account(), r.region(), all);
    }

    /** A resource of the same account and region as another. */
    public static ResourceRef beside(ResourceRef r, String kind, String id, Map<String, @Nullable String> within) {
        return within(new ResourceRef(kind, id, r.account(), r.region()), within);
    }

    /** One sentence for each that was asked about and is not among these ids. */
    public static List<String> gone(List<ResourceRef> about, Set<String> found) {
        List<String> notes = new ArrayList<>();
        for (ResourceRef r : about) {
            if (!found.contains(r.id())) {
                notes.add("%s is not in account %s, %s, or not any more".formatted(r.id(), r.account(), r.region()));
            }
        }
        return notes;
    }

    /** Each resource once, with all that is known of where it lies. */
    public static List<ResourceRef> merge(List<ResourceRef> resources) {
        List<ResourceRef> merged = new ArrayList<>();
        for (ResourceRef one : resources) {
            int at = -1;
            for (int i = 0; i < merged.size() && at < 0; i++) {
                at = merged.get(i).same(one) ? i : -1;
            }
            if (at < 0) {
                merged.add(one);
            } else {
                Map<String, String> within = new LinkedHashMap<>(one.within());
                within.putAll(merged.get(at).within());
                merged.set(at, new ResourceRef(one.kind(), one.id(), one.account(), one.region(), within));
            }
        }
        return merged;
    }

    /** Without those of no region that are there with their region as well. */
    public static List<ResourceRef> withoutTwins(List<ResourceRef> resources) {
        return resources.stream()
                .filter(r -> !r.region().isEmpty()
                        || resources.stream()
                                .noneMatch(o -> !o.region().isEmpty()
                                        && o.same(new ResourceRef(r.kind(), r.id(), r.account(), o.region()))))
                .toList();
    }
}
