package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of all resources of a subscription or a group, and of its groups, by location, type, name or the name of a tag
 * (https://learn.microsoft.com/rest/api/resources/resources/list): what has no location is a part of another and not listed.
 */
final class ResourceLists implements ArmRules {
    private static final Set<String> LISTS = Set.of(
            "microsoft.resources/subscriptions/resources",
            "microsoft.resources/subscriptions/resourcegroups",
            "microsoft.resources/subscriptions/resourcegroups/resources");
    private static final Pattern CONDITION =
            Pattern.compile("(?i)(tagName|location|resourceType|name) eq '((?:[^']|'')+)'");

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
        List<Condition> conditions = conditions(call.query().getOrDefault("$filter", ""));
        boolean groups = path.type().endsWith("/resourcegroups");
        List<JsonNode> found = new ArrayList<>();
        for (ObjectNode one : world.all()) {
            ArmPath at = ArmPath.of(one.path("id").asText());
            boolean listed = groups
                    ? at.type().equals(path.type())
                    : at.text().contains("/providers/")
                            && !one.path("location").asText().isEmpty();
            if (listed
                    && at.text().startsWith(path.parent() + "/")
                    && conditions.stream().allMatch(c -> c.takes(one, at))) {
                found.add(brief(one));
            }
        }
        return pages.of(call, found);
    }

    private static ObjectNode brief(ObjectNode one) {
        ObjectNode brief = one.deepCopy();
        brief.remove(List.of("properties", "etag"));
        return brief;
    }

    private record Condition(String key, String value) {
        boolean takes(ObjectNode one, ArmPath at) {
            return switch (key.toLowerCase(Locale.ROOT)) {
                case "tagname" -> tagged(one, value);
                case "location" -> one.path("location").asText().equalsIgnoreCase(value);
                case "resourcetype" -> at.type().equalsIgnoreCase(value);
                default -> at.name().equalsIgnoreCase(value);
            };
        }
    }

    private static boolean tagged(ObjectNode one, String tag) {
        List<String> names = new ArrayList<>();
        one.path("tags").fieldNames().forEachRemaining(names::add);
        return names.stream().anyMatch(tag::equalsIgnoreCase);
    }

    /** One, or a type and a name. */
    private static List<Condition> conditions(String filter) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : filter.isEmpty() ? new String[0] : filter.split(" and (?=\\w+ eq ')", -1)) {
            Matcher matcher = CONDITION.matcher(part);
            if (!matcher.matches()) {
                throw new Refused(400, "InvalidFilterInQueryString", "Invalid $filter '%s'.".formatted(filter));
            }
            conditions.add(new Condition(matcher.group(1), matcher.group(2).replace("''", "'")));
        }
        boolean together = conditions.stream().map(Condition::key).toList().equals(List.of("resourceType", "name"));
        if (conditions.size() > 1 && !together) {
            throw new Refused(400, "InvalidFilterInQueryString", "Not these together: '%s'.".formatted(filter));
        }
        return conditions;
    }
}
