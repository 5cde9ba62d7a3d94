package io.lamplighter.azure.source.diagnosticsettings;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.Category;
import io.lamplighter.azure.source.ConfiguredSinks;
import io.lamplighter.azure.source.SettingApi;
import io.lamplighter.azure.source.SettingCalls;
import io.lamplighter.azure.source.SettingChange;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingJudge;
import io.lamplighter.azure.source.SettingLook;
import io.lamplighter.azure.source.SettingRules;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.azure.source.Sinks;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Grants;
import io.lamplighter.events.Judge;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Resource logs of what was touched, or of all when hardening, each by a diagnostic setting.
 *
 * <p>Four calls for a resource: what it offers, a look, the change, a look; one more for each different place that settings
 * of others send to. Azure has no call for many resources at once.
 */
@Singleton
@Grants(
        read = {
            "Microsoft.EventHub/namespaces/authorizationRules/read",
            "Microsoft.EventHub/namespaces/read",
            "Microsoft.Insights/diagnosticSettings/read",
            "Microsoft.Insights/diagnosticSettingsCategories/read",
            "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.Resources/subscriptions/resources/read",
            "Microsoft.Storage/storageAccounts/read"
        },
        write = {"Microsoft.Insights/diagnosticSettings/delete", "Microsoft.Insights/diagnosticSettings/write"},
        behind = {
            "Microsoft.EventHub/namespaces/authorizationRules/listKeys/action",
            "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
            "Microsoft.Storage/storageAccounts/listKeys/action"
        })
public final class DiagnosticSettings implements LogSource<SettingFacts, SettingStep> {
    /** Its id in settings, tables and docs. */
    public static final String ID = "azure.diagnostic-settings";

    private static final String LEVEL = "resource";

    /** The whole that has each of these in it: both would be two copies. */
    private static final Map<String, String> PART_OF = Map.of("kube-audit-admin", "kube-audit");

    private static final SettingRules RULES = new SettingRules(
            SettingApi.RESOURCE,
            // https://learn.microsoft.com/azure/aks/monitor-aks#resource-specific-logs, and the same for the others
            Set.of(
                    AzureType.KUBERNETES_CLUSTER,
                    AzureType.spelt("Microsoft.Network/azureFirewalls"),
                    AzureType.spelt("Microsoft.Network/dnsResolverPolicies")),
            Map.of(
                    "StorageRead", "a record for each read",
                    "kube-audit", "a record for each call of the cluster's API",
                    "AZFWFlowTrace", "records for each connection"),
            DiagnosticSettings::place);

    private final Clients clients;
    private final ConfiguredSinks sinks;

    public DiagnosticSettings(Clients clients, ConfiguredSinks sinks) {
        this.clients = clients;
        this.sinks = sinks;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> makes() {
        return Set.of(AzureType.DIAGNOSTIC_SETTING);
    }

    @Override
    public Aim aim(Scope scope) {
        if (sweeps(scope)) {
            return new Aim(
                    LEVEL,
                    List.of(),
                    true,
                    "every resource of this location that offers logs, but those that logs are sent to");
        }
        List<ResourceRef> targets = targets(scope);
        return new Aim(
                LEVEL,
                targets,
                false,
                targets.isEmpty()
                        ? "nothing was touched that has resource logs: machines, interfaces and subnets have none"
                        : "the resources that were touched, of a storage account its four services");
    }

    private static boolean sweeps(Scope scope) {
        return scope.breadth() == Breadth.ALL
                && scope.resources().isEmpty()
                && !scope.region().isEmpty();
    }

    private static List<ResourceRef> targets(Scope scope) {
        return ResourceTargets.of(scope.resources().stream()
                .filter(r -> r.account().equals(scope.account()))
                .toList());
    }

    @Override
    public SettingFacts observe(Scope scope) {
        return observe(scope, () -> SettingLook.LIMIT);
    }

    /** Half of the time is for the look at the targets, since as many may have to be lit. */
    @Override
    public SettingFacts observe(Scope scope, Deadline until) {
        return observe(scope, () -> until.left().dividedBy(2));
    }

    private SettingFacts observe(Scope scope, Supplier<Duration> limit) {
        SettingLook look = new SettingLook(clients, SettingApi.RESOURCE, sweeps(scope));
        if (!sweeps(scope)) {
            return look.facts(
                    scope.account(),
                    () -> sinks.at(scope.region()),
                    targets(scope),
                    DiagnosticSettings::offer,
                    limit.get());
        }
        Sinks places = sinks.at(scope.region());
        List<ResourceRef> all =
                ResourceTargets.of(new EveryResource(clients).in(scope.account(), scope.region())).stream()
                        .filter(t -> !places.hold(t.id()))
                        .toList();
        return look.facts(scope.account(), () -> places, all, DiagnosticSettings::offer, limit.get())
                .withLogs();
    }

    private static SettingLook.Offer offer(ResourceRef target, SettingCalls calls) {
        List<Category> offered = calls.categories(target);
        Set<String> names = offered.stream().map(Category::name).collect(Collectors.toSet());
        List<Category> wanted = offered.stream()
                .filter(c -> !names.contains(PART_OF.getOrDefault(c.name(), "")))
                .toList();
        return new SettingLook.Offer(wanted, wanted.size() == offered.size());
    }

    @Override
    public Judge<SettingFacts, SettingStep> judge() {
        return facts -> SettingJudge.of(facts, RULES);
    }

    @Override
    public SettingStep narrow(SettingStep step, List<ResourceRef> targets) {
        return step;
    }

    @Override
    public Evidence enact(Approved<SettingStep> step) {
        return change().enact(step);
    }

    @Override
    public Evidence verify(LedgerEntry entry) {
        return change().verify(entry);
    }

    @Override
    public Restoration undo(LedgerEntry entry, Mode mode) {
        return change().undo(entry, mode);
    }

    private SettingChange change() {
        return new SettingChange(new SettingCalls(clients, SettingApi.RESOURCE));
    }

    private static LogLocation place(ResourceRef target, Sinks sinks) {
        // The services' records name the account, or the service, by table.
        String asked = target.within().getOrDefault(AzureType.STORAGE_ACCOUNT, target.id());
        return SettingRules.located(
                target, sinks, "insights-logs-*", "up to 90 minutes after it was turned on", """
                union withsource=Log isfuzzy=true *
                | where TimeGenerated > ago(1d)
                | where _ResourceId startswith %s
                | order by TimeGenerated asc""".formatted(
                                SettingRules.quoted(asked)));
    }
}
