package io.lamplighter.azure.enrich.exports;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.enrich.Touched;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Cut;
import io.lamplighter.events.Details;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Gathered;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SideBySide;
import io.lamplighter.events.SideBySide.Answers;
import io.lamplighter.events.SideBySide.Question;
import io.lamplighter.shell.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything takes the Activity log out of its own 90 days, and to where: one call a subscription
 * (https://learn.microsoft.com/azure/azure-monitor/platform/activity-log).
 */
@Singleton
@Grants(read = "Microsoft.Insights/diagnosticSettings/read")
public final class ActivityLogExports implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String VERSION = "2021-05-01-preview";
    private static final int MOST = 10;

    private final ArmJson arm;

    public ActivityLogExports(Clients clients) {
        this.arm = new ArmJson(clients);
    }

    @Override
    public String id() {
        return "exports";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !Touched.subscriptions(scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Cut<String> cut = Cut.of(
                Touched.subscriptions(scopes),
                MOST,
                "subscriptions were not asked for the exports of their Activity log",
                s -> s);
        Answers<List<Map<String, Object>>> asked = SideBySide.ask(
                cut.kept().stream()
                        .map(s -> new Question<>("the exports of the Activity log of " + s, () -> look(s)))
                        .toList(),
                LIMIT,
                new AzureFailures());
        boolean any = asked.values().stream().flatMap(List::stream).anyMatch(one -> one.containsKey("name"));
        // With some exported, a subscription that exports nothing is told beside them.
        Answers<List<Map<String, Object>>> told = any ? asked : new Answers<>(List.of(), asked.failures());
        return Gathered.of(
                id(),
                told.and(cut.notes()),
                "exports",
                "nothing exports the Activity log: there are only its own 90 days",
                found -> found.stream().map(ActivityLogExports::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return one.containsKey("name")
                ? "%s exports the Activity log of %s (%s) to %s"
                        .formatted(
                                one.get("name"),
                                one.get("id"),
                                words(one.get("categories")),
                                words(one.get("destinations")))
                : "nothing exports the Activity log of " + one.get("id");
    }

    private static String words(@Nullable Object list) {
        return list instanceof List<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "nothing";
    }

    private List<Map<String, Object>> look(String subscription) {
        List<Map<String, Object>> settings = new ArrayList<>();
        for (JsonNode setting : arm.list(
                        "/subscriptions/%s/providers/Microsoft.Insights/diagnosticSettings".formatted(subscription),
                        VERSION,
                        Map.of(),
                        1)
                .values()) {
            JsonNode properties = Json.at(setting, "properties");
            settings.add(new Details()
                    .put("id", subscription)
                    .put("name", Json.text(setting, "name"))
                    .put(
                            "categories",
                            Json.list(properties, "logs").stream()
                                    .filter(l -> Json.flag(l, "enabled"))
                                    .map(l -> Json.text(l, "category") + Json.text(l, "categoryGroup"))
                                    .toList())
                    .put(
                            "destinations",
                            Stream.of(
                                            "workspaceId",
                                            "storageAccountId",
                                            "eventHubAuthorizationRuleId",
                                            "marketplacePartnerId")
                                    .map(key -> Json.text(properties, key))
                                    .filter(id -> !id.isEmpty())
                                    .toList())
                    .map());
        }
        return settings.isEmpty()
                ? List.of(new Details().put("id", subscription).map())
                : settings;
    }
}
