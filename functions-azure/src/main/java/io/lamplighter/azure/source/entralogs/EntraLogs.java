package io.lamplighter.azure.source.entralogs;

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

/**
 * The sign-in, audit and risk logs of the tenant.
 *
 * <p>Four calls: what it offers, a look, the change, a look. That the change may be made cannot be asked beforehand: a
 * directory role allows it that Azure's own permissions do not show, so that a denied change says what is missing.
 */
@Singleton
@Grants(
        read = {
            "Microsoft.EventHub/namespaces/authorizationRules/read",
            "Microsoft.EventHub/namespaces/read",
            "Microsoft.Insights/diagnosticSettings/read",
            "Microsoft.OperationalInsights/workspaces/read",
            "Microsoft.Storage/storageAccounts/read",
            "microsoft.aadiam/diagnosticSettings/read",
            "microsoft.aadiam/diagnosticSettingsCategories/read"
        },
        write = {"microsoft.aadiam/diagnosticSettings/delete", "microsoft.aadiam/diagnosticSettings/write"},
        behind = {
            "Microsoft.EventHub/namespaces/authorizationRules/listKeys/action",
            "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
            "Microsoft.Storage/storageAccounts/listKeys/action"
        })
public final class EntraLogs implements LogSource<SettingFacts, SettingStep> {
    /** Its id in settings, tables and docs. */
    public static final String ID = "azure.entra-logs";

    private static final String LEVEL = "tenant";
    private static final String SETTING = "microsoft.aadiam/diagnosticsettings";

    /**
     * https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options; others that a
     * tenant offers tell of traffic and of single products, and are not lit for an alert.
     */
    private static final Set<String> WANTED = Set.of(
            "AuditLogs",
            "SignInLogs",
            "NonInteractiveUserSignInLogs",
            "ServicePrincipalSignInLogs",
            "ManagedIdentitySignInLogs",
            "ProvisioningLogs",
            "RiskyUsers",
            "UserRiskEvents",
            "RiskyServicePrincipals",
            "ServicePrincipalRiskEvents");

    /** https://learn.microsoft.com/entra/identity/monitoring-health/howto-integrate-activity-logs-with-azure-monitor-logs */
    private static final String P1 = "Entra ID P1 or P2";

    /** https://learn.microsoft.com/entra/id-protection/howto-export-risk-data */
    private static final String P2 = "Entra ID P2";

    /** https://learn.microsoft.com/entra/id-protection/concept-workload-identity-risk */
    private static final String WORKLOAD = "Workload ID Premium";

    private static final SettingRules RULES = new SettingRules(
            SettingApi.TENANT,
            Set.of(),
            Map.of(
                    "NonInteractiveUserSignInLogs", "a record for each token that a client renews",
                    "ServicePrincipalSignInLogs", "a record for each token of an application"),
            Map.of(
                    "SignInLogs", P1,
                    "NonInteractiveUserSignInLogs", P1,
                    "ServicePrincipalSignInLogs", P1,
                    "ManagedIdentitySignInLogs", P1,
                    "ProvisioningLogs", P1,
                    "RiskyUsers", P2,
                    "UserRiskEvents", P2,
                    "RiskyServicePrincipals", WORKLOAD,
                    "ServicePrincipalRiskEvents", WORKLOAD),
            EntraLogs::place);

    private final Clients clients;
    private final ConfiguredSinks sinks;

    public EntraLogs(Clients clients, ConfiguredSinks sinks) {
        this.clients = clients;
        this.sinks = sinks;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> makes() {
        return Set.of(SETTING);
    }

    @Override
    public Aim aim(Scope scope) {
        List<ResourceRef> tenant = tenant(scope);
        return new Aim(
                LEVEL,
                tenant,
                false,
                tenant.isEmpty()
                        ? "the Entra logs are the tenant's, and it was not asked about here"
                        : "the tenant's own logs, which name every sign-in and every change of the directory");
    }

    /** Only from where Lamplighter itself is: else each subscription of a tenant would ask again. */
    private List<ResourceRef> tenant(Scope scope) {
        String home = clients.home().subscription();
        if (!scope.region().equals(Locations.GLOBAL) || !scope.account().equals(home)) {
            return List.of();
        }
        boolean all = scope.breadth() == Breadth.ALL && scope.resources().isEmpty();
        return all
                ? List.of(new ResourceRef(AzureType.TENANT, SettingApi.TENANT_ID, home, Locations.GLOBAL))
                : scope.of(AzureType.TENANT).stream()
                        .filter(t -> t.account().equals(home))
                        .toList();
    }

    @Override
    public SettingFacts observe(Scope scope) {
        return new SettingLook(clients, SettingApi.TENANT)
                .facts(scope.account(), sinks.at(Locations.GLOBAL), tenant(scope), EntraLogs::offer);
    }

    private static SettingLook.Offer offer(ResourceRef tenant, SettingCalls calls) {
        List<Category> wanted = calls.categories(tenant).stream()
                .filter(c -> WANTED.contains(c.name()))
                .toList();
        // By name, since a group would light what is not wanted.
        return new SettingLook.Offer(wanted, false);
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
        return new SettingChange(new SettingCalls(clients, SettingApi.TENANT));
    }

    /** The audit log names who acted inside a column of its own: https://learn.microsoft.com/azure/azure-monitor/reference/tables/auditlogs */
    private static LogLocation place(ResourceRef tenant, Sinks sinks) {
        return SettingRules.located(
                tenant,
                sinks,
                "insights-logs-*",
                "minutes to hours, in a tenant that exports for the first time up to three days, and never what needs a"
                        + " licence that the tenant has not: sign-ins Entra ID P1 or P2, risks P2 or Workload ID Premium",
                """
                union isfuzzy=true withsource=Log SigninLogs, AADNonInteractiveUserSignInLogs,
                    AADServicePrincipalSignInLogs, AADManagedIdentitySignInLogs, AADProvisioningLogs, AADUserRiskEvents,
                    AADRiskyUsers, AADServicePrincipalRiskEvents,
                    (AuditLogs | extend UserPrincipalName = tostring(InitiatedBy.user.userPrincipalName),
                        ServicePrincipalId = tostring(InitiatedBy.app.servicePrincipalId),
                        IPAddress = coalesce(tostring(InitiatedBy.user.ipAddress), tostring(InitiatedBy.app.ipAddress)))
                | extend Address = coalesce(column_ifexists('IPAddress', ''), column_ifexists('IpAddress', ''))
                | where UserPrincipalName =~ '?' or ServicePrincipalId == '?' or Address == '?'
                | order by TimeGenerated asc""");
    }
}
