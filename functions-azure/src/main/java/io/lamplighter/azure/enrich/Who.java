package io.lamplighter.azure.enrich;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Identity;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is looked up: the identities of an alert, and whom the resources act as.
 *
 * @param id the object id, or of a user the name that it signs in with; lower case
 */
public record Who(Kind kind, String id) {
    private static final Pattern USER = Pattern.compile("[^\\s\\p{Cntrl}\"@/]{1,128}@[a-z0-9.-]{1,128}");

    /** What sort of identity. */
    public enum Kind {
        USER,
        SERVICE_PRINCIPAL,
        MANAGED_IDENTITY
    }

    /** Whether it is known by its object id, which is what roles are assigned to. */
    public boolean hasObjectId() {
        return ArmId.subscription(id);
    }

    /** For a person. */
    public String sentence() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + id;
    }

    /** Each once; what has neither form is not looked up. */
    public static List<Who> in(Alert alert, List<Scope> scopes) {
        List<Who> all = new ArrayList<>();
        for (Identity identity : alert.identities()) {
            add(all, of(identity));
        }
        for (Scope scope : scopes) {
            for (ResourceRef r : scope.resources()) {
                Stream.of(r.within()
                                .getOrDefault(AzureType.MANAGED_IDENTITY, "")
                                .split(" ", -1))
                        .filter(p -> !p.isEmpty())
                        .forEach(p -> add(all, new Who(Kind.MANAGED_IDENTITY, p.toLowerCase(Locale.ROOT))));
            }
        }
        return all;
    }

    private static void add(List<Who> all, @Nullable Who who) {
        if (who != null && all.stream().noneMatch(w -> w.id().equals(who.id()))) {
            all.add(who);
        }
    }

    private static @Nullable Who of(Identity identity) {
        String id = identity.id().strip().toLowerCase(Locale.ROOT);
        Kind kind = switch (identity.kind().toLowerCase(Locale.ROOT)) {
            case "user" -> Kind.USER;
            case "service-principal" -> Kind.SERVICE_PRINCIPAL;
            case "managed-identity" -> Kind.MANAGED_IDENTITY;
            default -> null;
        };
        boolean form =
                ArmId.subscription(id) || (kind == Kind.USER && USER.matcher(id).matches());
        return kind == null || !form ? null : new Who(kind, id);
    }
}
