package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The roles that somebody has in a subscription: assigned there, below or above, also to a group that they are in through any
 * number of others (https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest).
 *
 * <p>Every management group here is above every subscription.
 */
final class RoleAssignments implements ArmRules {
    private static final String TYPE = "microsoft.authorization/roleassignments";
    /** Entra ID's; here a group is put with its {@code members}. */
    private static final String GROUPS = "microsoft.graph/groups";

    private static final Pattern ASSIGNED_TO = Pattern.compile("assignedTo\\('([0-9a-fA-F-]{36})'\\)");
    private static final Pattern ABOVE =
            Pattern.compile("(/providers/microsoft\\.management/managementgroups/[^/]+)?/providers/" + TYPE + "/[^/]+");

    private final ArmWorld world;
    private final Pages pages;

    RoleAssignments(ArmWorld world, Pages pages) {
        this.world = world;
        this.pages = pages;
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        if (!call.path().type().equals(TYPE) || !call.path().odd() || !call.reads()) {
            return null;
        }
        Matcher filter = ASSIGNED_TO.matcher(call.query().getOrDefault("$filter", ""));
        if (!filter.matches()) {
            throw new Refused(400, "UnsupportedQuery", "The filter is not supported.");
        }
        Set<String> holders = new HashSet<>();
        holders(filter.group(1).toLowerCase(Locale.ROOT), holders);
        List<JsonNode> found = new ArrayList<>();
        for (ObjectNode one : world.of(TYPE)) {
            String id = one.path("id").asText().toLowerCase(Locale.ROOT);
            String holder = one.path("properties").path("principalId").asText().toLowerCase(Locale.ROOT);
            boolean applies =
                    id.startsWith(call.path().base() + "/") || ABOVE.matcher(id).matches();
            if (applies && holders.contains(holder)) {
                found.add(one);
            }
        }
        return pages.of(call, found);
    }

    private void holders(String one, Set<String> all) {
        if (all.add(one)) {
            for (ObjectNode group : world.of(GROUPS)) {
                group.path("members").forEach(m -> {
                    if (m.asText().equalsIgnoreCase(one)) {
                        holders(ArmPath.of(group.path("id").asText()).name(), all);
                    }
                });
            }
        }
    }
}
