package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.SettingFacts.Logged;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A vault that offers two logs, and what can be there already. */
abstract class JudgedVault {
    static final String SUBSCRIPTION = SettingTenant.SUBSCRIPTION;
    static final String GROUP = "/subscriptions/%s/resourcegroups/shop/providers/".formatted(SUBSCRIPTION);
    static final String VAULT = GROUP + "microsoft.keyvault/vaults/shop";
    static final String THEIRS = GROUP + "microsoft.operationalinsights/workspaces/theirs";
    static final ResourceRef TARGET = SettingTenant.ref(AzureType.KEY_VAULT, VAULT, "westeurope");

    static final Category AUDIT = new Category("AuditEvent", Set.of("audit", "alllogs"));
    static final Category POLICY = new Category("AzurePolicyEvaluationDetails", Set.of("alllogs"));

    static final StorageAccounts.Account STORE =
            new StorageAccounts.Account(SettingTenant.STORE, "westeurope", "https://evidence.example/", null);

    static final Sinks SINKS = new Sinks(
            STORE, SettingTenant.WORKSPACE, null, null, "", Set.of(SettingTenant.STORE, SettingTenant.WORKSPACE));

    static final SettingRules RULES = new SettingRules(
            SettingApi.RESOURCE,
            Set.of(AzureType.KUBERNETES_CLUSTER),
            Map.of("AuditEvent", "a record for each secret read"),
            (target, sinks) -> new LogLocation("there", "soon", "what?"));

    List<Category> wanted = List.of(AUDIT, POLICY);
    boolean whole = true;
    Sinks sinks = SINKS;
    ResourceRef target = TARGET;
    final List<Setting> settings = new ArrayList<>();
    final Map<String, DestinationSeen> destinations = new TreeMap<>();
    Set<String> feeds = Set.of();

    final Verdict<SettingStep> verdict() {
        return SettingJudge.of(
                        new SettingFacts(
                                sinks, List.of(new Logged(target, wanted, whole, settings, null)), destinations, feeds),
                        RULES)
                .getFirst();
    }

    final void theirs(String name, String destination, Object... logs) {
        Map<String, Object> properties = new TreeMap<>(Map.of("logs", List.of(logs)));
        if (!destination.isEmpty()) {
            properties.put("workspaceId", destination);
        }
        settings.add(Setting.of(Json.tree(Map.of("name", name, "properties", properties))));
    }

    static Map<String, Object> category(String name) {
        return Map.of("category", name, "enabled", true);
    }

    static Map<String, Object> group(String name) {
        return Map.of("categoryGroup", name, "enabled", true);
    }

    static Map<String, Object> off(String name) {
        return Map.of("category", name, "enabled", false);
    }

    final SettingStep step() {
        assertThat(verdict()).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<SettingStep> missing = (Verdict.Missing<SettingStep>) verdict();
        assertThat(missing.plan()).isInstanceOf(Plan.Steps.class);
        return ((Plan.Steps<SettingStep>) missing.plan()).steps().getFirst();
    }

    final String why() {
        assertThat(verdict()).isInstanceOf(Verdict.Missing.class);
        return ((Verdict.Missing<SettingStep>) verdict()).why();
    }

    final void isBlocked(String rule, String why) {
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Missing.class,
                        m -> assertThat(m.plan()).isInstanceOfSatisfying(Plan.Blocked.class, b -> {
                            assertThat(b.rule()).isEqualTo(rule);
                            assertThat(b.why()).contains(why);
                        }));
    }

    final void isCovered(String evidence) {
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Covered.class, c -> assertThat(c.evidence()).contains(evidence));
    }
}
