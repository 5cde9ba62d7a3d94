package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.SentCall;
import io.lamplighter.events.SourceLoop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The real source and the real client in front of {@link ArmFake}. */
abstract class OnArmFake {
    final ArmFake arm = new ArmFake();
    VnetFlowLogs source;
    SourceLoop loop;

    @BeforeEach
    void start() {
        World.seed(arm);
        use(World.settings(arm));
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    final void use(Settings settings) {
        source = World.source(arm, settings);
        loop = new SourceLoop(source, new AzureFailures());
    }

    final List<String> calls() {
        return arm.requests().stream().map(SentCall::permission).toList();
    }

    static List<ResourceRef> turnedOn(Finding finding) {
        return finding.outcomes().stream()
                .filter(Outcome.TurnedOn.class::isInstance)
                .flatMap(o -> o.targets().stream())
                .toList();
    }

    static Failure failure(Finding finding, String id) {
        return finding.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .filter(f -> f.targets().stream().anyMatch(t -> t.id().equals(id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure for " + id + " in " + finding.outcomes()))
                .failure();
    }
}
