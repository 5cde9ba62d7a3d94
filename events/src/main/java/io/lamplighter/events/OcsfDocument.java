package io.lamplighter.events;

import java.util.Map;

/** The finding as an OCSF Detection Finding. */
public final class OcsfDocument {
    private OcsfDocument() {}

    /** Class 2004. */
    public static Map<String, Object> of(Finding finding) {
        return Map.of("class_uid", 2004, "finding_info", Map.of("uid", finding.id()));
    }
}
