package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.shell.FileHashes;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An alert of Defender XDR as Microsoft Graph gives it, second version.
 *
 * <p>It spans what is in Azure and what is not: one that names nothing in a subscription and nobody of Entra ID is ignored.
 * Defender for Cloud's keep their own id. Shapes: https://learn.microsoft.com/graph/api/resources/security-alert and
 * https://learn.microsoft.com/graph/api/resources/security-alertevidence
 */
@Singleton
public final class GraphAlert implements AlertParser<JsonNode> {
    static final String ORIGIN = "defender-xdr";
    private static final String TYPE = "#microsoft.graph.security.alert";
    private static final Set<String> OF_CLOUD = Set.of("microsoftdefenderforcloud", "azuresecuritycenter");

    private final Clock clock;

    public GraphAlert(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean reads(JsonNode event) {
        return event.path("@odata.type").asText("").equals(TYPE)
                || (event.path("serviceSource").isTextual() && event.has("providerAlertId"))
                || notice(event);
    }

    /** What a subscription of Graph's sends: that something changed, and where to ask for it. */
    private static boolean notice(JsonNode event) {
        return event.path("changeType").isTextual()
                && event.path("resourceData").isObject();
    }

    @Override
    public List<Parsed> parse(JsonNode event) {
        return List.of(
                notice(event)
                        ? new Parsed.Ignored("a notice of Graph that something changed, which does not hold it")
                        : alert(event));
    }

    private Parsed alert(JsonNode alert) {
        String title = Words.first(alert, "title");
        String over = DefenderAlert.over(title, Words.first(alert, "description"), "", alert);
        if (!over.isEmpty()) {
            return new Parsed.Ignored(over);
        }
        List<JsonNode> evidence = Json.list(alert, "evidence");
        List<String> ids = new ArrayList<>();
        evidence.forEach(e -> ids(e, ids));
        String subscription = ids.stream()
                .map(Draft::subscriptionOf)
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse("");
        Draft draft = Draft.ofTenant(subscription);
        ids.forEach(draft::arm);
        evidence.forEach(e -> add(draft, e));
        if (subscription.isEmpty() && draft.empty()) {
            return new Parsed.Ignored(
                    "an alert that names nothing in a subscription of Azure, and nobody of Entra ID: nothing there to look at");
        }
        String service = Words.first(alert, "serviceSource");
        String first = OF_CLOUD.contains(service.toLowerCase(Locale.ROOT)) ? Words.first(alert, "providerAlertId") : "";
        Instant time = Words.time(alert, "lastUpdateDateTime", "createdDateTime", "lastActivityDateTime");
        return draft.read(
                first.isEmpty() ? Words.first(alert, "id") : first.toLowerCase(Locale.ROOT),
                first.isEmpty() ? ORIGIN : DefenderAlert.ORIGIN,
                Words.or(service, "alert") + "/" + Words.or(Words.first(alert, "category"), "unknown"),
                title,
                Words.severity(Words.first(alert, "severity")),
                time == null ? clock.instant() : time,
                Request.RESPOND);
    }

    /** The ids of resources, wherever evidence has them: a machine's, a container's storage, a cluster's own. */
    private static void ids(JsonNode evidence, List<String> ids) {
        String id = Words.first(evidence, "resourceId");
        if (!id.isEmpty()) {
            ids.add(id);
        }
        evidence.forEach(inner -> ids(inner, ids));
    }

    private static void add(Draft draft, JsonNode evidence) {
        String type = evidence.path("@odata.type")
                .asText("")
                .replaceFirst("^.*\\.", "")
                .replaceFirst("Evidence$", "");
        switch (type) {
            case "ip" -> draft.indicator("ip", Words.first(evidence, "ipAddress"));
            case "url" -> draft.indicator("url", Words.first(evidence, "url"));
            case "dns" -> draft.indicator("domain", Words.first(evidence, "domainName"));
            case "device" -> draft.indicator("host", Words.first(evidence, "deviceDnsName", "hostName"));
            case "analyzedMessage" -> draft.indicator("ip", Words.first(evidence, "senderIp"));
            case "servicePrincipal" ->
                draft.principal("service-principal", Words.first(evidence, "servicePrincipalObjectId"));
            case "oauthApplication" -> draft.principal("service-principal", Words.first(evidence, "objectId"));
            case "file", "process" -> FileHashes.add(draft, evidence);
            default -> {}
        }
        JsonNode user = evidence.path("userAccount");
        draft.user(Words.first(user, "userPrincipalName"));
        draft.user(Words.first(user, "azureAdUserId"));
        for (JsonNode inner : evidence) {
            if (inner.has("@odata.type")) {
                add(draft, inner);
            }
        }
    }
}
