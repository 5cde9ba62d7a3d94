package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.shell.FileHashes;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * A GuardDuty finding: in EventBridge's envelope, or bare as the console exports it (camelCase) or the API gives it
 * (PascalCase).
 *
 * <p>The alert's id is GuardDuty's own, without its ARN: the same at every repeat and through Security Hub. Shapes:
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html and
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html
 */
@Singleton
public final class GuardDutyFinding implements AlertParser<JsonNode> {
    static final String ORIGIN = "guardduty";
    private static final String FINDING = "/finding/";

    private final Clock clock;

    public GuardDutyFinding(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        if (!envelope.bare()) {
            return envelope.detailType().equals("GuardDuty Finding") && envelope.from("aws.guardduty");
        }
        JsonNode resource = Json.at(event, "resource");
        return Words.first(event, "arn").contains(":guardduty:")
                || (!resource.isMissingNode()
                        && !Json.at(event, "schemaVersion").isMissingNode())
                || (resource.isContainerNode() && Json.at(event, "type").isTextual());
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        return List.of(
                envelope.detail().isObject()
                        ? parse(envelope, envelope.detail())
                        : new Parsed.Rejected("a GuardDuty finding without its detail"));
    }

    private Parsed parse(Envelope envelope, JsonNode finding) {
        String text = Words.first(finding, "arn");
        Arn arn = Arn.read(text);
        if (arn == null && !text.isEmpty()) {
            return new Parsed.Rejected("\"%s\" cannot be a finding's ARN".formatted(Words.quote(text)));
        }
        String account = Words.or(Words.first(finding, "accountId"), arn == null ? "" : arn.account());
        String region = Words.or(Words.first(finding, "region"), arn == null ? "" : arn.region());
        Draft draft = new Draft(Words.or(account, envelope.account()), Words.or(region, envelope.region()));
        String id = Words.or(idOf(text), Words.first(finding, "id"));
        String type = Words.first(finding, "type");
        if (id.isEmpty() || type.isEmpty() || !draft.problem().isEmpty()) {
            return new Parsed.Rejected(
                    id.isEmpty() ? "it has no id" : type.isEmpty() ? "it has no type" : draft.problem());
        }
        if (Draft.unreadable(Json.at(finding, "resource"))) {
            return new Parsed.Rejected("its resource is no object");
        }
        JsonNode service = service(finding);
        if (sample(finding, service)) {
            return new Parsed.Ignored("a sample finding");
        }
        if (Json.flag(service, "archived") || Json.flag(finding, "archived")) {
            return new Parsed.Ignored("an archived finding");
        }
        String unreadable = TouchedResources.unreadable(Json.at(finding, "resource"));
        if (!unreadable.isEmpty()) {
            return new Parsed.Rejected("its %s is no object".formatted(unreadable));
        }
        TouchedResources.add(draft, Json.at(finding, "resource"));
        ObservedAction.add(draft, service);
        FileHashes.add(draft, service);
        FileHashes.add(draft, Json.at(finding, "resource"));
        Json.list(service, "detection.sequence").forEach(s -> AttackSequence.add(draft, s));
        return draft.read(
                id,
                ORIGIN,
                type,
                Words.or(Words.first(finding, "title"), type),
                Scale.ofGuardDuty(finding),
                envelope.time(
                        clock, finding, "updatedAt", "createdAt", "service.eventLastSeen", "service.eventFirstSeen"),
                Request.RESPOND);
    }

    /** Some relays call the service's part the finding. */
    private static JsonNode service(JsonNode finding) {
        JsonNode service = Json.at(finding, "service");
        return service.isObject() || service.isArray() ? service : Json.at(finding, "finding");
    }

    /** The id in a finding's ARN, or empty if this is no such ARN. */
    static String idOf(String arn) {
        return arn.contains(":guardduty:") && arn.contains(FINDING)
                ? arn.substring(arn.lastIndexOf(FINDING) + FINDING.length())
                : "";
    }

    /** A sample says so in its additional information, as a field or as JSON in a text, or in its title. */
    private static boolean sample(JsonNode finding, JsonNode service) {
        return Json.flag(service, "additionalInfo.sample")
                || sampleIn(Json.text(service, "additionalInfo.value"))
                || sampleIn(Json.text(service, "additionalInfo"))
                || Words.first(finding, "title").startsWith("[SAMPLE");
    }

    static boolean sampleIn(String text) {
        if (!text.contains("sample")) {
            return false;
        }
        try {
            return Json.flag(Json.read(text), "sample");
        } catch (IOException e) {
            return false;
        }
    }
}
