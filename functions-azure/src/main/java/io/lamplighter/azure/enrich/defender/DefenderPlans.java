package io.lamplighter.azure.enrich.defender;

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
import io.lamplighter.events.SideBySide.Question;
import io.lamplighter.shell.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which plans of Defender for Cloud are on: what is off raises no alert, so that silence there means nothing. One call a
 * subscription (https://learn.microsoft.com/rest/api/defenderforcloud/pricings/list).
 */
@Singleton
@Grants(read = "Microsoft.Security/pricings/read")
public final class DefenderPlans implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String VERSION = "2024-01-01";
    private static final int MOST = 10;

    private final ArmJson arm;

    public DefenderPlans(Clients clients) {
        this.arm = new ArmJson(clients);
    }

    @Override
    public String id() {
        return "defender";
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !Touched.subscriptions(scopes).isEmpty();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Cut<String> cut = Cut.of(
                Touched.subscriptions(scopes), MOST, "subscriptions were not asked for their Defender plans", s -> s);
        return Gathered.of(
                id(),
                SideBySide.ask(
                                cut.kept().stream()
                                        .map(s -> new Question<>("the Defender plans of " + s, () -> look(s)))
                                        .toList(),
                                LIMIT,
                                new AzureFailures())
                        .and(cut.notes()),
                "plans",
                "Defender for Cloud tells of no plan here",
                found -> found.stream().map(DefenderPlans::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "in %s Defender watches %s; not %s"
                .formatted(one.get("id"), words(one.get("on")), words(one.get("off")));
    }

    private static String words(@Nullable Object plans) {
        return plans instanceof List<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "anything";
    }

    private List<Map<String, Object>> look(String subscription) {
        List<String> on = new ArrayList<>();
        List<String> off = new ArrayList<>();
        for (JsonNode plan : arm.list(
                        "/subscriptions/%s/providers/Microsoft.Security/pricings".formatted(subscription),
                        VERSION,
                        Map.of(),
                        1)
                .values()) {
            String name = Json.text(plan, "name");
            String part = Json.text(plan, "properties.subPlan");
            if (Json.text(plan, "properties.pricingTier").equalsIgnoreCase("Standard")) {
                on.add(part.isEmpty() ? name : "%s (%s)".formatted(name, part));
            } else if (!Json.flag(plan, "properties.deprecated")) {
                off.add(name);
            }
        }
        return on.isEmpty() && off.isEmpty()
                ? List.of()
                : List.of(new Details()
                        .put("id", subscription)
                        .put("on", on)
                        .put("off", off)
                        .map());
    }
}
