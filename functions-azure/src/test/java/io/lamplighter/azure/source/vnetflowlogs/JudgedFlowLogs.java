package io.lamplighter.azure.source.vnetflowlogs;

import static io.lamplighter.azure.source.vnetflowlogs.World.LOCATION;
import static io.lamplighter.azure.source.vnetflowlogs.World.SIEM;
import static io.lamplighter.azure.source.vnetflowlogs.World.STORE;
import static io.lamplighter.azure.source.vnetflowlogs.World.SUBSCRIPTION;
import static io.lamplighter.azure.source.vnetflowlogs.World.WATCHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.source.DestinationSeen;
import io.lamplighter.azure.source.vnetflowlogs.ExistingFlowLog.Analytics;
import io.lamplighter.events.Plan;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The judge in front of flow logs that each test names. */
abstract class JudgedFlowLogs {
    static final Shape SHAPE =
            new Shape(LOCATION, STORE, "https://evidenceweu.blob.core.windows.net/", 90, 0, null, "");

    final List<ExistingFlowLog> logs = new ArrayList<>();
    Map<String, String> guards = Map.of();
    final Map<String, DestinationSeen> stores = new TreeMap<>();
    String watcher = WATCHER;

    @Nullable Shape shape = SHAPE;

    final void log(String name, String target, boolean enabled, String state, int version, String filter) {
        log(name, target, enabled, state, version, filter, "", Map.of());
    }

    final void log(
            String name,
            String target,
            boolean enabled,
            String state,
            int version,
            String filter,
            String records,
            Map<String, String> tags) {
        String id = WATCHER + "/flowlogs/" + name;
        logs.add(new ExistingFlowLog(
                id, target, SIEM, enabled, state, version, 30, filter, records, List.of(), Analytics.OFF, tags));
    }

    final void good(String name, String target) {
        log(name, target, true, "Succeeded", 2, "");
    }

    final Verdict<FlowLogStep> judge(ResourceRef target) {
        List<Verdict<FlowLogStep>> verdicts = FlowLogJudge.of(new FlowLogFacts(
                SUBSCRIPTION, LOCATION, watcher, shape, "no store: deploy one", List.of(target), logs, guards, stores));
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    static void assertCovered(Verdict<FlowLogStep> verdict, String... said) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Covered.class, c -> assertThat(c.evidence()).contains(said));
    }

    static void assertLights(Verdict<FlowLogStep> verdict, ResourceRef target, String... said) {
        assertThat(verdict).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<FlowLogStep> missing = (Verdict.Missing<FlowLogStep>) verdict;
        assertThat(List.of(said)).allMatch(missing.why()::contains);
        assertThat(missing.plan()).isEqualTo(new Plan.Steps<>(List.of(new FlowLogStep(target, WATCHER, SHAPE))));
    }

    static void assertBlocked(Verdict<FlowLogStep> verdict, String rule, String... said) {
        assertThat(verdict).isInstanceOf(Verdict.Missing.class);
        Verdict.Missing<FlowLogStep> missing = (Verdict.Missing<FlowLogStep>) verdict;
        assertThat(missing.plan()).isInstanceOfSatisfying(Plan.Blocked.class, b -> {
            assertThat(b.rule()).isEqualTo(rule);
            assertThat(missing.why() + "; " + b.why()).contains(said);
        });
    }
}
