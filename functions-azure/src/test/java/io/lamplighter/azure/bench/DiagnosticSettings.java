package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostic settings of any resource, of a subscription and of the tenant
 * (https://learn.microsoft.com/rest/api/monitor/diagnostic-settings, handbook C2, C4 and C5).
 */
final class DiagnosticSettings implements ArmRules {
    private static final Set<String> SETTINGS =
            Set.of("microsoft.insights/diagnosticsettings", "microsoft.aadiam/diagnosticsettings");
    private static final int MOST = 5;
    private static final List<String> SINKS =
            List.of("workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId");

    private final ArmWorld world;
    private final Categories categories;
    private final Pages pages;

    DiagnosticSettings(ArmWorld world, Categories categories, Pages pages) {
        this.world = world;
        this.categories = categories;
        this.pages = pages;
    }

    @Override
    public @Nullable ArmAnswer answer(ArmCall call) {
        ArmPath path = call.path();
        if (path.odd() && path.type().endsWith("/diagnosticsettingscategories") && call.reads()) {
            needResource(path);
            return pages.of(call, categories.list(path));
        }
        if (!SETTINGS.contains(path.type())) {
            return null;
        }
        if (call.reads() && path.odd()) {
            needResource(path);
            return pages.of(call, world.in(path));
        }
        return call.method().equals("PUT") ? put(call) : null;
    }

    private ArmAnswer put(ArmCall call) {
        ArmPath path = call.path();
        needResource(path);
        JsonNode asked = call.body().path("properties");
        Set<String> wanted = categories(path, asked);
        List<String> sinks = sinks(asked);
        ArmPath all = ArmPath.of(
                path.parent().isEmpty() || !path.text().contains("/providers/")
                        ? path.text()
                        : path.text().substring(0, path.text().lastIndexOf('/')));
        List<ObjectNode> others = world.in(all).stream()
                .filter(o -> !o.path("id").asText().equalsIgnoreCase(path.text()))
                .toList();
        // Handbook C2, "limit".
        if (others.size() >= MOST) {
            throw bad("The limit of %d diagnostic settings was reached.".formatted(MOST));
        }
        sinks.forEach(s -> needSink(s, path));
        others.forEach(o -> refuseReuse(o, sinks, wanted, path));
        ObjectNode kept = world.put(path.text(), call.body());
        kept.remove("location");
        if (kept.path("properties") instanceof ObjectNode properties) {
            // Of some types it is taken and not given back, and no list says of which:
            // https://github.com/Azure/azure-rest-api-specs/issues/22400
            properties.putNull("logAnalyticsDestinationType");
        }
        return ArmAnswer.ok(kept);
    }

    /** A setting of what is not there is refused; the tenant is always there. */
    private void needResource(ArmPath path) {
        if (!path.base().isEmpty() && !world.exists(path.base())) {
            throw new Refused(404, "ResourceNotFound", "The Resource '%s' was not found.".formatted(path.base()));
        }
    }

    private Set<String> categories(ArmPath path, JsonNode asked) {
        Map<String, Set<String>> offered = categories.of(path);
        if (offered.isEmpty()) {
            throw new Refused(
                    400,
                    "ResourceTypeNotSupported",
                    "The resource type '%s' does not support diagnostic settings."
                            .formatted(ArmPath.of(path.base()).type()));
        }
        boolean subscription = path.base().matches("/subscriptions/[^/]+");
        boolean plain = false;
        boolean grouped = false;
        Set<String> wanted = new LinkedHashSet<>();
        for (JsonNode log : asked.path("logs")) {
            String category = log.path("category").asText("");
            String group = log.path("categoryGroup").asText("");
            if (log.path("retentionPolicy").path("enabled").asBoolean()) {
                // Handbook C2, "retention".
                throw bad("Diagnostic settings does not support retention for new diagnostic settings.");
            }
            plain |= !category.isEmpty();
            grouped |= !group.isEmpty();
            // Handbook C4: the Activity log has no groups.
            Set<String> meant = category.isEmpty()
                    ? Categories.inGroup(subscription ? Map.of() : offered, group)
                    : Categories.named(offered, category);
            if (meant.isEmpty()) {
                throw bad("Category '%s' is not supported.".formatted(category.isEmpty() ? group : category));
            }
            if (log.path("enabled").asBoolean()) {
                wanted.addAll(meant);
            }
        }
        if (plain && grouped) {
            // Handbook C2, "categoryGroup xor category".
            throw bad("Category and category group cannot be used in one diagnostic setting.");
        }
        for (JsonNode metric : asked.path("metrics")) {
            if (subscription || path.base().isEmpty()) {
                throw bad("Metrics are not supported here.");
            }
            if (metric.path("enabled").asBoolean()) {
                wanted.add(metric.path("category").asText());
            }
        }
        return wanted;
    }

    private static List<String> sinks(JsonNode asked) {
        List<String> sinks = new ArrayList<>();
        for (String key : SINKS) {
            String id = asked.path(key).asText("");
            if (!id.isEmpty()) {
                sinks.add(id.toLowerCase(Locale.ROOT));
            }
        }
        if (sinks.isEmpty()) {
            throw bad("At least one data sink needs to be specified.");
        }
        return sinks;
    }

    /** Handbook C2, "destinations": it is there; a storage account or event hub lies where the resource does. */
    private void needSink(String sink, ArmPath path) {
        String location = world.locationOf(sink);
        if (location == null) {
            throw bad("Resource '%s' does not exist.".formatted(sink));
        }
        String own = path.base().isEmpty() ? null : world.locationOf(path.base());
        boolean regional = own != null && !own.isEmpty() && !own.equalsIgnoreCase("global");
        boolean anywhere = sink.contains("/providers/microsoft.operationalinsights/");
        if (regional && !anywhere && !location.equalsIgnoreCase(own)) {
            throw bad("Resource '%s' is in region '%s'; resource '%s' is in region '%s'."
                    .formatted(path.base(), own, sink, location));
        }
    }

    /** Handbook C2; the answer has no "error" around it, as in hashicorp/terraform-provider-azurerm issues. */
    private void refuseReuse(ObjectNode other, List<String> sinks, Set<String> wanted, ArmPath path) {
        JsonNode theirs = other.path("properties");
        Set<String> both = new LinkedHashSet<>(wanted);
        both.retainAll(enabled(path, theirs));
        for (String key : SINKS) {
            String sink = theirs.path(key).asText("").toLowerCase(Locale.ROOT);
            if (!both.isEmpty() && sinks.contains(sink)) {
                String message = ("Data sink '%s' is already used in diagnostic setting '%s' for category '%s'. Data"
                                + " sinks can't be reused in different settings on the same category for the same"
                                + " resource.")
                        .formatted(
                                sink,
                                other.path("name").asText(),
                                both.iterator().next());
                throw new Refused(
                        new ArmAnswer(409, Map.of(), Json.tree(Map.of("code", "Conflict", "message", message))));
            }
        }
    }

    private Set<String> enabled(ArmPath path, JsonNode properties) {
        Map<String, Set<String>> offered = categories.of(path);
        Set<String> on = new LinkedHashSet<>();
        for (JsonNode log : properties.path("logs")) {
            if (log.path("enabled").asBoolean()) {
                String category = log.path("category").asText("");
                on.addAll(
                        category.isEmpty()
                                ? Categories.inGroup(
                                        offered, log.path("categoryGroup").asText(""))
                                : Categories.named(offered, category));
            }
        }
        for (JsonNode metric : properties.path("metrics")) {
            if (metric.path("enabled").asBoolean()) {
                on.add(metric.path("category").asText());
            }
        }
        return on;
    }

    private static Refused bad(String message) {
        return new Refused(400, "BadRequest", message);
    }
}
