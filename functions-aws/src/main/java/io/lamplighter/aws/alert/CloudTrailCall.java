package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A management call that weakens logging, as CloudTrail records it, through EventBridge or bare.
 *
 * <p>A call that was refused is an alert too, since somebody tried; one that failed otherwise did nothing. Our own undo
 * makes such calls too: who called is for its caller to choose (a session's name, a user agent), so that only the id that
 * AWS gave the call goes along, and the loop asks the ledger whether it is one of ours. Shape: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
@Singleton
public final class CloudTrailCall implements AlertParser<JsonNode> {
    static final String ORIGIN = "cloudtrail";
    private static final String VIA = " via CloudTrail";
    /** A service's own name; China's partition has a domain of its own. */
    private static final String SENDER = "\\.amazonaws\\.com(\\.cn)?$";

    private final Clock clock;

    public CloudTrailCall(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        return envelope.bare()
                ? event.has("eventVersion") && event.has("eventSource")
                : envelope.detailType().endsWith(VIA)
                        && (envelope.source().isEmpty() || envelope.source().startsWith("aws."));
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        return List.of(
                envelope.detail().isObject()
                        ? parse(envelope, envelope.detail())
                        : new Parsed.Rejected("a CloudTrail event without its detail"));
    }

    private Parsed parse(Envelope envelope, JsonNode record) {
        String service = Words.first(record, "eventSource").replaceFirst(SENDER, "");
        String name = Words.first(record, "eventName");
        if (service.isEmpty() || name.isEmpty()) {
            return new Parsed.Rejected("it names no call");
        }
        List<WeakeningCall> rows = WeakeningCall.of(service, name);
        JsonNode parameters = Json.at(record, "requestParameters");
        String what = Words.quote(service + ":" + name);
        String error = Words.first(record, "errorCode");
        boolean refused = denied(error);
        // CloudTrail leaves the parameters out of many a refused call: somebody tried something, whatever it was.
        boolean untold = refused && !parameters.isObject();
        WeakeningCall call = rows.stream()
                .filter(r -> untold || r.when().test(parameters))
                .findFirst()
                .orElse(null);
        if (call == null) {
            return new Parsed.Ignored(
                    "%s weakens no logging%s".formatted(what, rows.isEmpty() ? "" : " as it was called"));
        }
        if (!error.isEmpty() && !refused) {
            return new Parsed.Ignored("%s failed with %s and changed nothing".formatted(what, Words.quote(error)));
        }
        Draft draft = new Draft(
                Words.or(Words.first(record, "recipientAccountId", "userIdentity.accountId"), envelope.account()),
                Words.or(Words.first(record, "awsRegion"), envelope.region()));
        boolean vain = !refused && Weakens.nothing(parameters, Json.at(record, "responseElements"));
        JsonNode caller = Json.at(record, "userIdentity");
        Who.ofCloudTrail(draft, caller);
        call.at()
                .forEach(path -> touched(draft, call.kind(), path.isEmpty() ? List.of() : Json.list(parameters, path)));
        String ip = Words.first(record, "sourceIPAddress");
        // A service that calls for somebody gives its own name.
        draft.indicator("ip", ip.matches(".*" + SENDER) || ip.equals("AWS Internal") ? "" : ip);
        draft.indicator("user-agent", Words.first(record, "userAgent"));
        draft.indicator("api", name);
        draft.indicator(Indicator.REQUEST_ID, Words.first(record, "requestID"));
        return draft.read(
                Words.first(record, "eventID", "sharedEventID"),
                ORIGIN,
                what,
                "%s %s%s"
                        .formatted(
                                what,
                                untold
                                        ? "was refused, and its parameters are not told; such a call "
                                        : refused ? "was refused; it " : vain ? "changed nothing it named; it " : "",
                                call.why()),
                refused || vain ? Severity.MEDIUM : call.severity(),
                envelope.time(clock, record, "eventTime"),
                Request.RESPOND);
    }

    private static void touched(Draft draft, String kind, List<JsonNode> named) {
        for (JsonNode one : named) {
            // EC2 writes its lists as {"tag": 1, "content": "fl-…"}.
            String id = one.isObject() ? Words.first(one, "content") : one.asText("");
            if (kind.equals(AwsType.BUCKET)) {
                // S3 takes such a call in the bucket's own region only.
                draft.bucket(id, draft.account(), draft.region());
            } else {
                Names.add(draft, kind, id, draft.account(), draft.region(), Map.of());
            }
        }
    }

    private static boolean denied(String error) {
        String word = error.toLowerCase(Locale.ROOT);
        return word.contains("denied") || word.contains("unauthorized") || word.contains("notauthorized");
    }
}
