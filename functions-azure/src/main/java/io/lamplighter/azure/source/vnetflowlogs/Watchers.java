package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The network watchers: one at most for each subscription and location, and it stays where it is, so that it is kept. */
final class Watchers {
    private final Map<String, ArmId> known = new ConcurrentHashMap<>();

    /**
     * What a network watcher has.
     *
     * @param watcher null where there is none
     */
    record Watched(@Nullable ArmId watcher, List<ExistingFlowLog> logs) {}

    /** All flow logs of a subscription and location; a watcher that was made anew is looked for again. */
    Watched look(FlowLogApi api, Scope scope) {
        String key = scope.account() + " " + scope.region();
        ArmId kept = known.get(key);
        if (kept != null) {
            try {
                return new Watched(kept, api.all(kept));
            } catch (RuntimeException e) {
                if (new AzureFailures().read(e).kind() != Failure.Kind.GONE) {
                    throw e;
                }
                known.remove(key);
            }
        }
        ArmId watcher = ArmId.read(api.watcher(scope.region()));
        if (watcher == null) {
            return new Watched(null, List.of());
        }
        known.put(key, watcher);
        return new Watched(watcher, api.all(watcher));
    }
}
