package io.lamplighter.events;

import java.util.LinkedHashMap;
import java.util.Map;

/** One change as a Remediation Activity (https://schema.ocsf.io/1.5.0/classes/remediation_activity). */
final class OcsfRemediation {
    private static final int CLASS = 7001;
    private static final int DETECT = 5;
    private static final int RESTORE = 3;
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;
    private static final int OTHER = 99;
    private static final int RESOURCE_UID = 10;

    private final LedgerEntry entry;
    private final OcsfCut cut;

    OcsfRemediation(LedgerEntry entry, OcsfCut cut) {
        this.entry = entry;
        this.cut = cut;
    }

    Map<String, Object> document() {
        boolean undo = switch (entry.state()) {
            case UNDOING, UNDONE -> true;
            case PLANNED, ON, FAILED -> false;
        };
        Map<String, Object> document = OcsfParts.classified(
                CLASS, "Remediation", "Remediation Activity", undo ? RESTORE : DETECT, undo ? "Restore" : "Detect");
        document.put("time", OcsfParts.millis(entry.settledAt()));
        document.put("severity_id", Severity.INFORMATIONAL.ocsf());
        document.put("severity", "Informational");
        status(document);
        document.put("message", cut.text(undo ? "Undoes " + entry.action() : "Turns on a log: " + entry.action()));
        document.put("command_uid", cut.text(entry.id()));
        document.put("metadata", OcsfParts.metadata(cut.text(entry.findingId()), entry.plannedAt(), entry.settledAt()));
        document.put("cloud", OcsfParts.cloud(cut, entry.account(), entry.region()));
        document.put("api", api());
        document.put(
                "remediation",
                Map.of("desc", cut.text("%s by %s".formatted(undo ? "Restored" : "Logs turned on", entry.source()))));
        document.put(
                "observables",
                cut.list(
                        "observables",
                        entry.targets(),
                        t -> OcsfParts.observable(
                                cut, "unmapped.lamplighter.targets.id", "Resource UID", RESOURCE_UID, t.id())));
        document.put("unmapped", Map.of("lamplighter", ours()));
        return document;
    }

    private void status(Map<String, Object> document) {
        switch (entry.state()) {
            case PLANNED -> status(document, OTHER, "Planned");
            case UNDOING -> status(document, OTHER, "Under way");
            case ON, UNDONE -> status(document, SUCCESS, "Success");
            case FAILED -> status(document, FAILURE, "Failure");
        }
        if (!entry.note().isEmpty()) {
            document.put("status_detail", cut.text(entry.note()));
        }
    }

    private static void status(Map<String, Object> document, int id, String caption) {
        document.put("status_id", id);
        document.put("status", caption);
    }

    /** {@code ec2:CreateFlowLogs} is an operation of a service; Azure's actions name their provider alike. */
    private Map<String, Object> api() {
        int colon = entry.action().indexOf(':');
        Map<String, Object> api = new LinkedHashMap<>();
        api.put("operation", cut.text(entry.action().substring(colon + 1)));
        if (colon > 0) {
            api.put("service", Map.of("name", cut.text(entry.action().substring(0, colon))));
        }
        return api;
    }

    private Map<String, Object> ours() {
        Map<String, Object> ours = new LinkedHashMap<>();
        ours.put("source", cut.text(entry.source()));
        ours.put("state", entry.state().name());
        ours.put("targets", cut.list("targets", entry.targets(), t -> OcsfParts.target(cut, t)));
        OcsfCut.put(ours, "request", cut.details("request", entry.request()));
        OcsfCut.put(ours, "before", cut.details("before", entry.before()));
        OcsfCut.put(ours, "after", cut.details("after", entry.after()));
        ours.put("plannedAt", entry.plannedAt().toString());
        ours.put("settledAt", entry.settledAt().toString());
        ours.put("expiresAt", entry.expiresAt().toString());
        if (!cut.notes().isEmpty()) {
            ours.put("cut", cut.notes());
        }
        return ours;
    }
}
