package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC;
import static io.lamplighter.azure.source.vnetflowlogs.World.NIC_2;
import static io.lamplighter.azure.source.vnetflowlogs.World.OTHER_NETWORK;
import static io.lamplighter.azure.source.vnetflowlogs.World.STORE;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBNET;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBSCRIPTION;
import static io.lamplighter.azure.source.vnetflowlogs.World.WATCHER;
import static io.lamplighter.azure.source.vnetflowlogs.World.WORKSPACE;
import static io.lamplighter.azure.source.vnetflowlogs.World.everything;
import static io.lamplighter.azure.source.vnetflowlogs.World.network;
import static io.lamplighter.azure.source.vnetflowlogs.World.nic;
import static io.lamplighter.azure.source.vnetflowlogs.World.subnet;
import static io.lamplighter.azure.source.vnetflowlogs.World.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.scope.AzureType;
import io.lamplighter.events.Aim;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Finding;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogLocation;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VnetFlowLogsTest extends OnArmFake {
    private static final String WATCHERS = "Microsoft.Network/networkWatchers/read";
    private static final String LOGS = "Microsoft.Network/networkWatchers/flowLogs/read";
    private static final String POLL = "Microsoft.Network/locations/operations/read";
    private static final String ACCOUNT = "Microsoft.Storage/storageAccounts/read";
    private static final String FEEDS = "Microsoft.Insights/diagnosticSettings/read";

    // Where it aims.

    @Test
    void aim_interfacesAndWhatTheyLieIn_takesTheInterfacesAlone() {
        Aim aim = source.aim(touched(network(NETWORK), subnet(), nic(NIC), nic(NIC_2), nic(NIC)));
        assertThat(aim.level()).isEqualTo("network-interface");
        assertThat(aim.targets()).extracting(ResourceRef::id).containsExactly(NIC, NIC_2);
    }

    @Test
    void aim_subnetOfAnApp_leavesItsNetworkOut() {
        Aim aim = source.aim(touched(network(NETWORK), subnet()));
        assertThat(aim.level()).isEqualTo("subnet");
        assertThat(aim.targets()).extracting(ResourceRef::id).containsExactly(SUBNET);
    }

    @Test
    void aim_anotherNetworkBesideAnInterface_staysATarget() {
        assertThat(source.aim(touched(nic(NIC), network(OTHER_NETWORK))).targets())
                .extracting(ResourceRef::id)
                .containsExactly(NIC, OTHER_NETWORK);
    }

    @Test
    void aim_storageAlone_doesNotApply() {
        assertThat(source.aim(touched(World.ref(STORE, Map.of()))).applies()).isFalse();
    }

    @Test
    void aim_hardenOfNamedNetworks_takesTheseAndNotAll() {
        Scope named = new Scope(SUBSCRIPTION, World.LOCATION, Breadth.ALL, List.of(network(NETWORK)));
        assertThat(source.aim(named).everything()).isFalse();
        assertThat(source.aim(named).targets()).extracting(ResourceRef::id).containsExactly(NETWORK);
        assertThat(source.aim(everything()).everything()).isTrue();
    }

    // How many calls.

    @Test
    void respond_darkInterface_takesOneListOnePutWithItsPollsAndOneReadBack() {
        loop.respond(Mode.PROPOSE, touched(nic(NIC_2)));
        assertThat(calls())
                .as("the watcher and the evidence store are found once and stay where they are")
                .containsExactly(WATCHERS, LOGS, ACCOUNT, FEEDS);
        arm.forgetRequests();
        arm.operationsTake(3, 0);

        Finding finding = loop.respond(Mode.ACT, touched(nic(NIC)));

        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(NIC);
        assertThat(calls()).containsExactly(LOGS, FlowLogStep.ACTION, POLL, POLL, POLL, LOGS);
    }

    @Test
    void respond_litInterface_takesOneListAndOneLookAtItsStorage() {
        World.flowLog(arm, "theirs", NETWORK, Map.of());
        loop.respond(Mode.ACT, touched(nic(NIC)));
        arm.forgetRequests();

        assertThat(loop.respond(Mode.ACT, touched(nic(NIC_2))).outcomes())
                .singleElement()
                .isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(calls()).containsExactly(LOGS, ACCOUNT);
    }

    @Test
    void harden_networksAndLogsOnPages_takesThePages() {
        for (int i = 0; i < 3; i++) {
            arm.put(NETWORK + i, "westeurope", Map.of());
            World.flowLog(arm, "theirs" + i, NETWORK + i, Map.of());
        }
        arm.pageSize(2);

        Finding finding = loop.respond(Mode.PROPOSE, everything());

        assertThat(calls())
                .containsExactly(
                        "Microsoft.Network/virtualNetworks/read",
                        "Microsoft.Network/virtualNetworks/read",
                        "Microsoft.Network/virtualNetworks/read",
                        WATCHERS,
                        LOGS,
                        LOGS,
                        ACCOUNT,
                        FEEDS,
                        ACCOUNT);
        assertThat(finding.outcomes().stream().filter(Outcome.Proposed.class::isInstance))
                .as("front and back; one lies in another location")
                .hasSize(2);
    }

    @Test
    void observe_watcherThatWasMadeAnew_isFoundAgain() {
        loop.respond(Mode.PROPOSE, touched(nic(NIC)));
        arm.remove(WATCHER);
        String elsewhere = WATCHER.replace("networkwatcherrg", "net");
        arm.put(elsewhere, "westeurope", Map.of());

        assertThat(source.observe(touched(nic(NIC))).watcher()).isEqualTo(elsewhere);
    }

    // What is sent.

    @Test
    void respond_put_carriesBothTagsAndKeepsForTheSetDays() {
        Finding finding = loop.respond(Mode.ACT, touched(nic(NIC)));
        LedgerEntry entry = loop.entries(touched(nic(NIC))).getFirst();

        String id = WATCHER + "/flowlogs/lamplighter-" + entry.id();
        assertThat(entry.made()).containsExactly(id);
        assertThat(arm.get(id))
                .isNotNull()
                .containsEntry("location", "westeurope")
                .containsEntry("tags", Map.of(Approved.STEP_TAG, entry.id(), Approved.FINDING_TAG, finding.id()))
                .containsEntry(
                        "properties",
                        Map.of(
                                "targetResourceId",
                                NIC,
                                "storageId",
                                STORE,
                                "enabled",
                                true,
                                "retentionPolicy",
                                Map.of("days", 90, "enabled", true),
                                "format",
                                Map.of("type", "JSON", "version", 2),
                                "provisioningState",
                                "Succeeded"));
    }

    @Test
    void respond_trafficAnalyticsIsSet_isSentWithItsWorkspaceAndAskedThere() {
        use(arm.settings(Map.of(
                Settings.EVIDENCE_STORES,
                STORE,
                Settings.WORKSPACE,
                WORKSPACE,
                Settings.TRAFFIC_ANALYTICS,
                "10",
                Settings.FLOW_LOG_DAYS,
                "7")));
        Finding finding = loop.respond(Mode.ACT, touched(nic(NIC)));

        SentCall put = arm.requests().stream()
                .filter(c -> c.permission().equals(FlowLogStep.ACTION))
                .findFirst()
                .orElseThrow();
        assertThat(put.names(WORKSPACE)).isTrue();
        assertThat(put.request().toString()).contains("trafficAnalyticsInterval=10", "days=7");
        assertThat(logs(finding).ask()).startsWith("NTANetAnalytics");
        assertThat(loop.undo(Mode.ACT, touched(nic(NIC))).values())
                .as("what Azure shows of it is what was sent")
                .singleElement()
                .isInstanceOfSatisfying(
                        Restoration.Restored.class, r -> assertThat(r.what()).contains("data collection rule", "stay"));
    }

    @Test
    void respond_logs_areWhereTheWatchersBlobsOfOursBegin() {
        LogLocation logs = logs(loop.respond(Mode.ACT, touched(nic(NIC))));

        assertThat(logs.uri())
                .isEqualTo(
                        "https://evidenceweu.blob.core.windows.net/insights-logs-flowlogflowevent/flowLogResourceID=/"
                                + "0B1F6471-1BF0-4DDA-AEC3-CB9272F09590_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_LAMPLIGHTER-");
        assertThat(logs.ask()).startsWith("externaldata(records: dynamic)[h@'" + logs.uri());
    }

    @Test
    void respond_workspaceOfTrafficAnalyticsIsGone_lightsWithoutItAndSaysSoInTheDryRunToo() {
        use(arm.settings(Map.of(
                Settings.EVIDENCE_STORES, STORE, Settings.WORKSPACE, WORKSPACE, Settings.TRAFFIC_ANALYTICS, "10")));
        arm.remove(WORKSPACE);
        Finding dry = loop.respond(Mode.PROPOSE, touched(nic(NIC)));
        assertThat(dry.outcomes()).singleElement().isInstanceOfSatisfying(Outcome.Proposed.class, p -> {
            assertThat(p.request().toString()).doesNotContain("trafficAnalytics");
            assertThat(p.logs().left()).contains("Traffic Analytics is left out", WORKSPACE, "it is gone");
            assertThat(logs(loop.respond(Mode.ACT, touched(nic(NIC))))).isEqualTo(p.logs());
        });
    }

    private static LogLocation logs(Finding finding) {
        return finding.outcomes().stream()
                .filter(Outcome.TurnedOn.class::isInstance)
                .map(Outcome.TurnedOn.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(finding.outcomes()))
                .logs();
    }

    @Test
    void respond_idOfAnAttacker_isRefusedAndSentNowhere() {
        ResourceRef evil = new ResourceRef(
                AzureType.SUBNET, SUBNET + "' or '1'='1<script>\n", SUBSCRIPTION, World.LOCATION, Map.of());
        Finding finding = loop.respond(Mode.ACT, touched(evil, nic(NIC)));

        assertThat(turnedOn(finding)).extracting(ResourceRef::id).containsExactly(NIC);
        assertThat(finding.outcomes())
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                r -> assertThat(r.targets()).containsExactly(evil)));
        assertThat(arm.requests()).noneMatch(c -> c.request().toString().contains("<"));
    }
}
