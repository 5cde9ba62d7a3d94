package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A line of Entra's or a resource's own log, which lies in the same event hubs as the Activity log: no alert.
 *
 * <p>https://learn.microsoft.com/azure/azure-monitor/platform/resource-logs-schema
 */
@Singleton
public final class LogLine implements AlertParser<JsonNode> {
    private static final Set<String> ENTRA = Set.of(
            "AuditLogs",
            "SignInLogs",
            "NonInteractiveUserSignInLogs",
            "ServicePrincipalSignInLogs",
            "ManagedIdentitySignInLogs",
            "ADFSSignInLogs",
            "ProvisioningLogs",
            "RiskyUsers",
            "UserRiskEvents",
            "RiskyServicePrincipals",
            "ServicePrincipalRiskEvents",
            "MicrosoftGraphActivityLogs");

    private final ActivityLogRecord activityLog;

    public LogLine(ActivityLogRecord activityLog) {
        this.activityLog = activityLog;
    }

    @Override
    public boolean reads(JsonNode event) {
        return event.path("category").isTextual()
                && !activityLog.reads(event)
                && (has(event, "resourceId") || has(event, "operationName"));
    }

    /** Some relays write all names in lower case. */
    private static boolean has(JsonNode event, String field) {
        return event.has(field) || event.has(field.toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        String category = Words.first(event, "category");
        return List.of(new Parsed.Ignored("a line of %s log %s, which is no alert"
                .formatted(ENTRA.contains(category) ? "Entra's" : "a resource's", Words.quote(category))));
    }
}
