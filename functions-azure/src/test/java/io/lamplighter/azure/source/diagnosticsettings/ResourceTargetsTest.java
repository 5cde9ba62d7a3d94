package io.lamplighter.azure.source.diagnosticsettings;

import static io.lamplighter.azure.source.SettingTenant.LOCATION;
import static io.lamplighter.azure.source.SettingTenant.SUBSCRIPTION;
import static io.lamplighter.azure.source.SettingTenant.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.azure.source.SettingFacts;
import io.lamplighter.azure.source.SettingStep;
import io.lamplighter.azure.source.SettingTenant;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Scope;
import io.lamplighter.events.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a scope is aimed at, and what of each kind is wanted. */
class ResourceTargetsTest {
    private static final String GROUP = "/subscriptions/%s/resourcegroups/shop/providers/".formatted(SUBSCRIPTION);
    private static final String ACCOUNT = GROUP + "microsoft.storage/storageaccounts/shop";

    private final SettingTenant tenant = new SettingTenant();
    private final LogSource<SettingFacts, SettingStep> source =
            tenant.source(DiagnosticSettings::new, Map.of(Settings.WORKSPACE, WORKSPACE));

    @AfterEach
    void stop() {
        tenant.close();
    }

    private static ResourceRef resource(String id) {
        return Objects.requireNonNull(ArmId.read(id)).at(LOCATION, Map.of());
    }

    private static Scope touched(ResourceRef... resources) {
        return new Scope(SUBSCRIPTION, LOCATION, Breadth.TOUCHED, List.of(resources));
    }

    private List<String> aimedAt(ResourceRef... resources) {
        return source.aim(touched(resources)).targets().stream()
                .map(ResourceRef::id)
                .toList();
    }

    @Test
    void aim_storageAccount_isItsFourServicesThatLieInIt() {
        Aim aim = source.aim(touched(resource(ACCOUNT)));
        assertThat(aim.targets())
                .extracting(ResourceRef::kind)
                .containsExactly(
                        AzureType.BLOB_SERVICE,
                        AzureType.FILE_SERVICE,
                        AzureType.QUEUE_SERVICE,
                        AzureType.TABLE_SERVICE);
        assertThat(aim.targets())
                .allMatch(t -> t.liesIn(ACCOUNT))
                .allMatch(t -> t.kind().equals(resource(t.id()).kind()));
    }

    @Test
    void aim_container_isTheServiceThatItLiesIn() {
        assertThat(aimedAt(resource(ACCOUNT + "/blobservices/default/containers/invoices")))
                .containsExactly(ACCOUNT + "/blobservices/default");
        assertThat(aimedAt(resource(ACCOUNT + "/blobservices/default"), resource(ACCOUNT)))
                .as("each once")
                .hasSize(4);
    }

    @Test
    void aim_whatHasNoLogs_isLeftOut() {
        assertThat(aimedAt(
                        resource("/subscriptions/" + SUBSCRIPTION),
                        resource("/subscriptions/" + SUBSCRIPTION + "/resourcegroups/shop"),
                        resource(GROUP + "microsoft.compute/virtualmachines/v"),
                        resource(GROUP + "microsoft.network/networkinterfaces/n"),
                        resource(GROUP + "microsoft.network/virtualnetworks/n/subnets/s"),
                        resource(GROUP + "microsoft.network/networkwatchers/w/flowlogs/f")))
                .isEmpty();
    }

    @Test
    void aim_kindsThatNobodyKnows_areAsked() {
        assertThat(aimedAt(resource(GROUP + "microsoft.new/things/t"))).hasSize(1);
    }

    @Test
    void aim_resourceOfAnotherSubscription_isLeftToItsOwn() {
        assertThat(aimedAt(
                        new ResourceRef(AzureType.KEY_VAULT, GROUP + "microsoft.keyvault/vaults/v", "other", LOCATION)))
                .isEmpty();
    }

    @Test
    void aim_hardenOfNamedResources_takesTheseAndNotAll() {
        ResourceRef vault = resource(GROUP + "microsoft.keyvault/vaults/v");
        assertThat(source.aim(new Scope(SUBSCRIPTION, LOCATION, Breadth.ALL, List.of(vault))))
                .satisfies(a -> assertThat(a.everything()).isFalse())
                .satisfies(a -> assertThat(a.targets()).containsExactly(vault));
    }

    private SettingStep step(ResourceRef one) {
        tenant.arm.put(one.id(), LOCATION, Map.of());
        Verdict<SettingStep> verdict =
                source.judge().of(source.observe(touched(one))).getFirst();
        assertThat(verdict).isInstanceOf(Verdict.Missing.class);
        Plan<SettingStep> plan = ((Verdict.Missing<SettingStep>) verdict).plan();
        assertThat(plan).isInstanceOf(Plan.Steps.class);
        return ((Plan.Steps<SettingStep>) plan).steps().getFirst();
    }

    @Test
    void observe_cluster_wantsTheWholeAuditAndNotAPartOfItAgain() {
        SettingStep step = step(resource(GROUP + "microsoft.containerservice/managedclusters/k"));
        assertThat(String.valueOf(step.properties().get("logs")))
                .contains("kube-audit,", "guard")
                .doesNotContain("kube-audit-admin");
        assertThat(step.properties()).containsEntry("logAnalyticsDestinationType", "Dedicated");
    }

    @Test
    void observe_vault_isSentByTheGroup() {
        SettingStep step = step(resource(GROUP + "microsoft.keyvault/vaults/v"));
        assertThat(step.properties())
                .containsEntry("logs", List.of(Map.of("categoryGroup", "allLogs", "enabled", true)));
    }

    @Test
    void logs_nameOfAnAttacker_cannotEndTheQuestion() {
        SettingStep step = step(resource(GROUP + "microsoft.keyvault/vaults/v' or 1==1 (x)"));
        assertThat(step.logs().ask())
                .contains("_ResourceId startswith '" + GROUP + "microsoft.keyvault/vaults/v\\' or 1==1 (x)'");
    }

    @Test
    void logs_ofAService_areAskedByItsAccount() {
        SettingStep step = step(resource(ACCOUNT + "/blobservices/default"));
        assertThat(step.logs().ask()).contains("startswith '" + ACCOUNT + "'");
        assertThat(step.logs().uri()).isEqualTo(WORKSPACE);
    }
}
