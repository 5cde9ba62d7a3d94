package io.lamplighter.azure.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.DestinationSeen.State;
import io.lamplighter.azure.source.SettingFacts.Logged;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judge as a table, under all that can be there already. */
class SettingJudgeTest extends JudgedVault {
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
