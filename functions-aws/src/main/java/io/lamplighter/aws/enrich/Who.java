package io.lamplighter.aws.enrich;

import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is looked up: the identities of an alert and the instance profiles of its hosts, as IAM names them.
 *
 * @param name the key's id, the user's, role's or profile's name
 * @param arn where the event gave one, else empty
 * @param session the role session's name where the event gave one, else empty
 * @param account whose it is, one of the scopes'
 * @param region where the alert is, which tells the partition
 */
public record Who(Kind kind, String name, String arn, String session, String account, String region) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:(?:iam|sts)::(\\d{12}):([a-z-]+)/?(.*)");
    private static final Pattern KEY = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    /** What sort of identity. */
    public enum Kind {
        KEY,
        USER,
        ROLE,
        ROOT,
        PROFILE
    }

    /** Whether it is a key of a session and not of a user: IAM knows nothing of it. */
    public boolean temporary() {
        return kind == Kind.KEY && name.startsWith("ASIA");
    }

    /** For a person. */
    public String sentence() {
        return kind == Kind.ROOT
                ? "the root user of " + account
                : kind.name().toLowerCase(Locale.ROOT).replace("profile", "instance profile") + " " + name;
    }

    /** Those whose account is among the scopes; any other name in an event is not asked. */
    public static List<Who> in(Alert alert, List<Scope> scopes) {
        List<Who> all = new ArrayList<>();
        for (Identity identity : alert.identities()) {
            add(all, of(identity, alert, scopes));
        }
        for (Scope scope : scopes) {
            for (ResourceRef r : scope.resources()) {
                Stream.of(r.kind().equals(AwsType.INSTANCE_PROFILE) ? r.id() : "", profileOf(r))
                        .filter(id -> !id.isEmpty())
                        .forEach(id -> add(all, profile(id, scope)));
            }
        }
        return all;
    }

    private static void add(List<Who> all, @Nullable Who who) {
        if (who != null && all.stream().noneMatch(who::same)) {
            all.add(who);
        }
    }

    /** A name is one identity in one account only: every account has a root. */
    private boolean same(Who other) {
        return kind == other.kind && name.equals(other.name) && account.equals(other.account);
    }

    private static String profileOf(ResourceRef r) {
        return r.within().getOrDefault(AwsType.INSTANCE_PROFILE, "");
    }

    private static @Nullable Who profile(String id, Scope scope) {
        String name = id.substring(id.lastIndexOf('/') + 1);
        return NAME.matcher(name).matches()
                ? new Who(Kind.PROFILE, name, id.equals(name) ? "" : id, "", scope.account(), scope.region())
                : null;
    }

    private static @Nullable Who of(Identity identity, Alert alert, List<Scope> scopes) {
        Matcher arn = ARN.matcher(identity.id());
        boolean named = arn.matches();
        if (!named && identity.id().regionMatches(true, 0, "arn:", 0, 4)) {
            // Its last word must not be looked up as a name of our own.
            return null;
        }
        String account = named ? arn.group(1) : alert.account();
        Kind kind = kind(named ? arn.group(2) : identity.kind());
        Scope home = scopes.stream()
                .filter(s -> s.account().equals(account))
                .findFirst()
                .orElse(null);
        if (kind == null || home == null) {
            return null;
        }
        String path = named ? arn.group(3) : identity.id();
        String[] parts = path.split("/", -1);
        boolean assumed = named && arn.group(2).equals("assumed-role");
        String name = kind == Kind.ROOT ? "root" : assumed ? parts[0] : parts[parts.length - 1];
        String session = assumed && parts.length > 1 ? parts[1] : "";
        Pattern form = kind == Kind.KEY ? KEY : NAME;
        return form.matcher(name).matches()
                ? new Who(kind, name, named && !assumed ? identity.id() : "", session, account, home.region())
                : null;
    }

    private static @Nullable Kind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "accesskey", "key" -> Kind.KEY;
            case "user", "iamuser" -> Kind.USER;
            case "role", "assumedrole", "iamrole" -> Kind.ROLE;
            case "root" -> Kind.ROOT;
            case "instanceprofile" -> Kind.PROFILE;
            default -> null;
        };
    }
}
