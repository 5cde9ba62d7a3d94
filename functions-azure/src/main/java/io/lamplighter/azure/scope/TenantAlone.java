package io.lamplighter.azure.scope;

import io.lamplighter.events.Alert;

/** Tells an alert about who is in Entra ID alone: what they did may be in any subscription. */
public final class TenantAlone {
    private TenantAlone() {}

    /** Whether it names identities, and nothing that is in a subscription. */
    public static boolean is(Alert alert) {
        return !alert.identities().isEmpty()
                && alert.resources().stream()
                        .allMatch(r ->
                                r.kind().equals(AzureType.TENANT) || r.kind().equals(AzureType.DEFENDER_ALERT));
    }
}
