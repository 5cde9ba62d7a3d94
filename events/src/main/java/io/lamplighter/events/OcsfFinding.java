package io.lamplighter.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One finding as a Detection Finding (https://schema.ocsf.io/1.5.0/classes/detection_finding). */
final class OcsfFinding {
    private static final int CLASS = 2004;
    private static final int RESOURCE_UID = 10;
    private static final int OTHER = 99;

    private final Finding finding;
    private final Alert alert;
    private final OcsfCut cut;

    OcsfFinding(Finding finding, OcsfCut cut) {
        this.finding = finding;
        this.alert = finding.alert();
        this.cut = cut;
    }

    Map<String, Object> document() {
        boolean first = finding.deliveries() <= 1;
        Map<String, Object> document = OcsfParts.classified(
                CLASS, "Findings", "Detection Finding", first ? 1 : 2, first ? "Create" : "Update");
        document.put("time", OcsfParts.millis(alert.time()));
        document.put("severity_id", alert.severity().ocsf());
        document.put("severity", captioned(alert.severity().name()));
        document.put("status_id", 1);
        document.put("status", "New");
        document.put("status_detail", summary());
        document.put("message", cut.text(alert.title()));
        document.put("metadata", OcsfParts.metadata(cut.text(finding.id()), alert.time(), finding.at()));
        document.put("cloud", OcsfParts.cloud(cut, alert.account(), alert.region()));
        document.put("finding_info", info());
        List<ResourceRef> touched = finding.touched();
        document.put("resources", cut.list("resources", touched, this::resource));
        document.put("evidences", evidences());
        document.put("observables", observables(touched));
        document.put("unmapped", Map.of("lamplighter", ours()));
        return document;
    }

    private static String captioned(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** How many targets ended how, as in {@code 2 turned on, 1 refused}. */
    private String summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Outcome outcome : finding.outcomes()) {
            counts.merge(
                    OcsfOutcome.result(outcome).replace('-', ' '),
                    Math.max(1, outcome.targets().size()),
                    Integer::sum);
        }
        return counts.isEmpty()
                ? "no log was in question"
                : String.join(
                        ", ",
                        counts.entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey())
                                .toList());
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("uid", cut.text(finding.id()));
        info.put("uid_alt", cut.text(alert.id()));
        info.put("title", cut.text(alert.title()));
        info.put("types", List.of(cut.text(alert.type())));
        info.put("created_time", OcsfParts.millis(alert.time()));
        info.put("modified_time", OcsfParts.millis(finding.at()));
        info.put("data_sources", List.of(cut.text(alert.origin())));
        return info;
    }

    private Map<String, Object> resource(ResourceRef resource) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("uid", cut.text(resource.id()));
        map.put("type", cut.text(resource.kind()));
        map.put("region", cut.text(resource.region()));
        map.put("owner", Map.of("account", Map.of("uid", cut.text(resource.account()))));
        return map;
    }

    /** Who, and what of the attacker's; an address is no endpoint here, since an alert need not say which side it was. */
    private List<Object> evidences() {
        List<Object> evidences = new ArrayList<>(cut.list("identities", alert.identities(), i -> {
            Map<String, Object> user = new LinkedHashMap<>();
            user.put("uid", cut.text(i.id()));
            user.put("type", cut.text(i.kind()));
            if (i.kind().equals("access-key")) {
                user.put("credential_uid", cut.text(i.id()));
            }
            return Map.of("actor", Map.of("user", user));
        }));
        evidences.addAll(cut.list(
                "indicators",
                alert.indicators(),
                i -> i.kind().equals("api")
                        ? Map.of("api", Map.of("operation", cut.text(i.value())))
                        : Map.of("data", data(i))));
        return evidences;
    }

    private Map<String, Object> data(Indicator indicator) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", cut.text(indicator.kind()));
        data.put("value", cut.text(indicator.value()));
        return data;
    }

    private List<Object> observables(List<ResourceRef> touched) {
        List<Object> observables = new ArrayList<>(cut.list(
                "observables",
                touched,
                r -> OcsfParts.observable(cut, "resources.uid", "Resource UID", RESOURCE_UID, r.id())));
        observables.addAll(cut.list("observables", alert.indicators(), this::observable));
        return observables;
    }

    private Map<String, Object> observable(Indicator indicator) {
        String value = indicator.value();
        return switch (indicator.kind()) {
            case "domain", "host" -> OcsfParts.observable(cut, "evidences.data.value", "Hostname", 1, value);
            case "ip" -> OcsfParts.observable(cut, "evidences.data.value", "IP Address", 2, value);
            case "url" -> OcsfParts.observable(cut, "evidences.data.value", "URL String", 6, value);
            case "hash" -> OcsfParts.observable(cut, "evidences.data.value", "Hash", 8, value);
            case "port" -> OcsfParts.observable(cut, "evidences.data.value", "Port", 11, value);
            case "user-agent" -> OcsfParts.observable(cut, "evidences.data.value", "HTTP User-Agent", 16, value);
            case "api" -> OcsfParts.observable(cut, "evidences.api.operation", "Other", OTHER, value);
            default -> OcsfParts.observable(cut, "evidences.data.value", "Other", OTHER, value);
        };
    }

    private Map<String, Object> ours() {
        OcsfOutcome outcomes = new OcsfOutcome(cut);
        Map<String, Object> ours = new LinkedHashMap<>();
        ours.put("deliveries", finding.deliveries());
        ours.put("coverage", OcsfOutcome.coverage(finding.outcomes()));
        ours.put("outcomes", cut.list("outcomes", finding.outcomes(), outcomes::of));
        ours.put("logs", outcomes.logs(finding.outcomes()));
        ours.put("steps", cut.list("steps", finding.entries(), this::step));
        ours.put("enrichments", cut.list("enrichments", finding.enrichments(), this::enrichment));
        ours.put("notes", cut.list("notes", finding.notes(), cut::text));
        List<String> left = cut.notes();
        if (!left.isEmpty()) {
            ours.put("cut", left);
        }
        return ours;
    }

    private Map<String, Object> step(LedgerEntry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", cut.text(entry.id()));
        map.put("source", cut.text(entry.source()));
        map.put("action", cut.text(entry.action()));
        map.put("state", entry.state().name());
        map.put("expiresAt", entry.expiresAt().toString());
        return map;
    }

    private Map<String, Object> enrichment(Enrichment enrichment) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", cut.text(enrichment.id()));
        switch (enrichment) {
            case Enrichment.Found found -> {
                map.put("result", "found");
                map.put("summary", cut.text(found.summary()));
                OcsfCut.put(map, "details", cut.details("details of " + cut.text(found.id()), found.details()));
            }
            case Enrichment.Nothing nothing -> {
                map.put("result", "nothing");
                map.put("why", cut.text(nothing.why()));
            }
            case Enrichment.Unreadable unreadable -> {
                map.put("result", "could-not-read");
                map.put("why", cut.text(unreadable.why()));
            }
        }
        return map;
    }
}
