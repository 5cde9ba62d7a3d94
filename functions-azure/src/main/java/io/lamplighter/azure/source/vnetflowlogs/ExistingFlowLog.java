package io.lamplighter.azure.source.vnetflowlogs;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.DestinationSeen;
import io.lamplighter.events.Approved;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One flow log as Azure lists it; text that Azure leaves out is empty, ids are in lower case.
 *
 * @param state {@code Succeeded}, {@code Failed}, {@code Updating} or {@code Deleting}
 * @param version of the records of an NSG flow log, 1 or 2; a VNet flow log's are of version 4, whatever was asked for
 * @param days how long records are kept, 0 for ever
 * @param filter the flows that it records, empty for all
 * @param records the letters of the flow states that it records, empty for all
 * @param identities the ids of the managed identities by which it writes, empty for the account's own keys
 */
record ExistingFlowLog(
        String id,
        String target,
        String store,
        boolean enabled,
        String state,
        int version,
        int days,
        String filter,
        String records,
        List<String> identities,
        Analytics analytics,
        Map<String, String> tags) {
    /** The start of every name of ours, before the id of the step that made it first. */
    static final String NAME = "lamplighter-";

    private static final String STEP = "[0-9a-f]{32}";
    private static final Pattern OURS = Pattern.compile(NAME + STEP);
    private static final Pattern STEPS = Pattern.compile(STEP);

    /** Flows begin, continue, end and are denied: https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview */
    private static final List<String> STATES = List.of("B", "C", "E", "D");

    private static final int WITH_BYTES = 2;
    private static final String ANALYTICS =
            "properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";

    /**
     * Traffic Analytics.
     *
     * @param minutes between two looks, 0 for off
     * @param workspace where it writes, empty where it is off
     */
    record Analytics(int minutes, String workspace) {
        static final Analytics OFF = new Analytics(0, "");

        private static Analytics sent(JsonNode sent) {
            JsonNode asked = Json.at(sent, ANALYTICS);
            return asked.path("enabled").asBoolean()
                    ? new Analytics(
                            asked.path("trafficAnalyticsInterval").asInt(),
                            Json.text(asked, "workspaceResourceId").toLowerCase(Locale.ROOT))
                    : OFF;
        }

        private String words() {
            return equals(OFF)
                    ? "Traffic Analytics is off"
                    : "Traffic Analytics looks at it every %d minutes and writes to %s".formatted(minutes, workspace);
        }
    }

    ExistingFlowLog {
        identities = identities.stream().sorted().toList();
        tags = Map.copyOf(tags);
    }

    /** The name that Azure knows it by below its network watcher. */
    String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** Whether it records at all: one that does not leaves the place to a wider one. */
    boolean inForce() {
        return enabled && !state.equals("Failed") && !state.equals("Deleting");
    }

    /** Whether Azure is still at work on it. */
    boolean unsettled() {
        return enabled && !state.isEmpty() && !state.equals("Succeeded") && !state.equals("Failed");
    }

    /** Whether its records go nowhere. */
    boolean undelivered(Map<String, DestinationSeen> stores) {
        DestinationSeen seen = stores.get(store);
        return seen != null && seen.dead();
    }

    /**
     * Why it would not tell what happened, or null if it would.
     *
     * @param stores what was seen of the storage accounts that were looked at
     */
    @Nullable String flaw(Map<String, DestinationSeen> stores) {
        if (!enabled) {
            return "%s on %s is disabled".formatted(name(), target);
        }
        if (!inForce()) {
            return "%s on %s could not be made by Azure (%s)".formatted(name(), target, state);
        }
        DestinationSeen seen = stores.get(store);
        if (seen != null && seen.dead()) {
            return "%s on %s records into %s, where nothing arrives: %s".formatted(name(), target, store, seen.why());
        }
        if (!filter.isEmpty()) {
            return "%s on %s records some flows only (%s)".formatted(name(), target, filter);
        }
        if (!records.isEmpty() && !STATES.stream().allMatch(records::contains)) {
            return "%s on %s records flows in some states only (%s)".formatted(name(), target, records);
        }
        if (ofSecurityGroup() && version < WITH_BYTES) {
            return "%s on %s records no volumes (format version %d)".formatted(name(), target, version);
        }
        return null;
    }

    /** One of the retired kind, on a network security group. */
    boolean ofSecurityGroup() {
        ArmId on = ArmId.read(target);
        return on != null && on.type().equals(AzureType.SECURITY_GROUP);
    }

    /** One of ours, of whichever step. */
    boolean ours() {
        return OURS.matcher(name()).matches() && STEPS.matcher(step()).matches();
    }

    /** The step that its tag names, empty where it has none. */
    String step() {
        return tags.getOrDefault(Approved.STEP_TAG, "");
    }

    /** Whether this step made it, if under the name of an earlier one. */
    boolean of(String step) {
        return ours() && step().equals(step);
    }

    /** One of ours that Azure could not make: it records nothing, and Azure takes no second one beside it. */
    boolean stillborn() {
        return ours() && state.equals("Failed");
    }

    /**
     * What is not as it was sent, in words; empty where nothing is. Tags that a policy adds are left out: they change
     * nothing of what is recorded.
     *
     * @param sent the body of the call that made it
     */
    List<String> changes(JsonNode sent) {
        List<String> changes = new ArrayList<>();
        if (!target.equals(Json.text(sent, "properties.targetResourceId"))) {
            changes.add("it is on " + target);
        }
        if (!store.equals(Json.text(sent, "properties.storageId"))) {
            changes.add("it goes to " + store);
        }
        if (!enabled) {
            changes.add("it is disabled");
        }
        if (!String.valueOf(days).equals(Json.text(sent, "properties.retentionPolicy.days"))) {
            changes.add("it is kept for %d days".formatted(days));
        }
        if (!filter.isEmpty() || !records.isEmpty()) {
            changes.add("it records some flows only (%s%s)".formatted(filter, records));
        }
        if (!identities.isEmpty()) {
            // Ours write by the account's keys.
            changes.add("it writes as " + String.join(", ", identities));
        }
        if (!analytics.equals(Analytics.sent(sent))) {
            changes.add(analytics.words());
        }
        return changes;
    }

    /** The sentence of a covered target. */
    String evidence(Map<String, DestinationSeen> stores) {
        DestinationSeen seen = stores.get(store);
        return "%s on %s records all flows to %s%s"
                .formatted(
                        name(), target, seen == null ? store : seen.named(store), ours() ? ", lit by Lamplighter" : "");
    }
}
