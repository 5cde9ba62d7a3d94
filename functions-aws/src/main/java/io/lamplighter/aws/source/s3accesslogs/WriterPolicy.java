package io.lamplighter.aws.source.s3accesslogs;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.util.List;

/**
 * Whether a bucket's policy lets S3's log writer write the logs of one bucket there.
 *
 * <p>Only what is plain is taken for an answer: a statement that denies under conditions which are not judged here may or
 * may not meet the writer, and one that allows under such conditions does not say. Rules:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general
 */
final class WriterPolicy {
    private static final String WRITER = "logging.s3.amazonaws.com";

    private WriterPolicy() {}

    /**
     * What the writer would do: put logs of one bucket below a prefix of another.
     *
     * @param account the owner of the bucket that is logged
     * @param bucket the bucket that is logged
     */
    record Writing(String partition, String account, String bucket, String target, String prefix) {
        /** What {@code aws:SourceArn} holds when the writer asks. */
        String source() {
            return "arn:%s:s3:::%s".formatted(partition, bucket);
        }

        /** What it writes: the rest of a key is the writer's own, so that only a wildcard may stand for it. */
        String object() {
            return "arn:%s:s3:::%s/%s".formatted(partition, target, prefix) + Wildcards.ANYTHING;
        }
    }

    /** What the policy says; {@code UNREADABLE} and {@code UNCLEAR} where an ACL may say more. */
    static TargetSeen read(String policy, Writing writing) {
        JsonNode document;
        try {
            document = Json.read(policy);
        } catch (IOException e) {
            return new TargetSeen(TargetSeen.State.UNREADABLE, "its policy is " + e.getMessage());
        }
        Meets allowed = Meets.NO;
        boolean named = false;
        for (JsonNode statement : Json.list(document, "Statement")) {
            Meets meets = writer(statement).and(put(statement));
            boolean deny = Json.text(statement, "Effect").equals("Deny");
            named |= meets != Meets.NO && !deny;
            meets = meets.and(object(statement, writing)).and(PolicyConditions.met(statement, writing));
            if (deny && meets == Meets.YES) {
                return new TargetSeen(TargetSeen.State.REFUSES, "its policy denies " + WRITER);
            }
            if (!deny) {
                allowed = allowed.or(meets);
            }
        }
        return switch (allowed) {
            case YES -> new TargetSeen(TargetSeen.State.ADMITS, "its policy lets " + WRITER + " write");
            case UNSURE ->
                new TargetSeen(
                        TargetSeen.State.UNCLEAR,
                        "its policy lets " + WRITER + " write under conditions that are not judged here");
            case NO ->
                new TargetSeen(
                        TargetSeen.State.UNREADABLE,
                        named
                                ? "its policy lets %s write, but not the logs of %s below \"%s\""
                                        .formatted(WRITER, writing.bucket(), writing.prefix())
                                : "its policy does not name " + WRITER);
        };
    }

    private static Meets writer(JsonNode statement) {
        if (statement.has("NotPrincipal")) {
            return Meets.UNSURE;
        }
        return Meets.of(Json.text(statement, "Principal").equals("*")
                || has(statement, "Principal.Service", WRITER)
                || has(statement, "Principal.AWS", "*"));
    }

    private static boolean has(JsonNode statement, String path, String text) {
        return Json.list(statement, path).stream().anyMatch(s -> s.asText().equals(text));
    }

    private static Meets put(JsonNode statement) {
        List<JsonNode> actions = Json.list(statement, "Action");
        return statement.has("NotAction")
                ? Meets.UNSURE
                : Meets.of(actions.stream().anyMatch(a -> Wildcards.matchAnyCase(a.asText(), "s3:PutObject")));
    }

    private static Meets object(JsonNode statement, Writing writing) {
        if (statement.has("NotResource")) {
            return Meets.UNSURE;
        }
        return Json.list(statement, "Resource").stream()
                .map(r -> Wildcards.variable(r.asText())
                        ? Meets.UNSURE
                        : Meets.of(Wildcards.match(r.asText(), writing.object())))
                .reduce(Meets.NO, Meets::or);
    }
}
