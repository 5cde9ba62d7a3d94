package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import io.lamplighter.shell.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The events of a subscription's Activity log, newest first, by the filters that it takes
 * (https://learn.microsoft.com/rest/api/monitor/activity-logs/list).
 */
final class ActivityLog implements ArmRules {
    private static final Pattern CONDITION = Pattern.compile("(\\w+) (ge|le|eq) '((?:[^']|'')*)'");
    private static final Set<String> EQUALS =
            Set.of("resourceGroupName", "resourceUri", "resourceProvider", "correlationId");

    /** Of no page of Microsoft's: https://github.com/Azure/azure-cli sends it, beside any of the others. */
    private static final String CALLER = "caller";

    private static final Duration KEPT = Duration.ofDays(90);

    private final Pages pages;
    private final Map<String, List<JsonNode>> events = new LinkedHashMap<>();

    ActivityLog(Pages pages) {
        this.pages = pages;
    }

    void clear() {
        events.clear();
    }

    void add(String subscription, Map<String, ?> event) {
        events.computeIfAbsent(subscription.toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                .add(Json.tree(event));
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        if (!call.path().type().equals("microsoft.insights/eventtypes/values") || !call.reads()) {
            return null;
        }
        String subscription = call.path().base().replace("/subscriptions/", "");
        List<JsonNode> found = new ArrayList<>(events.getOrDefault(subscription, List.of()));
        for (Condition one : conditions(call.query().getOrDefault("$filter", ""))) {
            found.removeIf(e -> !one.takes(e));
        }
        found.sort(Comparator.comparing((JsonNode e) -> Json.text(e, "eventTimestamp"))
                .reversed());
        return pages.of(call, found);
    }

    private record Condition(String key, String operator, String value) {
        boolean takes(JsonNode event) {
            if (key.equals("eventTimestamp")) {
                Instant at = Instant.parse(Json.text(event, "eventTimestamp"));
                return operator.equals("ge") ? !at.isBefore(Instant.parse(value)) : !at.isAfter(Instant.parse(value));
            }
            String own = switch (key) {
                case "resourceUri" -> Json.text(event, "resourceId");
                case "resourceProvider" -> Json.text(event, "resourceProviderName.value");
                default -> Json.text(event, key);
            };
            return own.equalsIgnoreCase(value);
        }
    }

    /** Times, of which the first must be there and not older than 90 days, and one other condition at most. */
    private static List<Condition> conditions(String filter) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : filter.split(" and (?=\\w+ (?:ge|le|eq) ')", -1)) {
            Matcher matcher = CONDITION.matcher(part.strip());
            if (!matcher.matches()) {
                throw bad("The filter '%s' is not supported.".formatted(part));
            }
            Condition one = new Condition(
                    matcher.group(1), matcher.group(2), matcher.group(3).replace("''", "'"));
            boolean time = one.key().equals("eventTimestamp") && !one.operator().equals("eq");
            if (!time
                    && !((EQUALS.contains(one.key()) || one.key().equals(CALLER))
                            && one.operator().equals("eq"))) {
                throw bad("The filter on '%s' is not supported.".formatted(one.key()));
            }
            conditions.add(one);
        }
        List<Condition> from = conditions.stream()
                .filter(c -> c.key().equals("eventTimestamp") && c.operator().equals("ge"))
                .toList();
        if (from.size() != 1 || tooOld(from.getFirst().value())) {
            throw bad("The start time must be given and lie in the last 90 days.");
        }
        if (conditions.stream().filter(c -> EQUALS.contains(c.key())).count() > 1) {
            throw bad("Only one condition beside the times is supported.");
        }
        return conditions;
    }

    private static boolean tooOld(String from) {
        try {
            return Instant.parse(from).isBefore(Instant.now().minus(KEPT));
        } catch (DateTimeParseException e) {
            throw bad("'%s' is no time.".formatted(from));
        }
    }

    private static Refused bad(String message) {
        return new Refused(400, "BadRequest", message);
    }
}
