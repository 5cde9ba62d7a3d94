package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.util.Locale;

/** Adds who acted, by the words that GuardDuty and CloudTrail have for kinds of principal. */
final class Who {
    private Who() {}

    /**
     * A principal.
     *
     * @param type {@code IAMUser}, {@code AssumedRole}, {@code Root}, … as the event says it
     * @param name a name of its own account, which does for a lookup there; one of another account is made an ARN
     */
    static void add(Draft draft, String type, String name, String account) {
        String owner = Arn.account(account) ? account : draft.account();
        switch (type.toLowerCase(Locale.ROOT)) {
            case "root" -> draft.identity("root", iam(draft, owner, "root"));
            case "iamuser", "user" -> draft.identity("user", own(draft, owner, "user", name));
            case "role", "assumedrole" -> draft.identity("role", own(draft, owner, "role", name));
            case "awsservice", "service" -> draft.identity("service", name);
            case "awsaccount", "account" -> draft.identity("account", Words.or(account, name));
            case "" -> draft.identity("principal", name);
            default -> draft.identity(kebab(Words.quote(type)), name);
        }
    }

    private static String own(Draft draft, String owner, String type, String name) {
        return name.isBlank() || owner.equals(draft.account()) ? name : iam(draft, owner, type + "/" + name);
    }

    private static String iam(Draft draft, String owner, String resource) {
        return "arn:%s:iam::%s:%s".formatted(Arn.partition(draft.region()), owner, resource);
    }

    private static String kebab(String type) {
        return type.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /**
     * CloudTrail's {@code userIdentity}
     * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html).
     */
    static void ofCloudTrail(Draft draft, JsonNode identity) {
        String type = Json.text(identity, "type");
        String issuer = Json.text(identity, "sessionContext.sessionIssuer.userName");
        String name = Words.or(issuer, Json.text(identity, "userName"), Json.text(identity, "invokedBy"));
        add(draft, type, Words.or(name, Json.text(identity, "principalId")), Json.text(identity, "accountId"));
        draft.identity("access-key", Json.text(identity, "accessKeyId"));
    }
}
