package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of all resources of a subscription or a group, and of its groups, by the name of a tag
 * (https://learn.microsoft.com/rest/api/resources/resources/list): what has no location is a part of another and not listed.
 */
final class ResourceLists implements ArmRules {
    private static final Set<String> LISTS = Set.of(
            "microsoft.resources/subscriptions/resources",
            "microsoft.resources/subscriptions/resourcegroups",
            "microsoft.resources/subscriptions/resourcegroups/resources");
    private static final Pattern TAGGED = Pattern.compile("(?i)tagName eq '([^']+)'");

    private final ArmWorld world;
    private final Pages pages;

    ResourceLists(ArmWorld world, Pages pages) {
        this.world = world;
        this.pages = pages;
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        ArmPath path = call.path();
        if (!path.odd() || !call.reads() || !LISTS.contains(path.type())) {
            return null;
        }
        String tag = tag(call.query().getOrDefault("$filter", ""));
        boolean groups = path.type().endsWith("/resourcegroups");
        List<JsonNode> found = new ArrayList<>();
        for (ObjectNode one : world.all()) {
            ArmPath at = ArmPath.of(one.path("id").asText());
            boolean listed = groups
                    ? at.type().equals(path.type())
                    : at.text().contains("/providers/")
                            && !one.path("location").asText().isEmpty();
            if (listed && at.text().startsWith(path.parent() + "/") && (tag.isEmpty() || tagged(one, tag))) {
                found.add(one);
            }
        }
        return pages.of(call, found);
    }

    private static boolean tagged(ObjectNode one, String tag) {
        List<String> names = new ArrayList<>();
        one.path("tags").fieldNames().forEachRemaining(names::add);
        return names.stream().anyMatch(tag::equalsIgnoreCase);
    }

    private static String tag(String filter) {
        Matcher matcher = TAGGED.matcher(filter);
        if (!filter.isEmpty() && !matcher.matches()) {
            throw new Refused(400, "InvalidFilterInQueryString", "Invalid $filter '%s'.".formatted(filter));
        }
        return filter.isEmpty() ? "" : matcher.group(1);
    }
}
