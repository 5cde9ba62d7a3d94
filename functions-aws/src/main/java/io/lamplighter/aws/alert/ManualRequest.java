package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.ManualAlerts;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What a person or a schedule asks for: an EventBridge event of source {@code lamplighter}, or its detail as direct
 * input.
 *
 * <pre>{@code
 * {"source": "lamplighter", "detail-type": "Lamplighter Respond", "detail": {…}}
 *
 * {"request": "respond",             respond | harden; in an event the detail-type may say it instead
 *  "id": "INC-42",                   the same id is the same request; else the event's id, else a digest of all this
 *  "reason": "…",                    a title
 *  "account": "111122223333",        harden also "accounts": […]; where resources are that do not say, and what to harden
 *  "region": "eu-central-1",         harden also "regions": […]; where resources are that do not say, so then only one
 *  "resources": [                    respond needs these or identities; harden takes all there is without them
 *    "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0", "i-…", "eni-…", "subnet-…", "vpc-…",
 *    "s3://bucket",
 *    {"kind": "AWS::EC2::VPC", "id": "vpc-0123456789abcdef0", "account": "…", "region": "…"}],
 *  "identities": [{"kind": "access-key", "id": "AKIA…"}],       access-key | user | role
 *  "sources": ["aws.vpc-flow-logs"]} all where there are none
 * }</pre>
 *
 * <p>In an event, account and region may be left to its envelope. A harden of several accounts is one alert for each. A
 * field that is wrong or not known rejects the whole request, since it was written to be acted on.
 */
@Singleton
public final class ManualRequest extends ManualAlerts<Draft> implements AlertParser<JsonNode> {
    /** The source of our own events. */
    public static final String SOURCE = "lamplighter";

    /** The detail-types of our own events. */
    public static final String RESPOND = "Lamplighter Respond";

    public static final String HARDEN = "Lamplighter Harden";

    private static final List<String> IDENTITIES = List.of("access-key", "user", "role");

    private final Clock clock;

    public ManualRequest(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        return envelope.bare()
                ? event.path("request").isTextual()
                : envelope.source().equals(SOURCE)
                        && (envelope.detailType().equals(RESPOND)
                                || envelope.detailType().equals(HARDEN));
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        Envelope envelope = Envelope.of(event);
        JsonNode detail = envelope.detail();
        if (!detail.isObject()) {
            return List.of(new Parsed.Rejected("a request without its detail"));
        }
        String verb = envelope.bare() ? "" : envelope.detailType().equals(HARDEN) ? "harden" : "respond";
        return read(
                new Given(detail, envelope.account(), envelope.region(), envelope.id(), envelope.time(clock, detail)),
                verb);
    }

    @Override
    protected Draft draft(String account, String region) {
        return new Draft(account, region);
    }

    @Override
    protected List<String> identities() {
        return IDENTITIES;
    }

    @Override
    protected boolean region(String text) {
        return Arn.region(text);
    }

    @Override
    protected String accountOf(JsonNode resource) {
        Arn arn = Arn.read(resource.isTextual() ? resource.asText() : Json.text(resource, "id"));
        return Words.or(arn == null ? "" : arn.account(), Json.text(resource, "account"));
    }

    @Override
    protected String regionOf(JsonNode resource) {
        Arn arn = Arn.read(resource.isTextual() ? resource.asText() : Json.text(resource, "id"));
        return Words.or(arn == null ? "" : arn.region(), Json.text(resource, "region"));
    }

    /** Only a bucket can be found without a region, and an account is in all. */
    @Override
    protected boolean lost(JsonNode resource) {
        if (resource.isTextual()) {
            return !Arn.claimed(resource.asText().strip())
                    && !resource.asText().strip().startsWith("s3://");
        }
        String kind = Names.kind(Json.text(resource, "kind"));
        return regionOf(resource).isEmpty() && !kind.equals(AwsType.BUCKET) && !kind.equals(AwsType.ACCOUNT);
    }

    @Override
    protected void add(Draft draft, JsonNode resource, String owner) {
        String text = resource.isTextual() ? resource.asText().strip() : "";
        String region = Words.or(Json.text(resource, "region"), draft.region());
        String kind = Names.kind(Json.text(resource, "kind"));
        if (resource.isObject() && kind.equals(AwsType.BUCKET)) {
            draft.bucket(bucketName(Json.text(resource, "id")), owner, Json.text(resource, "region"));
        } else if (resource.isObject()) {
            draft.place("a resource", owner, region);
            Names.add(draft, kind, Json.text(resource, "id"), owner, region, Map.of());
        } else if (!Names.word(draft, text, owner, region)) {
            draft.impossible("resources has \"%s\", which is no ARN, no s3://bucket and no id that tells its kind"
                    .formatted(Words.quote(text)));
        }
    }

    private static String bucketName(String id) {
        Arn arn = Arn.read(id);
        return arn == null || !arn.service().equals("s3") || !arn.account().isEmpty() ? id : arn.part(0);
    }
}
