package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.shell.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes away the flow log that a step made, as long as it is as the step made it. */
final class FlowLogUndo {
    /** A deletion takes seconds; what takes longer is looked at again by the next undo. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Azure makes them by itself, and other flow logs may use them. */
    private static final String LEFTOVER =
            "; the data collection rule and endpoint that Traffic Analytics keeps beside its workspace stay";

    private final FlowLogApi api;
    private final ArmId watcher;

    FlowLogUndo(FlowLogApi api, ArmId watcher) {
        this.api = api;
        this.watcher = watcher;
    }

    Restoration undo(LedgerEntry entry, Mode mode) {
        String name = FlowLogStep.name(entry);
        ExistingFlowLog there = entry.after().containsKey(FlowLogEvidence.MADE) ? api.get(watcher, name) : null;
        if (there == null) {
            return new Restoration.NothingLeft("the flow log that this step made is not there any more");
        }
        if (there.ours() && !there.of(entry.id())) {
            return new Restoration.NothingLeft(
                    "Azure could not make the flow log of this step, and step %s made it anew: undo that one"
                            .formatted(there.step()));
        }
        List<String> changes = new ArrayList<>();
        if (!there.of(entry.id())) {
            changes.add("its tags are %s, not our step's".formatted(there.tags()));
        }
        changes.addAll(there.changes(Json.tree(entry.request()).path("body")));
        if (!changes.isEmpty()) {
            return new Restoration.Refused(
                    "%s is not as we made it: %s; so it stays".formatted(there.id(), String.join(", ", changes)));
        }
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed("would delete %s on %s".formatted(name, there.target()));
        }
        return delete(name, there.target(), there.analytics().minutes() == 0 ? "" : LEFTOVER);
    }

    private Restoration delete(String name, String target, String leftover) {
        List<String> requests = api.delete(watcher, name);
        try {
            ExistingFlowLog left = api.gone(watcher, name, PATIENCE);
            return left == null
                    ? new Restoration.Restored("deleted %s on %s%s".formatted(name, target, leftover), requests)
                    : new Restoration.Failed(
                            new Failure(
                                    Failure.Kind.UNAVAILABLE,
                                    "Azure took the call and %s is still there (%s)".formatted(name, left.state())),
                            requests);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Restoration.Failed(new AzureFailures().read(e), requests);
        } catch (RuntimeException e) {
            return new Restoration.Failed(new AzureFailures().read(e), requests);
        }
    }
}
