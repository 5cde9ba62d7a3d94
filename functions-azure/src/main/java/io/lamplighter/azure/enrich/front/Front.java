package io.lamplighter.azure.enrich.front;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.ArmJson;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.enrich.Tags;
import io.lamplighter.azure.enrich.Touched;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Resource;
import io.lamplighter.azure.scope.Resources;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in front of what was touched.
 *
 * <p>Whoever reads the new flow logs must know it: behind an application gateway or Front Door they show its address, and
 * the attacker's is only in its own access log. A load balancer lets packets through as they are and has no such log
 * (https://learn.microsoft.com/azure/load-balancer/components).
 */
@Singleton
@Grants(
        read = {
            "Microsoft.Cdn/profiles/originGroups/origins/read",
            "Microsoft.Cdn/profiles/originGroups/read",
            "Microsoft.Cdn/profiles/read",
            "Microsoft.Compute/virtualMachineScaleSets/read",
            "Microsoft.Insights/diagnosticSettings/read",
            "Microsoft.Network/applicationGateways/read",
            "Microsoft.Network/frontDoors/read",
            "Microsoft.Network/networkInterfaces/read",
            "Microsoft.Network/publicIPAddresses/read",
            "Microsoft.ResourceGraph/resources/read",
            "Microsoft.Web/sites/read"
        })
public final class Front implements Enricher {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final String SETTINGS_VERSION = "2021-05-01-preview";
    private static final int MOST = 100;
    private static final int MOST_PROFILES = 5;
    private static final int MOST_FRONTS = 10;

    private static final Set<String> WITH_BODIES =
            Set.of(AzureType.NETWORK_INTERFACE, AzureType.SCALE_SET, AzureType.WEB_SITE);
    private static final Set<String> BY_NAME = Set.of(AzureType.WEB_SITE, AzureType.STORAGE_ACCOUNT);

    private final Resources resources;
    private final FrontDoors doors;
    private final ArmJson arm;

    public Front(Clients clients, Settings settings) {
        this.resources = new Resources(clients, settings, LIMIT);
        this.doors = new FrontDoors(clients, LIMIT);
        this.arm = new ArmJson(clients);
    }

    @Override
    public String id() {
        return "front";
    }

    @Override
    public boolean looksAtResources() {
        return true;
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return !of(scopes, WITH_BODIES).isEmpty() || !of(scopes, BY_NAME).isEmpty();
    }

    private static List<ArmId> of(List<Scope> scopes, Set<String> kinds) {
        return scopes.stream()
                .flatMap(s -> s.resources().stream())
                .filter(r -> kinds.contains(r.kind()))
                .flatMap(r -> Stream.ofNullable(ArmId.read(r.id())))
                .distinct()
                .toList();
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        Cut<ArmId> cut = Cut.of(of(scopes, WITH_BODIES), MOST, "resources were not looked at", ArmId::text);
        List<String> notes = new ArrayList<>(cut.notes());
        Resources.Found touched = resources.byId(cut.kept());
        touched.gone()
                .forEach(id -> notes.add(
                        "%s is not there any more, so that what stood in front is not known".formatted(id.text())));
        Resources.Found addresses =
                resources.byId(touched.resources().stream()
                        .flatMap(n -> n
                                .ids(
                                        "properties.ipConfigurations",
                                        "properties.publicIPAddress.id",
                                        AzureType.PUBLIC_ADDRESS)
                                .stream())
                        .distinct()
                        .toList());
        Backend backend = Backend.of(touched.resources(), addresses.resources(), of(scopes, BY_NAME));
        Set<ArmId> fronts = new LinkedHashSet<>(backend.fronts());
        notes.addAll(touched.notes());
        notes.addAll(addresses.notes());
        List<Resource> known = new ArrayList<>();
        if (!backend.isEmpty()) {
            Resources.Found all = resources.ofType(
                    List.of(AzureType.APPLICATION_GATEWAY, AzureType.FRONT_DOOR, AzureType.CLASSIC_FRONT_DOOR),
                    Touched.subscriptions(scopes),
                    r -> true);
            known.addAll(all.resources());
            notes.addAll(all.notes());
            known.stream()
                    .filter(f -> !f.id().type().equals(AzureType.FRONT_DOOR))
                    .filter(backend::isBehind)
                    .map(Resource::id)
                    .forEach(fronts::add);
            Cut<Resource> profiles = Cut.of(
                    all.of(AzureType.FRONT_DOOR), MOST_PROFILES, "Front Doors were not looked at", r -> r.id().text());
            notes.addAll(profiles.notes());
            Answers<ArmId> behind =
                    doors.before(profiles.kept().stream().map(Resource::id).toList(), backend);
            fronts.addAll(behind.values());
            notes.addAll(behind.failures());
        }
        Cut<ArmId> told = Cut.of(List.copyOf(fronts), MOST_FRONTS, "stand in front", ArmId::text);
        notes.addAll(told.notes());
        return Gathered.of(
                id(),
                new Answers<>(List.of(shown(told.kept(), known, notes)), notes),
                "balancers",
                "no load balancer, application gateway or Front Door here has it as a backend",
                found -> found.stream().map(Front::line).collect(Collectors.joining("; ")));
    }

    private static String line(Map<String, Object> one) {
        return "%s %s stands in front, access logs %s: %s"
                .formatted(one.get("type"), one.get("name"), one.get("accessLogs"), one.get("shows"));
    }

    private List<Map<String, Object>> shown(List<ArmId> fronts, List<Resource> known, List<String> notes) {
        List<Question<Logged>> questions = new ArrayList<>();
        for (ArmId front : fronts) {
            if (!front.type().equals(AzureType.LOAD_BALANCER)) {
                questions.add(new Question<>("whether %s logs".formatted(front.text()), () -> logged(front)));
            }
        }
        Answers<Logged> answers = SideBySide.ask(questions, LIMIT, new AzureFailures());
        notes.addAll(answers.failures());
        return fronts.stream()
                .map(f -> new Details()
                        .put("type", type(f))
                        .put("name", f.name())
                        .put("id", f.text())
                        .put("tags", Tags.of(f, known))
                        .put("accessLogs", accessLogs(f, answers.values()))
                        .put(
                                "shows",
                                f.type().equals(AzureType.LOAD_BALANCER)
                                        ? "flow logs behind it show the client's address"
                                        : "flow logs behind it show its own address, the client's is in its access log")
                        .map())
                .toList();
    }

    private static String type(ArmId front) {
        return switch (front.type()) {
            case AzureType.LOAD_BALANCER -> "load balancer";
            case AzureType.APPLICATION_GATEWAY -> "application gateway";
            default -> "Front Door";
        };
    }

    private static String accessLogs(ArmId front, List<Logged> logged) {
        if (front.type().equals(AzureType.LOAD_BALANCER)) {
            return "do not exist";
        }
        return logged.stream()
                .filter(l -> l.front().equals(front))
                .findFirst()
                .map(l -> l.on() ? "on" : "off")
                .orElse("unknown");
    }

    private record Logged(ArmId front, boolean on) {}

    /** Any setting that has the access log on, by its name or with the group of all. */
    private Logged logged(ArmId front) {
        boolean on = arm
                .list(front.text() + "/providers/Microsoft.Insights/diagnosticSettings", SETTINGS_VERSION, Map.of(), 1)
                .values()
                .stream()
                .flatMap(s -> Json.list(s, "properties.logs").stream())
                .anyMatch(Front::isAccessLog);
        return new Logged(front, on);
    }

    /** {@code ApplicationGatewayAccessLog}, {@code FrontDoorAccessLog} and the classic's {@code FrontdoorAccessLog}. */
    private static boolean isAccessLog(JsonNode log) {
        return Json.flag(log, "enabled")
                && (Json.text(log, "category").toLowerCase(Locale.ROOT).endsWith("accesslog")
                        || Json.text(log, "categoryGroup").equalsIgnoreCase("allLogs"));
    }
}
