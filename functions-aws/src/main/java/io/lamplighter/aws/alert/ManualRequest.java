package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Ids;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.RequestForm;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
public final class ManualRequest implements AlertParser<JsonNode> {
    /** The source of our own events. */
    public static final String SOURCE = "lamplighter";

    /** The detail-types of our own events. */
    public static final String RESPOND = "Lamplighter Respond";

    public static final String HARDEN = "Lamplighter Harden";

    static final String ORIGIN = "manual";

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
            return rejected("a request without its detail");
        }
        String asked = Json.text(detail, "request");
        String verb = envelope.bare() ? asked : envelope.detailType().equals(HARDEN) ? "harden" : "respond";
        if (!verb.matches("respond|harden") || !(asked.isEmpty() || asked.equals(verb))) {
            return rejected("request is \"%s\"; it takes respond or harden".formatted(Words.quote(asked)));
        }
        String wrong = RequestForm.wrong(detail, verb.equals("harden"), IDENTITIES);
        if (!wrong.isEmpty()) {
            return rejected(wrong);
        }
        List<String> accounts = either(detail, "account", "accounts", envelope.account());
        List<String> regions = either(detail, "region", "regions", envelope.region());
        if (verb.equals("respond") && (accounts.size() > 1 || regions.size() > 1)) {
            return rejected("respond takes one account and one region; a resource may name its own");
        }
        return verb.equals("respond")
                ? List.of(respond(envelope, first(accounts), first(regions)))
                : harden(envelope, accounts, regions);
    }

    private Parsed respond(Envelope envelope, String account, String region) {
        List<JsonNode> resources = Json.list(envelope.detail(), "resources");
        Draft draft = new Draft(
                first(places(resources, r -> accountOf(r, account), account)),
                first(places(resources, r -> regionOf(r, region), region)));
        named(draft, envelope.detail(), false, "", draft.account());
        if (draft.empty() && draft.problem().isEmpty()) {
            return new Parsed.Rejected("respond needs resources or identities");
        }
        return read(draft, envelope, new Request(Breadth.TOUCHED, List.of(), sources(envelope)), "Respond");
    }

    private List<Parsed> harden(Envelope envelope, List<String> accounts, List<String> regions) {
        JsonNode detail = envelope.detail();
        List<JsonNode> resources = Json.list(detail, "resources");
        String otherwise = first(accounts);
        List<String> where = resources.isEmpty() ? accounts : places(resources, r -> accountOf(r, otherwise), "");
        if (where.isEmpty() || regions.isEmpty()) {
            return rejected("harden needs an account and a region");
        }
        if (resources.stream().anyMatch(r -> accountOf(r, otherwise).isEmpty())) {
            return rejected("a resource names no account, and there is none for all of them");
        }
        if (regions.size() > 1 && resources.stream().anyMatch(ManualRequest::lost)) {
            return rejected("a resource names no region, and there are several for all of them");
        }
        String region = regions.stream().filter(r -> !Arn.region(r)).findFirst().orElse("");
        if (!region.isEmpty()) {
            return rejected("regions has \"%s\", which cannot be a region".formatted(Words.quote(region)));
        }
        List<Parsed> alerts = new ArrayList<>();
        for (String account : where) {
            Draft draft = new Draft(account, first(regions));
            named(draft, detail, true, account, otherwise);
            alerts.add(read(draft, envelope, new Request(Breadth.ALL, regions, sources(envelope)), "Harden"));
        }
        // All or nothing: a request with an account that cannot be was not meant as it was written.
        return alerts.stream()
                .filter(Parsed.Rejected.class::isInstance)
                .findFirst()
                .map(List::of)
                .orElse(alerts);
    }

    private Parsed read(Draft draft, Envelope envelope, Request request, String verb) {
        JsonNode detail = envelope.detail();
        String id = Words.or(Words.first(detail, "id"), envelope.id(), Ids.of(detail.toString()));
        return draft.read(
                id,
                ORIGIN,
                "Lamplighter:" + verb,
                Words.or(Words.first(detail, "reason"), verb + " by request"),
                verb.equals("Harden") ? Severity.INFORMATIONAL : Severity.MEDIUM,
                envelope.time(clock, detail, "time"),
                request);
    }

    /** The given place if there is one, then those that the resources name. */
    private static List<String> places(List<JsonNode> resources, Function<JsonNode, String> place, String given) {
        Set<String> places = new LinkedHashSet<>(List.of(given));
        resources.forEach(r -> places.add(place.apply(r)));
        places.remove("");
        return List.copyOf(places);
    }

    private static String accountOf(JsonNode resource, String otherwise) {
        Arn arn = Arn.read(resource.isTextual() ? resource.asText() : Json.text(resource, "id"));
        return Words.or(arn == null ? "" : arn.account(), Json.text(resource, "account"), otherwise);
    }

    private static String regionOf(JsonNode resource, String otherwise) {
        Arn arn = Arn.read(resource.isTextual() ? resource.asText() : Json.text(resource, "id"));
        return Words.or(arn == null ? "" : arn.region(), Json.text(resource, "region"), otherwise);
    }

    /** Whether it has to be in a region, and names none: only a bucket can be found without, and an account is in all. */
    private static boolean lost(JsonNode resource) {
        if (resource.isTextual()) {
            return !Arn.claimed(resource.asText().strip())
                    && !resource.asText().strip().startsWith("s3://");
        }
        String kind = Names.kind(Json.text(resource, "kind"));
        return regionOf(resource, "").isEmpty() && !kind.equals(AwsType.BUCKET) && !kind.equals(AwsType.ACCOUNT);
    }

    /** Adds what the request names; only what is of one account where one is given. */
    private static void named(Draft draft, JsonNode detail, boolean hardens, String only, String otherwise) {
        for (JsonNode resource : Json.list(detail, "resources")) {
            String owner = accountOf(resource, otherwise);
            if (!only.isEmpty() && !owner.equals(only)) {
                continue;
            }
            add(draft, resource, owner);
            Draft alone = new Draft(owner, draft.region());
            add(alone, resource, owner);
            // A resource that vanished would leave a request that asks for everything.
            if (draft.problem().isEmpty() && (hardens ? alone.nowhere() : alone.empty())) {
                draft.impossible("resources has \"%s\", which names no resource"
                        .formatted(Words.quote(resource.isTextual() ? resource.asText() : resource.toString())));
            }
        }
        for (JsonNode identity : Json.list(detail, "identities")) {
            draft.identity(Json.text(identity, "kind"), Json.text(identity, "id"));
        }
    }

    private static void add(Draft draft, JsonNode resource, String owner) {
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

    private static List<String> sources(Envelope envelope) {
        return Words.texts(envelope.detail(), "sources");
    }

    private static List<String> either(JsonNode detail, String one, String several, String otherwise) {
        Set<String> found = new LinkedHashSet<>(Words.texts(detail, one));
        found.addAll(Words.texts(detail, several));
        if (found.isEmpty() && !otherwise.isEmpty()) {
            found.add(otherwise);
        }
        return List.copyOf(found);
    }

    private static String first(List<String> texts) {
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    private static List<Parsed> rejected(String why) {
        return List.of(new Parsed.Rejected(why));
    }
}
