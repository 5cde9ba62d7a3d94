package io.lamplighter.aws.enrich.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Details;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One event of the history, read: what was called, from where, and which resources it touched.
 *
 * <p>A caller chooses what a request holds, so only what has the form of an id counts, and nothing of a call that was
 * refused: else an attacker could point us anywhere by naming it.
 *
 * @param call {@code s3:GetBucketAcl}
 * @param error the error code, empty for a call that went through
 * @param sessionKey the key that an AssumeRole gave out, else empty
 * @param made the ids of logs in the service's own answer
 */
record PastCall(
        String id,
        Instant time,
        String call,
        String error,
        String address,
        String agent,
        String sessionKey,
        List<ResourceRef> touched,
        Set<String> made) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern KEY = Pattern.compile("ASIA[A-Z0-9]{12,124}");
    static final Pattern LOG = Pattern.compile("(?:fl|rqlc|rslvr-qlc)-[0-9a-f]{8,32}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Map<Pattern, String> IDS = Map.of(
            Pattern.compile("i-[0-9a-f]{8,17}"), AwsType.INSTANCE,
            Pattern.compile("vpc-[0-9a-f]{8,17}"), AwsType.VPC,
            Pattern.compile("subnet-[0-9a-f]{8,17}"), AwsType.SUBNET,
            Pattern.compile("eni-[0-9a-f]{8,17}"), AwsType.NETWORK_INTERFACE);

    PastCall {
        touched = List.copyOf(touched);
        made = Set.copyOf(made);
    }

    /**
     * Reads one event of an account and region; what is not JSON has touched nothing.
     *
     * @param json CloudTrail's record
     */
    static PastCall of(
            String id, Instant time, String source, String name, String json, String account, String region) {
        JsonNode event = tree(json);
        String error = Json.text(event, "errorCode");
        String call = source.replace(".amazonaws.com", "") + ":" + name;
        String key = Json.text(event, "responseElements.credentials.accessKeyId");
        return new PastCall(
                id,
                time,
                Details.text(call),
                Details.text(error),
                Details.text(Json.text(event, "sourceIPAddress")),
                Details.text(Json.text(event, "userAgent")),
                KEY.matcher(key).matches() ? key : "",
                error.isEmpty() && !call.startsWith("ec2:Describe") ? touched(event, account, region) : List.of(),
                made(event));
    }

    /** A request can name anything: what was made is only in the answer. */
    private static Set<String> made(JsonNode event) {
        List<JsonNode> values = new ArrayList<>();
        scalars(Json.at(event, "responseElements"), values);
        return values.stream()
                .map(JsonNode::textValue)
                .filter(v -> LOG.matcher(v).matches())
                .collect(Collectors.toSet());
    }

    private static JsonNode tree(String json) {
        try {
            return Json.read(json);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static List<ResourceRef> touched(JsonNode event, String account, String region) {
        Set<ResourceRef> touched = new LinkedHashSet<>();
        List<JsonNode> roots = List.of(Json.at(event, "requestParameters"), Json.at(event, "responseElements"));
        for (JsonNode root : roots) {
            Json.list(root, "bucketName").forEach(b -> bucket(touched, b.asText(), account));
            List<JsonNode> values = new ArrayList<>();
            scalars(root, values);
            for (JsonNode value : values) {
                IDS.forEach((form, kind) -> {
                    if (form.matcher(value.textValue()).matches()) {
                        touched.add(new ResourceRef(kind, value.textValue(), account, region));
                    }
                });
            }
        }
        for (JsonNode one : Json.list(event, "resources")) {
            String arn = Json.text(one, "ARN");
            if (Json.text(one, "type").equals(AwsType.BUCKET) && arn.contains(":s3:::")) {
                String owner = Json.text(one, "accountId");
                bucket(
                        touched,
                        arn.substring(arn.indexOf(":s3:::") + 6),
                        ACCOUNT.matcher(owner).matches() ? owner : account);
            }
        }
        return touched.stream().toList();
    }

    /** A bucket's events do not say for sure where it is: its region is asked when it is scoped. */
    private static void bucket(Set<ResourceRef> touched, String name, String account) {
        boolean known = touched.stream().anyMatch(t -> t.kind().equals(AwsType.BUCKET) && t.id().equals(name));
        if (known) {
            touched.removeIf(t -> t.kind().equals(AwsType.BUCKET) && t.id().equals(name));
        }
        if (BUCKET.matcher(name).matches()) {
            touched.add(new ResourceRef(AwsType.BUCKET, name, account, ""));
        }
    }

    private static void scalars(JsonNode node, List<JsonNode> found) {
        if (node.isTextual()) {
            found.add(node);
        } else {
            node.forEach(child -> scalars(child, found));
        }
    }
}
