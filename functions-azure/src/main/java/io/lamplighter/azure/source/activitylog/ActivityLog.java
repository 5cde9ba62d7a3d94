package io.lamplighter.azure.source.activitylog;

import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.scope.Locations;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The export of a subscription's Activity log.
 *
 * <p>Three calls: a look, the change, a look. Its categories are not asked for: Azure answers that question for resources
 * only (https://github.com/hashicorp/terraform-provider-azurerm/issues/14392).
 */
@Singleton
@Grants(
        read = {
            "Microsoft.EventHub/namespaces/authorizationRules/read",
            "Microsoft.EventHub/namespaces/read",
            "Microsoft.Insights/diagnosticSettings/read",
            "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.Storage/storageAccounts/read"
        },
        write = {"Microsoft.Insights/diagnosticSettings/delete", "Microsoft.Insights/diagnosticSettings/write"},
        behind = {
            "Microsoft.EventHub/namespaces/authorizationRules/listKeys/action",
            "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
            "Microsoft.Storage/storageAccounts/listKeys/action"
        })
public final class ActivityLog implements LogSource<SettingFacts, SettingStep> {
    /** Its id in settings, tables and docs. */
    public static final String ID = "azure.activity-log";

    private static final String LEVEL = "subscription";

    /** https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema#categories */
    private static final List<Category> ALL = Stream.of(
                    "Administrative",
                    "Alert",
                    "Autoscale",
                    "Policy",
                    "Recommendation",
                    "ResourceHealth",
                    "Security",
                    "ServiceHealth")
            .map(name -> new Category(name, Set.of()))
            .toList();

    private static final SettingRules RULES =
            new SettingRules(SettingApi.RESOURCE, Set.of(), Map.of(), ActivityLog::place);

    private final Clients clients;
    private final ConfiguredSinks sinks;

    public ActivityLog(Clients clients, ConfiguredSinks sinks) {
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
        List<ResourceRef> subscription = subscription(scope);
        return new Aim(
                LEVEL,
                subscription,
                false,
                subscription.isEmpty()
                        ? "the Activity log is the subscription's, and it was not asked about here"
                        : "the subscription's own log, which names every change in it");
    }

    /** What is asked about everything in no location asks about the subscription itself. */
    private static List<ResourceRef> subscription(Scope scope) {
        if (!scope.region().equals(Locations.GLOBAL)) {
            return List.of();
        }
        boolean all = scope.breadth() == Breadth.ALL && scope.resources().isEmpty();
        return all
                ? List.of(new ResourceRef(
                        AzureType.SUBSCRIPTION, "/subscriptions/" + scope.account(), scope.account(), Locations.GLOBAL))
                : scope.of(AzureType.SUBSCRIPTION).stream()
                        .filter(s -> s.account().equals(scope.account()))
                        .toList();
    }

    @Override
    public SettingFacts observe(Scope scope) {
        return new SettingLook(clients, SettingApi.RESOURCE)
                .facts(
                        scope.account(),
                        sinks.at(Locations.GLOBAL),
                        subscription(scope),
                        (target, calls) -> new SettingLook.Offer(ALL, true));
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

    private static LogLocation place(ResourceRef subscription, Sinks sinks) {
        return SettingRules.located(
                subscription,
                sinks,
                "insights-activity-logs",
                "up to 90 minutes after it was turned on, then 3 to 20 minutes after each event",
                """
                AzureActivity
                | where SubscriptionId =~ %s
                | where Caller =~ '?' or CallerIpAddress == '?'
                | project TimeGenerated, OperationNameValue, ActivityStatusValue, Caller, CallerIpAddress, _ResourceId
                | order by TimeGenerated asc""".formatted(SettingRules.quoted(subscription.account())));
    }
}
