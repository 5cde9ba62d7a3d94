package io.lamplighter.azure.alert;

import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.scope.Places;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.AlertDraft;
import io.lamplighter.shell.Words;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an event of Azure names.
 *
 * <p>No event tells the location of what it names: an Activity log record's is where the call was taken, an alert's that of
 * Defender for Cloud. So a region stays empty unless a person says it.
 */
final class Draft extends AlertDraft {
    private static final String ENTRA = "/providers/microsoft.aadiam";

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern IN_SUBSCRIPTION =
            Pattern.compile("/subscriptions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)");

    /** A user's name may have an apostrophe in it, and goes into a filter of the Activity log, where that is written twice. */
    private static final Pattern USER = Pattern.compile("[^\\s\\p{Cntrl}\"\\\\<>()|&;,/]{1,113}@[A-Za-z0-9.-]{1,255}");

    private static final Forms FORMS = new InAzure(false);

    /** The forms of Azure's names. */
    private record InAzure(boolean tenant) implements Forms {
        @Override
        public String misplaced(String what, String account, String region) {
            if (!(tenant && account.isEmpty()) && !ArmId.subscription(account)) {
                return "%s is in subscription \"%s\", which cannot be: one has 32 hex digits with hyphens"
                        .formatted(what, Words.quote(account));
            }
            return region.isEmpty() || Locations.of(region).equals(region)
                    ? ""
                    : "%s is in location \"%s\", which cannot be".formatted(what, Words.quote(region));
        }

        @Override
        public boolean possible(String kind, String id) {
            ArmId read = ArmId.read(id);
            return kind.equals(AzureType.TENANT)
                    ? id.equals(ENTRA)
                    : read != null && read.type().equals(kind);
        }

        @Override
        public boolean anywhere(String kind) {
            return true;
        }
    }

    Draft(String subscription) {
        this(subscription, "");
    }

    Draft(String subscription, String location) {
        super(FORMS, subscription.toLowerCase(Locale.ROOT), location);
    }

    private Draft(Forms forms, String subscription) {
        super(forms, subscription, "");
    }

    /** Of an alert that need be in no subscription, since it may be about who is in Entra ID alone. */
    static Draft ofTenant(String subscription) {
        return new Draft(new InAzure(true), subscription.toLowerCase(Locale.ROOT));
    }

    /** The subscription that an id is in, also where the rest of it cannot be; empty if it is in none or no id. */
    static String subscriptionOf(String text) {
        Matcher start = IN_SUBSCRIPTION.matcher(text.strip().toLowerCase(Locale.ROOT));
        return start.lookingAt() ? start.group(1) : "";
    }

    /** Whether it names the tenant's logs or a setting of them; seen with the tenant's id before it too. */
    static boolean ofEntra(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^/tenants/[0-9a-f-]{36}", "");
        return lower.equals(ENTRA) || lower.startsWith(ENTRA + "/");
    }

    /**
     * What the event is about. Of an id that cannot be, its subscription is looked at: an alert is not dropped for a part of
     * it; one that cannot even be in a subscription makes the whole untrustworthy.
     */
    void subject(String text) {
        if (text.isBlank() || arm(text)) {
            return;
        }
        String subscription = subscriptionOf(text);
        if (subscription.isEmpty()) {
            impossible("\"%s\" cannot be a resource's id".formatted(Words.quote(text)));
        } else {
            add(Places.subscription(subscription));
        }
    }

    /** What an id names, if it is one; false if it is none. */
    boolean arm(String text) {
        return arm(text, "");
    }

    /** The same where its location is told. */
    boolean arm(String text, String location) {
        if (ofEntra(text)) {
            add(Places.tenant(account()));
            return true;
        }
        ArmId id = ArmId.read(text);
        if (id == null || id.subscription().isEmpty()) {
            return false;
        }
        if (id.type().equals(AzureType.SUBSCRIPTION)) {
            add(Places.subscription(id.subscription()));
            return true;
        }
        Map<String, String> within = new LinkedHashMap<>();
        for (ArmId up = id.parent(); up != null; up = up.parent()) {
            if (!up.type().equals(AzureType.SUBSCRIPTION) && !up.type().equals(AzureType.RESOURCE_GROUP)) {
                within.put(up.type(), up.text());
            }
        }
        add(id.at(location, within));
        return true;
    }

    private void add(ResourceRef ref) {
        resource(ref.kind(), ref.id(), ref.account(), ref.region(), ref.within());
    }

    /**
     * A user by its name or its object id; a name without a domain is one of a machine, which Azure knows nothing of.
     *
     * @return false if it is none
     */
    boolean user(String name) {
        String text = name.strip();
        if (guid(text.toLowerCase(Locale.ROOT))) {
            return principal("user", text);
        }
        boolean named = USER.matcher(text).matches();
        if (named) {
            identity("user", text);
        }
        return named;
    }

    /** A principal by its object id; false if it is none. */
    boolean principal(String kind, String objectId) {
        String text = objectId.strip().toLowerCase(Locale.ROOT);
        // The id of nobody stands for an unknown one.
        boolean known = guid(text) && !text.matches("[0-]+");
        if (known) {
            identity(kind, text);
        }
        return known;
    }

    private static boolean guid(String text) {
        return GUID.matcher(text).matches();
    }
}
