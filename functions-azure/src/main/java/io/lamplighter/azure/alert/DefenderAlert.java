package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.AlertDraft;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A security alert of Defender for Cloud: as continuous export and workflow automation send it, as its REST API gives it
 * ({@code properties} within a resource), and as Sentinel and Log Analytics keep it, others' alerts among them.
 *
 * <p>The alert's id is Defender's own, the same through every relay: Sentinel gives each alert a second one, and keeps the
 * first beside it. Shapes: https://learn.microsoft.com/azure/defender-for-cloud/alerts-schemas and
 * https://learn.microsoft.com/rest/api/defenderforcloud/alerts
 */
@Singleton
public final class DefenderAlert implements AlertParser<JsonNode> {
    static final String ORIGIN = "defender";
    private static final String OTHERS = "microsoft\\.security/.*";

    /** Its ids alone begin with a time; older tables name no product. */
    private static final Pattern OWN_ID = Pattern.compile("\\d{15,20}_[0-9A-Fa-f-]{36}");

    private static final String ID = "/subscriptions/%s/providers/Microsoft.Security/locations/%s/alerts/%s";
    private static final Pattern ITS_ID = Pattern.compile(
            "(?i)/subscriptions/([0-9a-f-]{36})/\\S*/locations/([a-z0-9]{3,40})/alerts/([0-9a-z_-]{1,100})");
    private static final Pattern ITS_LINK = Pattern.compile(
            "(?i)/alertId/([0-9a-z_-]{1,100})/subscriptionId/([0-9a-f-]{36})/\\S*/location/([a-z0-9]{3,40})$");
    private static final int LONGEST_LINK = 2048;

    private final Clock clock;

    public DefenderAlert(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        return isAlert(event) || type(event).matches(OTHERS);
    }

    static boolean isAlert(JsonNode event) {
        JsonNode alert = inner(event);
        boolean told = !Json.at(alert, "alertType").isMissingNode()
                && !Json.at(alert, "systemAlertId").isMissingNode();
        return told || type(event).matches("microsoft\\.security/(locations/)?alerts");
    }

    /** Whether it was Defender for Cloud that raised an alert, by the names that it has had. */
    static boolean ofCloud(String product) {
        return product.startsWith("Azure Security Center") || product.startsWith("Microsoft Defender for Cloud");
    }

    private static String type(JsonNode event) {
        return event.has("operationName") ? "" : Words.first(event, "type").toLowerCase(Locale.ROOT);
    }

    private static JsonNode inner(JsonNode event) {
        JsonNode properties = Json.at(event, "properties");
        return properties.isObject() ? properties : event;
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        return List.of(
                isAlert(event)
                        ? alert(event, inner(event))
                        : new Parsed.Ignored(
                                "%s of Defender for Cloud, which is no alert".formatted(Words.quote(type(event)))));
    }

    private Parsed alert(JsonNode event, JsonNode alert) {
        String title = Words.first(alert, "alertDisplayName", "displayName", "alertName", "friendlyName");
        boolean kept = kept(event, alert);
        String first = first(alert);
        boolean own = !kept || !first.isEmpty() || ofCloud(Words.first(alert, "productName", "providerName"));
        String over = Words.or(
                over(alert),
                own ? rehearsed(title, Words.first(alert, "description"), Words.first(alert, "alertType"), alert) : "");
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        List<JsonNode> identifiers = Json.list(alert, "resourceIdentifiers");
        if (identifiers.stream().anyMatch(AlertDraft::unreadable)) {
            return new Parsed.Rejected("its resourceIdentifiers are no list of objects");
        }
        String subscription = subscription(event, alert, identifiers);
        Draft draft = kept ? Draft.ofTenant(subscription) : new Draft(subscription);
        identifiers.forEach(i -> draft.subject(Words.first(i, "azureResourceId")));
        for (String path : List.of("azureResourceId", "resourceId", "associatedResource", "compromisedEntity")) {
            draft.arm(Words.first(alert, path));
        }
        Entities.add(draft, Json.at(alert, "entities"));
        extended(draft, Texts.tree(Json.at(alert, "extendedProperties")));
        if (kept && subscription.isEmpty() && draft.empty()) {
            return new Parsed.Ignored(
                    "an alert that names no subscription of Azure, and nobody of Entra ID: nothing there to look at");
        }
        itself(draft, subscription, event, alert);
        return draft.read(
                Words.or(
                                first,
                                kept && own ? Words.first(alert, "vendorOriginalId", "providerAlertId") : "",
                                id(event, alert))
                        .toLowerCase(Locale.ROOT),
                own ? ORIGIN : SentinelIncident.ORIGIN,
                Words.first(alert, "alertType", "alertName"),
                Words.or(title, Words.first(alert, "alertType")),
                severity(alert),
                time(alert),
                Request.RESPOND);
    }

    /**
     * The alert as the resource that it is: only in its id, or in the link to its page, is the location that its page is
     * found by, which is not that of what it is about.
     */
    private static void itself(Draft draft, String subscription, JsonNode event, JsonNode alert) {
        for (String text :
                List.of(Words.first(event, "id"), Words.first(alert, "alertUri"), Words.first(alert, "alertLink"))) {
            Matcher id = ITS_ID.matcher(text);
            Matcher link = ITS_LINK.matcher(text);
            if (text.length() > LONGEST_LINK) {
                continue;
            }
            if (id.lookingAt() && id.group(1).equalsIgnoreCase(subscription)) {
                draft.arm(ID.formatted(subscription, id.group(2), id.group(3)));
                return;
            }
            if (link.find() && link.group(2).equalsIgnoreCase(subscription)) {
                draft.arm(ID.formatted(subscription, link.group(3), link.group(1)));
                return;
            }
        }
    }

    /** Whether Sentinel or Log Analytics kept it: theirs have the id of the workspace's tenant or of the provider. */
    private static boolean kept(JsonNode event, JsonNode alert) {
        return Words.first(event, "kind").equals("SecurityAlert")
                || !Json.at(alert, "vendorOriginalId").isMissingNode()
                || !Json.at(alert, "providerAlertId").isMissingNode();
    }

    private static String id(JsonNode event, JsonNode alert) {
        return Words.or(Words.first(alert, "systemAlertId"), Words.first(event, "name"));
    }

    /** The id that Defender gave it, by its form, whichever relay's field holds it; empty if none does. */
    private static String first(JsonNode alert) {
        return Stream.of("vendorOriginalId", "providerAlertId", "systemAlertId")
                .map(path -> Words.first(alert, path))
                .filter(id -> OWN_ID.matcher(id).matches())
                .findFirst()
                .orElse("");
    }

    /** First what every relay tells, so that the finding is one: what it is about, and only then where the alert lies. */
    private static String subscription(JsonNode event, JsonNode alert, List<JsonNode> identifiers) {
        for (JsonNode identifier : identifiers) {
            String subscription = Draft.subscriptionOf(Words.first(identifier, "azureResourceId"));
            if (!subscription.isEmpty()) {
                return subscription;
            }
        }
        for (String path : List.of("azureResourceId", "resourceId", "associatedResource", "compromisedEntity")) {
            String subscription = Draft.subscriptionOf(Words.first(alert, path));
            if (!subscription.isEmpty()) {
                return subscription;
            }
        }
        return Words.or(
                Draft.subscriptionOf(Words.first(event, "id")),
                Words.first(alert, "subscriptionId", "workspaceSubscriptionId"));
    }

    /** Why there is nothing left to respond to, by its state, or empty. */
    static String over(JsonNode told) {
        return switch (Words.first(told, "status", "state").toLowerCase(Locale.ROOT)) {
            case "dismissed" -> "a dismissed alert";
            case "resolved" -> "a resolved alert";
            default -> "";
        };
    }

    /**
     * Whether it is a sample or a test, or empty. Only of an alert that Defender for Cloud raised: others' titles and
     * descriptions are made of what an attacker may choose, such as a name.
     *
     * @param told where it tells its additional properties
     */
    static String rehearsed(String title, String description, String type, JsonNode told) {
        if (title.startsWith("[SAMPLE")
                || description.startsWith("THIS IS A SAMPLE ALERT")
                || type.startsWith("SIMULATED_")
                || sample(Texts.tree(Json.at(told, "extendedProperties")))) {
            return "a sample alert";
        }
        return title.regionMatches(true, 0, "[Test Alert]", 0, 12) || title.endsWith("test alert (not a threat)")
                ? "a test alert"
                : "";
    }

    private static boolean sample(JsonNode extended) {
        return Json.flag(extended, "isSample") || Json.flag(extended, "sample");
    }

    /** What Defender for Resource Manager tells of the caller: its names are sentences, and their case varies. */
    private static void extended(Draft draft, JsonNode extended) {
        for (Map.Entry<String, JsonNode> property : extended.properties()) {
            String value = property.getValue().asText("").strip();
            switch (property.getKey().toLowerCase(Locale.ROOT)) {
                case "client ip address" -> draft.indicator("ip", value);
                case "client principal name" -> draft.user(value);
                default -> {}
            }
        }
    }

    private static Severity severity(JsonNode alert) {
        return Words.severity(Words.first(alert, "severity", "alertSeverity", "reportedSeverity"));
    }

    private Instant time(JsonNode alert) {
        Instant time = Words.time(
                alert,
                "timeGeneratedUtc",
                "timeGenerated",
                "processingEndTimeUtc",
                "processingEndTime",
                "endTimeUtc",
                "endTime",
                "reportedTimeUtc",
                "detectedTimeUtc");
        return time == null ? clock.instant() : time;
    }
}
