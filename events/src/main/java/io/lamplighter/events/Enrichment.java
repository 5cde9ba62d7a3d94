package io.lamplighter.events;

import java.util.List;
import java.util.Map;

/** What one enricher brought. */
public sealed interface Enrichment {
    /** The enricher's id. */
    String id();

    /**
     * It found something.
     *
     * @param summary one line for a person, untrusted
     * @param details JSON's own types only, untrusted
     * @param touched resources that the identity touched lately: they join the scope
     * @param notes what was left out, and why
     */
    record Found(String id, String summary, Map<String, Object> details, List<ResourceRef> touched, List<String> notes)
            implements Enrichment {
        public Found {
            touched = List.copyOf(touched);
            notes = List.copyOf(notes);
        }

        public Found(String id, String summary, Map<String, Object> details) {
            this(id, summary, details, List.of(), List.of());
        }
    }

    /** It looked, and there is nothing. */
    record Nothing(String id, String why) implements Enrichment {}

    /** It could not look. */
    record Unreadable(String id, String why) implements Enrichment {}
}
