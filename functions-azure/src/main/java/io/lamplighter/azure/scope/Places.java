package io.lamplighter.azure.scope;

import io.lamplighter.events.ResourceRef;
import java.util.Locale;
import java.util.regex.Pattern;

/** Locations by the names that Azure Resource Manager gives them, and what belongs to none. */
public final class Places {
    /** The region of what belongs to no location. */
    public static final String GLOBAL = "global";

    private static final Pattern LOCATION = Pattern.compile("[a-z][a-z0-9]{1,39}");

    private Places() {}

    /**
     * The location's name, {@code westeurope} for {@code West Europe} too
     * (https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations has both); empty if none can have it.
     */
    public static String location(String text) {
        String name = text.toLowerCase(Locale.ROOT).replace(" ", "");
        return LOCATION.matcher(name).matches() ? name : "";
    }

    /** The subscription itself, for its Activity log. */
    public static ResourceRef subscription(String id) {
        return new ResourceRef(AzureType.SUBSCRIPTION, "/subscriptions/" + id, id, GLOBAL);
    }

    /** The tenant, for the logs of Entra ID: reached from the own subscription, since it lies in none. */
    public static ResourceRef tenant(String own) {
        return new ResourceRef(AzureType.TENANT, "/providers/microsoft.aadiam", own, GLOBAL);
    }
}
