package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.DestinationSeen.State;
import io.lamplighter.azure.source.SettingFacts.Logged;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import io.lamplighter.shell.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The judge as a table: a vault that offers two logs, under all that can be there already. */
class SettingJudgeTest {
    private static final String SUBSCRIPTION = SettingTenant.SUBSCRIPTION;
    private static final String GROUP = "/subscriptions/%s/resourcegroups/shop/providers/".formatted(SUBSCRIPTION);
    private static final String VAULT = GROUP + "microsoft.keyvault/vaults/shop";
    private static final String THEIRS = GROUP + "microsoft.operationalinsights/workspaces/theirs";
    private static final ResourceRef TARGET = SettingTenant.ref(AzureType.KEY_VAULT, VAULT, "westeurope");

    private static final Category AUDIT = new Category("AuditEvent", Set.of("audit", "alllogs"));
    private static final Category POLICY = new Category("AzurePolicyEvaluationDetails", Set.of("alllogs"));

    private static final StorageAccounts.Account STORE =
            new StorageAccounts.Account(SettingTenant.STORE, "westeurope", "https://evidence.example/", null);

    private static final Sinks SINKS = new Sinks(
            STORE, SettingTenant.WORKSPACE, null, null, "", Set.of(SettingTenant.STORE, SettingTenant.WORKSPACE));

    private static final SettingRules RULES = new SettingRules(
            SettingApi.RESOURCE,
            Set.of(AzureType.KUBERNETES_CLUSTER),
            Map.of("AuditEvent", "a record for each secret read"),
            (target, sinks) -> new LogLocation("there", "soon", "what?"));

    private List<Category> wanted = List.of(AUDIT, POLICY);
    private boolean whole = true;
    private Sinks sinks = SINKS;
    private ResourceRef target = TARGET;
    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, DestinationSeen> destinations = new TreeMap<>();
    private Set<String> feeds = Set.of();

    private Verdict<SettingStep> verdict() {
        return SettingJudge.of(
                        new SettingFacts(
                                sinks, List.of(new Logged(target, wanted, whole, settings, null)), destinations, feeds),
                        RULES)
                .getFirst();
    }

    private void theirs(String name, String destination, Object... logs) {
        Map<String, Object> properties = new TreeMap<>(Map.of("logs", List.of(logs)));
        if (!destination.isEmpty()) {
            properties.put("workspaceId", destination);
        }
        settings.add(Setting.of(Json.tree(Map.of("name", name, "properties", properties))));
    }

    private static Map<String, Object> category(String name) {
        return Map.of("category", name, "enabled", true);
    }

    private static Map<String, Object> group(String name) {
        return Map.of("categoryGroup", name, "enabled", true);
    }

    private static Map<String, Object> off(String name) {
        return Map.of("category", name, "enabled", false);
    }

    private SettingStep step() {
        assertThat(verdict()).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<SettingStep> missing = (Verdict.Missing<SettingStep>) verdict();
        assertThat(missing.plan()).isInstanceOf(Plan.Steps.class);
        return ((Plan.Steps<SettingStep>) missing.plan()).steps().getFirst();
    }

    private String why() {
        assertThat(verdict()).isInstanceOf(Verdict.Missing.class);
        return ((Verdict.Missing<SettingStep>) verdict()).why();
    }

    private void isBlocked(String rule, String why) {
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Missing.class,
                        m -> assertThat(m.plan()).isInstanceOfSatisfying(Plan.Blocked.class, b -> {
                            assertThat(b.rule()).isEqualTo(rule);
                            assertThat(b.why()).contains(why);
                        }));
    }

    private void isCovered(String evidence) {
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Covered.class, c -> assertThat(c.evidence()).contains(evidence));
    }

    // What is to be sent.

    @Test
    void judge_nothingThere_sendsTheGroupOfAllToEverySink() {
        SettingStep step = step();
        assertThat(step.properties())
                .isEqualTo(Map.of(
                        "storageAccountId", SettingTenant.STORE,
                        "workspaceId", SettingTenant.WORKSPACE,
                        "logs", List.of(group("allLogs"))));
        assertThat(step.name()).matches("lamplighter-[0-9a-f]{8}");
        assertThat(step.request())
                .containsEntry("id", VAULT + "/providers/microsoft.insights/diagnosticsettings/" + step.name());
        assertThat(why()).startsWith("no diagnostic setting sends its logs").contains("a record for each secret read");
    }

    @Test
    void judge_noGroupOffered_namesEachCategory() {
        wanted = List.of(new Category("StorageWrite", Set.of()), new Category("StorageRead", Set.of()));
        assertThat(step().properties())
                .containsEntry("logs", List.of(category("StorageRead"), category("StorageWrite")));
    }

    @Test
    void judge_notAllOfferedIsWanted_namesEachCategory() {
        whole = false;
        assertThat(step().properties())
                .containsEntry("logs", List.of(category("AuditEvent"), category("AzurePolicyEvaluationDetails")));
    }

    @Test
    void judge_clusterAndWorkspace_asksForTablesOfItsOwn() {
        target = SettingTenant.ref(
                AzureType.KUBERNETES_CLUSTER, GROUP + "microsoft.containerservice/managedclusters/k", "westeurope");
        assertThat(step().properties()).containsEntry("logAnalyticsDestinationType", "Dedicated");
        sinks = new Sinks(STORE, null, null, null, "", Set.of(SettingTenant.STORE));
        assertThat(step().properties()).doesNotContainKey("logAnalyticsDestinationType");
    }

    @Test
    void judge_eventHub_isNamedWithItsRule() {
        sinks = new Sinks(null, null, SettingTenant.RULE, "alerts", "", Set.of(SettingTenant.RULE));
        assertThat(step().properties())
                .containsEntry("eventHubAuthorizationRuleId", SettingTenant.RULE)
                .containsEntry("eventHubName", "alerts");
    }

    @Test
    void judge_sameContent_hasTheSameNameAndOtherContentAnother() {
        String first = step().name();
        assertThat(step().name()).isEqualTo(first);
        sinks = new Sinks(null, SettingTenant.WORKSPACE, null, null, "", Set.of(SettingTenant.WORKSPACE));
        assertThat(step().name()).isNotEqualTo(first);
    }

    @Test
    void judge_ourNameIsTakenByWhatSomebodyMadeOfIt_takesAnother() {
        String first = step().name();
        theirs(first.toUpperCase(Locale.ROOT), THEIRS, off("AuditEvent"));
        assertThat(step().name()).isEqualTo(first + "-2");
    }

    // What is there already.

    @Test
    void judge_allSentByOneSetting_isCovered() {
        theirs("siem", THEIRS, group("allLogs"));
        isCovered("setting siem sends to " + THEIRS);
    }

    @Test
    void judge_eachSentByAnotherSetting_isCovered() {
        theirs("a", THEIRS, category("auditevent"));
        theirs("b", THEIRS + "2", category("AzurePolicyEvaluationDetails"));
        isCovered("setting a sends to " + THEIRS + "; setting b sends to");
    }

    @Test
    void judge_oneCategoryIsSent_sendsTheOtherAloneAndBesideIt() {
        theirs("siem", THEIRS, group("audit"));
        assertThat(step().properties()).containsEntry("logs", List.of(category("AzurePolicyEvaluationDetails")));
        assertThat(why()).isEqualTo("AzurePolicyEvaluationDetails arrive nowhere");
    }

    @Test
    void judge_partIsSentToOurOwnWorkspaceByOthers_sendsTheRestThereToo() {
        theirs("siem", SettingTenant.WORKSPACE, category("AuditEvent"), off("AzurePolicyEvaluationDetails"));
        assertThat(step().properties())
                .containsEntry("workspaceId", SettingTenant.WORKSPACE)
                .containsEntry("logs", List.of(category("AzurePolicyEvaluationDetails")));
    }

    @Test
    void judge_switchedOff_isMissing() {
        theirs("siem", THEIRS, off("AuditEvent"), off("AzurePolicyEvaluationDetails"));
        assertThat(step().properties()).containsEntry("logs", List.of(group("allLogs")));
    }

    @Test
    void judge_settingThatSendsNowhere_isMissing() {
        theirs("lost", "", group("allLogs"));
        assertThat(why()).contains("setting lost sends AuditEvent, AzurePolicyEvaluationDetails to no place");
        assertThat(step().properties()).containsEntry("logs", List.of(group("allLogs")));
    }

    @Test
    void judge_destinationIsGone_isMissingAndSaysSo() {
        theirs("siem", THEIRS, group("allLogs"));
        destinations.put(THEIRS, new DestinationSeen(State.GONE, "", "it is gone"));
        assertThat(why()).contains(THEIRS + ", where nothing arrives: it is gone");
        assertThat(step().properties()).containsEntry("workspaceId", SettingTenant.WORKSPACE);
    }

    @Test
    void judge_destinationIsShut_isMissing() {
        theirs("siem", THEIRS, group("allLogs"));
        destinations.put(
                THEIRS, new DestinationSeen(State.SHUT, "westeurope", "its firewall lets no Azure service in"));
        assertThat(why()).contains("its firewall");
    }

    @Test
    void judge_destinationCouldNotBeChecked_isCoveredAndSaysSo() {
        theirs("siem", THEIRS, group("allLogs"));
        destinations.put(THEIRS, new DestinationSeen(State.UNREADABLE, "", "denied"));
        isCovered("which could not be checked: denied");
    }

    // What forbids.

    @Test
    void judge_deadSettingToOurOwnSink_isBlockedSinceASecondIsAConflict() {
        theirs("siem", SettingTenant.WORKSPACE, category("AuditEvent"));
        destinations.put(SettingTenant.WORKSPACE, new DestinationSeen(State.GONE, "", "it is gone"));
        isBlocked("same-sink", "setting siem");
    }

    @Test
    void judge_fiveSettings_isBlockedByTheirNames() {
        for (int i = 0; i < 5; i++) {
            theirs("s" + i, THEIRS + i, category("AuditEvent"));
        }
        isBlocked("quota", "s0, s1, s2, s3, s4");
        settings.removeLast();
        assertThat(step().properties()).containsEntry("logs", List.of(category("AzurePolicyEvaluationDetails")));
    }

    @Test
    void judge_targetIsOrLiesInASink_isBlocked() {
        target = SettingTenant.ref(AzureType.WORKSPACE, SettingTenant.WORKSPACE, "northeurope");
        isBlocked("loop", SettingTenant.WORKSPACE);
        target = SettingTenant.ref(AzureType.BLOB_SERVICE, SettingTenant.STORE + "/blobservices/default", "westeurope");
        isBlocked("loop", SettingTenant.STORE);
        sinks = new Sinks(null, null, null, null, "none here", Set.of(SettingTenant.RULE));
        target = SettingTenant.ref(AzureType.EVENT_HUBS, SettingTenant.NAMESPACE, "westeurope");
        isBlocked("loop", SettingTenant.RULE);
    }

    @Test
    void judge_sinkLogsIntoTheTarget_isBlocked() {
        String account = GROUP + "microsoft.storage/storageaccounts/shop";
        target = SettingTenant.ref(AzureType.BLOB_SERVICE, account + "/blobservices/default", "westeurope");
        feeds = Set.of(account);
        isBlocked("loop", "ring");
        feeds = Set.of(account + "2");
        assertThat(step().target()).isEqualTo(target);
    }

    @Test
    void judge_idIsNotAscii_isBlocked() {
        target = SettingTenant.ref(AzureType.KEY_VAULT, GROUP + "microsoft.keyvault/vaults/straße", "westeurope");
        isBlocked("non-ascii", "Azure loses the settings");
    }

    @Test
    void judge_noSinkFits_isBlockedWithWhy() {
        sinks = new Sinks(null, null, null, null, "no evidence store in westeurope", Set.of());
        isBlocked("no-sink", "no evidence store in westeurope");
    }

    @Test
    void judge_someSinkDoesNotFit_isSaidAndTheRestUsed() {
        sinks = new Sinks(null, SettingTenant.WORKSPACE, null, null, "the event hub is elsewhere", Set.of());
        assertThat(step().properties()).containsEntry("workspaceId", SettingTenant.WORKSPACE);
        assertThat(why()).contains("left out: the event hub is elsewhere");
    }

    // What is not to be told.

    @Test
    void judge_noLogsOffered_isUndecidableAndNoFailure() {
        wanted = List.of();
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        Verdict.Undecidable.class, u -> assertThat(u.failure()).isNull());
    }

    @Test
    void judge_unreadable_keepsTheFailure() {
        Failure denied = new Failure(Failure.Kind.DENIED, "no");
        List<Verdict<SettingStep>> verdicts = SettingJudge.of(
                new SettingFacts(
                        SINKS, List.of(new Logged(TARGET, List.of(), false, List.of(), denied)), Map.of(), Set.of()),
                RULES);
        assertThat(verdicts).containsExactly(new Verdict.Undecidable<>(List.of(TARGET), denied));
    }

    @Test
    void judge_idOfAnAttacker_isNotAskedAbout() {
        for (String id :
                List.of("../../evil", VAULT + "?x=1", "/subscriptions/other", VAULT.toUpperCase(Locale.ROOT))) {
            target = SettingTenant.ref(AzureType.KEY_VAULT, id, "westeurope");
            assertThat(verdict()).as(id).isInstanceOf(Verdict.Undecidable.class);
        }
    }
}
