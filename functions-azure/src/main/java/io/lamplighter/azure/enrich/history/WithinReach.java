package io.lamplighter.azure.enrich.history;

import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Reach;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The subscriptions that may be looked at: those that the reach names, and only where it names starts of ids are they asked
 * for (https://learn.microsoft.com/rest/api/resources/subscriptions/list).
 */
record WithinReach(ArmJson arm, Reach reach) {
    private static final String VERSION = "2022-12-01";

    /** A thousand each; the first of them are read. */
    private static final int PAGES = 1;

    List<String> subscriptions() {
        List<String> named = reach.accounts();
        List<String> ids = named.stream().allMatch(ArmId::subscription)
                ? named
                : arm.list("/subscriptions", VERSION, Map.of(), PAGES).values().stream()
                        .map(one -> Json.text(one, "subscriptionId").toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();
        return ids.stream()
                .filter(ArmId::subscription)
                .filter(reach::reaches)
                .distinct()
                .toList();
    }
}
