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

/**
 * Findings of Security Hub CSPM in its own format (ASFF), imported or sent by a person's custom action, and the results
 * of an insight; one alert for each finding.
 *
 * <p>A GuardDuty finding keeps GuardDuty's origin and id, since the same one also comes straight from there. Shapes:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html and
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
@Singleton
public final class SecurityHubFinding implements AlertParser<JsonNode> {
    static final String ORIGIN = "securityhub";
    static final String SENDER = "aws.securityhub";
    private static final String INSIGHT = "Security Hub Insight Results";
    private static final String SERVICE = "aws/guardduty/service/";

    private final Clock clock;

    public SecurityHubFinding(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        if (!envelope.bare()) {
            return envelope.from(SENDER)
                    && (envelope.detailType().startsWith("Security Hub Findings - ")
                            || envelope.detailType().equals(INSIGHT));
        }
        return !Json.at(event, "awsAccountId").isMissingNode()
                && (!Json.at(event, "productArn").isMissingNode()
                        || !Json.at(event, "resources").isMissingNode());
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        if (envelope.bare()) {
            return List.of(finding(envelope, event));
        }
        if (envelope.detailType().equals(INSIGHT)) {
            return List.of(InsightResults.read(envelope, clock));
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
        String id = Words.first(finding, "id");
        String product = Words.first(finding, "productArn");
        for (String arn : List.of(id, product)) {
            if (Arn.claimed(arn) && Arn.read(arn) == null) {
                return new Parsed.Rejected("\"%s\" cannot be an ARN".formatted(Words.quote(arn)));
            }
        }
        String type = type(finding);
        Draft draft = new Draft(
                Words.or(Words.first(finding, "awsAccountId"), envelope.account()),
                Words.or(
                        Words.first(finding, "region", "resources.region"),
                        regionOf(id),
                        regionOf(product),
                        envelope.region()));
        if (id.isEmpty() || type.isEmpty() || !draft.problem().isEmpty()) {
            return new Parsed.Rejected(
                    id.isEmpty() ? "it has no id" : type.isEmpty() ? "it has no type" : draft.problem());
        }
        if (Draft.unreadable(Json.at(finding, "resources"))
                || Json.list(finding, "resources").stream().anyMatch(Draft::unreadable)) {
            return new Parsed.Rejected("its resources are no list of objects");
        }
        JsonNode service = ProductFields.tree(Json.at(finding, "productFields"), SERVICE);
        String over = over(finding, service);
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        Json.list(finding, "resources").forEach(r -> AsffResource.add(draft, r));
        ObservedAction.add(draft, service);
        FileHashes.add(draft, service);
        AsffClues.add(draft, finding);
        String guardDutyId = GuardDutyFinding.idOf(id);
        return draft.read(
                Words.or(guardDutyId, id),
                guardDutyId.isEmpty() ? ORIGIN : GuardDutyFinding.ORIGIN,
                guardDutyId.isEmpty() ? type : guardDutyType(type),
                Words.or(Words.first(finding, "title"), type),
                Scale.ofAsff(finding),
                envelope.time(
                        clock, finding, "updatedAt", "lastObservedAt", "createdAt", "firstObservedAt", "processedAt"),
                Request.RESPOND);
    }

    private static String regionOf(String text) {
        Arn arn = Arn.read(text);
        return arn == null ? "" : arn.region();
    }

    /** Why there is nothing left to respond to, or empty. */
    private static String over(JsonNode finding, JsonNode service) {
        if (Json.flag(finding, "sample")
                || Json.flag(service, "additionalInfo.sample")
                || GuardDutyFinding.sampleIn(Json.text(service, "additionalInfo.value"))
                || Words.first(finding, "title").startsWith("[SAMPLE")) {
            return "a sample finding";
        }
        if (Words.first(finding, "recordState").equals("ARCHIVED") || Json.flag(service, "archived")) {
            return "an archived finding";
        }
        return switch (Words.first(finding, "workflow.status", "workflowState")) {
            case "RESOLVED" -> "a resolved finding";
            case "SUPPRESSED" -> "a suppressed finding";
            default -> Words.first(finding, "compliance.status").equals("PASSED") ? "a check that passed" : "";
        };
    }

    /** {@code namespace/category/classifier}, or what made the finding where it has none. */
    private static String type(JsonNode finding) {
        List<String> types = Words.texts(finding, "types");
        return types.isEmpty() ? Words.first(finding, "compliance.securityControlId", "generatorId") : types.getFirst();
    }

    /** GuardDuty's own type, in which Security Hub replaces the slash: {@code UnauthorizedAccess:EC2-SSHBruteForce}. */
    private static String guardDutyType(String type) {
        return Arn.last(type, '/').replaceFirst("^([A-Za-z]+:[A-Za-z0-9]+)[-.]", "$1/");
    }
}
