package io.lamplighter.aws.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds who acted, by the words that GuardDuty and CloudTrail have for kinds of principal. */
final class Who {
    private static final Pattern HOST = Pattern.compile("[A-Z0-9]{16,128}:(i-[0-9a-f]{8,17})");

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

    /**
     * The host that acts as a role, by its principal id: EC2 names the session after the instance
     * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html).
     */
    static void host(Draft draft, String principal, String account) {
        Matcher host = HOST.matcher(principal);
        if (host.matches()) {
            String owner = Arn.account(account) ? account : draft.account();
            draft.resource(AwsType.INSTANCE, host.group(1), owner, draft.region(), Map.of());
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
        host(draft, Json.text(identity, "principalId"), Json.text(identity, "accountId"));
        add(draft, type, Words.or(name, Json.text(identity, "principalId")), Json.text(identity, "accountId"));
        draft.identity("access-key", Json.text(identity, "accessKeyId"));
    }
}
