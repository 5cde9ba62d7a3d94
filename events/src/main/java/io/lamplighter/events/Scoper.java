package io.lamplighter.events;

import java.util.List;

/** From an alert to where to look. */
public interface Scoper {
    /**
     * The scopes of what the alert names, looked up where it names too little; a lookup that fails becomes a note.
     *
     * @throws RuntimeException only for a bug
     */
    Scoped scope(Alert alert);

    /** The scopes of resources that were found later, looked up and noted in the same way. */
    Scoped group(List<ResourceRef> resources);

    /** Scopes, and what could not be placed. */
    record Scoped(List<Scope> scopes, List<String> notes) {
        public Scoped {
            scopes = List.copyOf(scopes);
            notes = List.copyOf(notes);
        }
    }
}
