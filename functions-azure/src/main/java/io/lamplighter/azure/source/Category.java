package io.lamplighter.azure.source;

import java.util.Set;

/**
 * One kind of log that a resource can send.
 *
 * @param groups the category groups that name it, lower case; a setting that names a group sends all of it
 */
public record Category(String name, Set<String> groups) {
    /** The group of all: whatever the resource offers, also later. */
    static final String ALL = "alllogs";

    public Category {
        groups = Set.copyOf(groups);
    }

    boolean isInAll() {
        return groups.contains(ALL);
    }
}
