package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.shell.FileHashes;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Findings of the newer Security Hub, in OCSF ({@code Findings Imported V2}); one alert for each.
 *
 * <p>Shapes: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html and OCSF's
 * findings category, https://schema.ocsf.io/categories/findings
 */
@Singleton
public final class SecurityHubOcsfFinding implements AlertParser<JsonNode> {
    private static final String FINDINGS = "2";

    private final Clock clock;

    public SecurityHubOcsfFinding(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        return envelope.bare()
                ? event.has("class_uid") && Json.text(event, "category_uid").equals(FINDINGS)
                : envelope.from(SecurityHubFinding.SENDER)
                        && envelope.detailType().equals("Findings Imported V2");
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        if (envelope.bare()) {
            return List.of(finding(envelope, event));
        }
        if (!Json.at(envelope.detail(), "findings").isContainerNode()) {
            return List.of(new Parsed.Rejected("Security Hub's event without its findings"));
        }
        List<JsonNode> findings = Json.list(envelope.detail(), "findings");
        if (findings.isEmpty()) {
            return List.of(new Parsed.Ignored("Security Hub's event holds no finding"));
        }
        return findings.stream().map(f -> finding(envelope, f)).toList();
    }

    private Parsed finding(Envelope envelope, JsonNode finding) {
        String provider = Words.first(finding, "cloud.provider");
        if (envelope.bare() && !provider.toUpperCase(Locale.ROOT).equals("AWS")) {
            return new Parsed.Ignored("a finding that is not about AWS");
        }
        // Called finding before OCSF 1.0.
        JsonNode info = finding.has("finding_info") ? finding.path("finding_info") : finding.path("finding");
        String uid = Words.first(info, "uid");
        if (Arn.claimed(uid) && Arn.read(uid) == null) {
            return new Parsed.Rejected("\"%s\" cannot be an ARN".formatted(Words.quote(uid)));
        }
        Draft draft = new Draft(
                Words.or(Words.first(finding, "cloud.account.uid", "cloud.account_uid"), envelope.account()),
                Words.or(Words.first(finding, "cloud.region"), envelope.region()));
        String type = type(finding, info);
        if (uid.isEmpty() || type.isEmpty() || !draft.problem().isEmpty()) {
            return new Parsed.Rejected(
                    uid.isEmpty() ? "it has no id" : type.isEmpty() ? "it has no type" : draft.problem());
        }
        if (Draft.unreadable(finding.path("resources"))
                || Json.list(finding, "resources").stream().anyMatch(Draft::unreadable)) {
            return new Parsed.Rejected("its resources are no list of objects");
        }
        String over = over(finding, info);
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        Json.list(finding, "resources").forEach(r -> OcsfResource.add(draft, r));
        Json.list(finding, "resource").forEach(r -> OcsfResource.add(draft, r));
        Json.list(finding, "evidences").forEach(e -> OcsfResource.evidence(draft, e));
        FileHashes.add(draft, finding.path("evidences"));
        FileHashes.add(draft, finding.path("malware"));
        Json.list(finding, "observables").forEach(o -> OcsfResource.observable(draft, o));
        String guardDutyId = GuardDutyFinding.idOf(uid);
        return draft.read(
                Words.or(guardDutyId, uid),
                guardDutyId.isEmpty() ? SecurityHubFinding.ORIGIN : GuardDutyFinding.ORIGIN,
                type,
                Words.or(Words.first(info, "title"), type),
                Scale.ofOcsf(finding),
                envelope.time(
                        clock,
                        finding,
                        "finding_info.modified_time",
                        "time",
                        "finding_info.created_time",
                        "finding_info.last_seen_time",
                        "finding_info.first_seen_time",
                        "metadata.modified_time",
                        "metadata.logged_time",
                        "time_dt",
                        "finding_info.modified_time_dt"),
                Request.RESPOND);
    }

    /** The most particular of its types comes last: {@code Threats}, {@code Trojan:EC2/DNSDataExfiltration}. */
    private static String type(JsonNode finding, JsonNode info) {
        List<String> types = Words.texts(info, "types");
        return types.isEmpty() ? Words.first(finding, "compliance.control", "class_name") : types.getLast();
    }

    /** Why there is nothing left to respond to, or empty: OCSF's status, its older state, and its activity. */
    private static String over(JsonNode finding, JsonNode info) {
        if (Words.first(info, "title").startsWith("[SAMPLE")
                || Json.flag(finding, "vendor_attributes.sample")
                || Json.flag(finding, "unmapped.sample")) {
            return "a sample finding";
        }
        String status = Words.first(finding, "status_id", "state_id");
        String word = Words.first(finding, "status", "state").toUpperCase(Locale.ROOT);
        if (status.equals("3") || word.equals("SUPPRESSED")) {
            return "a suppressed finding";
        }
        if (status.equals("4") || word.equals("RESOLVED")) {
            return "a resolved finding";
        }
        if (status.equals("5") || word.equals("ARCHIVED")) {
            return "an archived finding";
        }
        if (status.equals("6") || word.equals("DELETED")) {
            return "a deleted finding";
        }
        if (finding.has("finding_info") && Words.first(finding, "activity_id").equals("3")) {
            return "a finding that was closed";
        }
        String compliance = Words.first(finding, "compliance.status").toUpperCase(Locale.ROOT);
        return compliance.equals("PASS") || compliance.equals("PASSED") ? "a check that passed" : "";
    }
}
