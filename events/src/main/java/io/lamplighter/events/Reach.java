package io.lamplighter.events;

import java.util.List;

/**
 * Where Lamplighter may look and act: nothing is read or changed outside it, whatever an event says.
 *
 * <p>Each pattern is a name, or the start of one followed by {@code *}; {@code *} alone is all. An empty list is
 * nothing.
 */
public record Reach(List<String> accounts, List<String> regions, List<String> sources) {
    public Reach {
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        sources = List.copyOf(sources);
    }

    /** Whether this account and region are inside. */
    public boolean holds(Scope scope) {
        return any(accounts, scope.account()) && any(regions, scope.region());
    }

    /** Whether any region of this account is inside: for what tells its account and not its region. */
    public boolean reaches(String account) {
        return !regions.isEmpty() && any(accounts, account);
    }

    /** Whether this log source is inside. */
    public boolean holds(String source) {
        return any(sources, source);
    }

    private static boolean any(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(p -> p.endsWith("*") ? name.startsWith(p.substring(0, p.length() - 1)) : name.equals(p));
    }
}
