package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.Failure;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.LogSourceContract;
import io.lamplighter.events.Scope;
import io.lamplighter.events.SentCall;
import io.lamplighter.shell.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract through the real client. */
class VnetFlowLogsContractTest extends LogSourceContract<FlowLogFacts, FlowLogStep> {
    private final ArmFake arm = new ArmFake();

    @AfterEach
    void close() {
        arm.close();
    }

    @Override
    protected void makeDarkWorld() {
        World.seed(arm);
    }

    @Override
    protected LogSource<FlowLogFacts, FlowLogStep> newSource() {
        return World.source(arm, World.settings(arm));
    }

    @Override
    protected Scope touched() {
        return World.touched(World.nic(World.NIC), World.nic(World.NIC_2));
    }

    @Override
    protected FailureReader failures() {
        return new AzureFailures();
    }

    /** The name and the tags hold the step's id, which no dry run can know. */
    @Override
    protected List<SentCall> sent() {
        return arm.requests().stream().map(VnetFlowLogsContractTest::planned).toList();
    }

    private static SentCall planned(SentCall sent) {
        Map<String, Object> request = new LinkedHashMap<>(sent.request());
        request.computeIfPresent(
                "id", (k, id) -> id.toString().replaceAll("lamplighter-[0-9a-f]{32}$", FlowLogStep.NAME));
        if (request.containsKey("body")) {
            Map<String, Object> body = new LinkedHashMap<>(Json.map(Json.tree(request.get("body"))));
            body.remove("tags");
            request.put("body", body);
        }
        return new SentCall(sent.permission(), request);
    }

    @Override
    protected void forgetCalls() {
        arm.forgetRequests();
    }

    @Override
    protected Object world() {
        return arm.world();
    }

    @Override
    protected void takenOver(LedgerEntry entry) {
        arm.change(made(entry), "storageId", World.SIEM);
    }

    @Override
    protected void putOut(LedgerEntry entry) {
        arm.remove(made(entry));
    }

    /** Asks whom the groups guard, which only a flow log of the retired kind is a reason for. */
    @Override
    protected void alsoExercise(LogSource<FlowLogFacts, FlowLogStep> exercised) {
        World.flowLog(arm, "nsg", World.GUARD, Map.of());
        exercised.observe(touched());
    }

    private static String made(LedgerEntry entry) {
        return entry.made().getFirst();
    }

    @Override
    protected void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        // What is not followed would hold up the next.
        if (kind == null) {
            arm.operationsTake(1, 0);
        } else {
            arm.operationsAreDoneBeforeAsked();
        }
        arm.refuseReadsAfterAWrite(kind);
    }
}
