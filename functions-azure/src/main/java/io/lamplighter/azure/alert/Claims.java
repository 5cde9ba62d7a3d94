package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Words;
import java.util.Locale;

/**
 * Adds who called, by the claims of the token that the call was made with.
 *
 * <p>https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference and, for the long names, the
 * records of https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
final class Claims {
    private static final String ENTRA = "http://schemas.microsoft.com/identity/claims/";
    private static final String XML = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private Claims() {}

    /**
     * The caller.
     *
     * @param claims an object, or one in a text as some relays have it
     * @param caller what the record calls it, a user's name or an object id; may be empty
     */
    static void add(Draft draft, JsonNode claims, String caller) {
        JsonNode all = Texts.tree(claims);
        String object = first(all, ENTRA + "objectidentifier", "oid");
        String name = first(all, XML + "upn", "upn", "unique_name", XML + "name");
        String machine = first(all, "xms_mirid");
        if (!machine.isEmpty()) {
            draft.principal("managed-identity", object);
            // Who is on the machine can act as it: the machine is a place to look at.
            draft.arm(machine);
        } else if (name.contains("@") || caller.contains("@") || person(all)) {
            draft.user(Words.or(name.contains("@") ? name : "", caller));
            draft.user(object);
        } else {
            draft.principal("service-principal", Words.or(object, caller));
        }
        draft.indicator("ip", first(all, "ipaddr"));
    }

    /** Only a token that a person signed in for carries a scope. */
    private static boolean person(JsonNode claims) {
        String kind = first(claims, "idtyp").toLowerCase(Locale.ROOT);
        return kind.equals("user")
                || (kind.isEmpty() && !first(claims, ENTRA + "scope", "scp").isEmpty());
    }

    /** Not by a path: the dots in these names are no steps. */
    private static String first(JsonNode claims, String... names) {
        for (String name : names) {
            JsonNode value = claims.path(name);
            if (value.isTextual() && !value.asText().isBlank()) {
                return value.asText().strip();
            }
        }
        return "";
    }
}
