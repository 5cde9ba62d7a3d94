package io.lamplighter.azure.enrich;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Scope;
import java.util.List;

/** What of the scopes concerns a subscription itself. */
public final class Touched {
    private Touched() {}

    /** The subscriptions of the scopes; the tenant's logs are only reached from one, which they say nothing about. */
    public static List<String> subscriptions(List<Scope> scopes) {
        return scopes.stream()
                .filter(s -> s.resources().isEmpty()
                        || s.resources().stream().anyMatch(r -> !r.kind().equals(AzureType.TENANT)))
                .map(Scope::account)
                .distinct()
                .toList();
    }
}
