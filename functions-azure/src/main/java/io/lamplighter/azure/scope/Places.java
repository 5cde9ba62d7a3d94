package io.lamplighter.azure.scope;

import io.lamplighter.events.ResourceRef;

/** What belongs to no location. */
public final class Places {
    private Places() {}

    /** The subscription itself, for its Activity log. */
    public static ResourceRef subscription(String id) {
        return new ResourceRef(AzureType.SUBSCRIPTION, "/subscriptions/" + id, id, Locations.GLOBAL);
    }

    /** The tenant, for the logs of Entra ID: reached from the own subscription, since it lies in none. */
    public static ResourceRef tenant(String own) {
        return new ResourceRef(AzureType.TENANT, "/providers/microsoft.aadiam", own, Locations.GLOBAL);
    }
}
