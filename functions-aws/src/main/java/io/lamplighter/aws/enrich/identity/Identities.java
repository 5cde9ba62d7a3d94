package io.lamplighter.aws.enrich.identity;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.enrich.Who;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Who acted, as IAM tells it: each identity by itself, at most three calls one after the other.
 *
 * <p>IAM knows nothing of a session's key (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html): it
 * is told from its prefix.
 */
@Singleton
@Grants(
        read = {
            "iam:GetAccessKeyLastUsed",
            "iam:GetAccountSummary",
            "iam:GetInstanceProfile",
            "iam:GetRole",
            "iam:GetUser",
            "iam:ListAccessKeys"
        })
public final class Identities implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** For each of an identity's parts, so that one that hangs leaves the others their time. */
    private static final Duration PART_LIMIT = Duration.ofSeconds(8);

    private final Clients clients;

    public Identities(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String id() {
        return "identity";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !Who.in(alert, scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        List<Question<Answers<Map<String, Object>>>> questions = new ArrayList<>();
        for (Who who : Who.in(alert, scopes)) {
            questions.add(new Question<>(who.sentence(), () -> {
                Answers<Details> found = look(who);
                return new Answers<>(
                        found.values().stream()
                                .map(d -> d.put("account", who.account()).map())
                                .toList(),
                        found.failures());
            }));
        }
        return Gathered.of(
                id(),
                Gathered.flat(SideBySide.ask(questions, LIMIT, new AwsFailures())),
                "identities",
                "no identity is named",
                found -> found.stream().map(Identities::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return one.getOrDefault("kind", "") + " " + one.getOrDefault("name", "")
                + (one.containsKey("created") ? ", made " + one.get("created") : "")
                + (one.containsKey("lastUsed") ? ", last used " + one.get("lastUsed") : "");
    }

    /** One part that is refused does not hide the others. */
    private Answers<Details> look(Who who) {
        IamClient iam = clients.iam(who.account(), who.region());
        return switch (who.kind()) {
            case KEY -> who.temporary() ? only(temporary(who)) : key(iam, who.name());
            case USER -> user(iam, who.name());
            case ROLE -> only(role(iam.getRole(r -> r.roleName(who.name())).role()));
            case ROOT -> only(root(iam));
            case PROFILE -> profile(iam, who.name());
        };
    }

    private static Answers<Details> only(Details details) {
        return new Answers<>(List.of(details), List.of());
    }

    private static Details temporary(Who who) {
        return new Details().put("kind", "temporary session key").put("name", who.name());
    }

    private static Answers<Details> key(IamClient iam, String key) {
        GetAccessKeyLastUsedResponse used = iam.getAccessKeyLastUsed(r -> r.accessKeyId(key));
        Details details = new Details().put("kind", "access key").put("name", key);
        AccessKeyLastUsed last = used.accessKeyLastUsed();
        if (last != null) {
            details.put("lastUsed", last.lastUsedDate())
                    .put("lastService", last.serviceName())
                    .put("lastRegion", last.region());
        }
        if (used.userName() == null) {
            return only(details);
        }
        Answers<Details> told = user(iam, used.userName());
        Map<String, Object> owner = told.values().isEmpty()
                ? Map.of("kind", "user", "name", used.userName())
                : told.values().getFirst().map();
        if (owner.get("keys") instanceof List<?> keys) {
            keys.stream()
                    .filter(k -> k instanceof Map<?, ?> m && key.equals(m.get("id")))
                    .findFirst()
                    .ifPresent(k -> details.put("created", ((Map<?, ?>) k).get("created"))
                            .put("status", ((Map<?, ?>) k).get("status")));
        }
        return new Answers<>(List.of(details.put("owner", owner)), told.failures());
    }

    private static Answers<Details> user(IamClient iam, String name) {
        Answers<Details> parts = SideBySide.ask(
                List.of(
                        new Question<>("user " + name, () -> person(iam, name)),
                        new Question<>("the keys of user " + name, () -> keys(iam, name))),
                PART_LIMIT,
                new AwsFailures());
        Details whole = new Details().put("kind", "user").put("name", name);
        parts.values().forEach(p -> p.map().forEach(whole::put));
        return new Answers<>(parts.values().isEmpty() ? List.of() : List.of(whole), parts.failures());
    }

    private static Details person(IamClient iam, String name) {
        User user = iam.getUser(r -> r.userName(name)).user();
        return new Details()
                .put("arn", user.arn())
                .put("principal", user.userId())
                .put("created", user.createDate())
                .put("passwordLastUsed", user.passwordLastUsed());
    }

    private static Details keys(IamClient iam, String name) {
        List<Map<String, Object>> keys = new ArrayList<>();
        for (AccessKeyMetadata key :
                iam.listAccessKeysPaginator(r -> r.userName(name)).accessKeyMetadata()) {
            keys.add(new Details()
                    .put("id", key.accessKeyId())
                    .put("status", key.statusAsString())
                    .put("created", key.createDate())
                    .map());
        }
        return new Details().put("keys", keys);
    }

    private static Details role(Role role) {
        Details details = new Details()
                .put("kind", kind(role.path() == null ? "/" : role.path()))
                .put("name", role.roleName())
                .put("arn", role.arn())
                .put("principal", role.roleId())
                .put("created", role.createDate())
                .put("description", role.description());
        return role.roleLastUsed() == null
                ? details
                : details.put("lastUsed", role.roleLastUsed().lastUsedDate())
                        .put("lastRegion", role.roleLastUsed().region());
    }

    /** AWS makes its own roles under paths of their own. */
    private static String kind(String path) {
        if (path.startsWith("/aws-service-role/")) {
            return "service-linked role";
        }
        return path.startsWith("/aws-reserved/sso.amazonaws.com/") ? "sign-in role" : "role";
    }

    /** A profile holds one role at most; what it tells of that is kept where the role itself may not be asked. */
    private static Answers<Details> profile(IamClient iam, String name) {
        List<Role> held = iam.getInstanceProfile(r -> r.instanceProfileName(name))
                .instanceProfile()
                .roles();
        List<Question<Role>> questions = new ArrayList<>();
        for (Role role : held) {
            questions.add(new Question<>(
                    "role " + role.roleName(),
                    () -> iam.getRole(r -> r.roleName(role.roleName())).role()));
        }
        Answers<Role> told = SideBySide.ask(questions, PART_LIMIT, new AwsFailures());
        List<Map<String, Object>> roles = held.stream()
                .map(h -> told.values().stream()
                        .filter(t -> t.roleName().equals(h.roleName()))
                        .findFirst()
                        .orElse(h))
                .map(r -> role(r).map())
                .toList();
        Details details =
                new Details().put("kind", "instance profile").put("name", name).put("roles", roles);
        return new Answers<>(List.of(details), told.failures());
    }

    private static Details root(IamClient iam) {
        Map<String, Integer> summary = iam.getAccountSummary().summaryMapAsStrings();
        return new Details()
                .put("kind", "root user")
                .put("name", "root")
                .put("secondFactor", summary.getOrDefault("AccountMFAEnabled", 0) > 0)
                .put("accessKeys", summary.getOrDefault("AccountAccessKeysPresent", 0));
    }
}
