package io.lamplighter.aws.source.s3accesslogs;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.source.s3accesslogs.AccessLogFacts.TargetSeen;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.util.Locale;

/**
 * Whether a bucket's policy lets S3's log writer in.
 *
 * <p>Only what is plain is taken for an answer: a statement that denies under conditions may or may not meet the writer.
 * Rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general
 */
final class WriterPolicy {
    private static final String WRITER = "logging.s3.amazonaws.com";

    private WriterPolicy() {}

    /** What the policy says; {@code ADMITS}, {@code REFUSES}, or {@code UNREADABLE} where an ACL has to be asked. */
    static TargetSeen read(String policy) {
        JsonNode document;
        try {
            document = Json.read(policy);
        } catch (IOException e) {
            return new TargetSeen(TargetSeen.State.UNREADABLE, "its policy is " + e.getMessage());
        }
        boolean allowed = false;
        for (JsonNode statement : Json.list(document, "Statement")) {
            if (!writer(statement) || !put(statement)) {
                continue;
            }
            if (Json.text(statement, "Effect").equals("Deny") && !statement.has("Condition")) {
                return new TargetSeen(TargetSeen.State.REFUSES, "its policy denies " + WRITER);
            }
            allowed |= Json.text(statement, "Effect").equals("Allow");
        }
        return allowed
                ? new TargetSeen(TargetSeen.State.ADMITS, "its policy lets " + WRITER + " write")
                : new TargetSeen(TargetSeen.State.UNREADABLE, "its policy does not name " + WRITER);
    }

    private static boolean writer(JsonNode statement) {
        if (Json.text(statement, "Principal").equals("*")) {
            return true;
        }
        return Json.list(statement, "Principal.Service").stream()
                        .anyMatch(s -> s.asText().equals(WRITER))
                || Json.list(statement, "Principal.AWS").stream()
                        .anyMatch(s -> s.asText().equals("*"));
    }

    private static boolean put(JsonNode statement) {
        return Json.list(statement, "Action").stream()
                .map(a -> a.asText().toLowerCase(Locale.ROOT))
                .anyMatch(a -> a.equals("*") || a.equals("s3:*") || a.equals("s3:put*") || a.equals("s3:putobject"));
    }
}
