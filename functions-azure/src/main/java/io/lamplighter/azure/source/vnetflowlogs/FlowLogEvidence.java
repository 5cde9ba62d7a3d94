package io.lamplighter.azure.source.vnetflowlogs;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.KnownFailure;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.ResourceRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step left, told from what is there. */
final class FlowLogEvidence {
    /** The key of what a step made. */
    static final String MADE = "FlowLog";

    /** Azure's word for a target that has a flow log already. */
    private static final String ONE_EACH = "CannotCreateMoreThanOneFlowLogPerTargetResource";

    private FlowLogEvidence() {}

    /** What was read; null for nothing. */
    static Evidence of(LedgerEntry entry, @Nullable ExistingFlowLog log) {
        if (log == null || !log.of(entry.id())) {
            return unlit(entry, new Failure(Failure.Kind.GONE, "no flow log of this step is on it"), Map.of());
        }
        Map<String, Object> left = Map.of(MADE, log.id());
        if (log.unsettled()) {
            String why = "Azure is still at work on its flow log (%s)".formatted(log.state());
            return unlit(entry, new Failure(Failure.Kind.UNAVAILABLE, why), left);
        }
        String flaw = log.target().equals(target(entry).id()) ? log.flaw(Map.of()) : "it is on " + log.target();
        return flaw == null
                ? new Evidence(
                        List.of(new Evidence.Lit(target(entry), "the flow log is enabled, Azure says " + log.state())),
                        List.of(),
                        left)
                : unlit(entry, new Failure(Failure.Kind.INVALID, flaw), left);
    }

    /**
     * The PUT was taken, and what became of it was not seen: it may be there and is kept as ours.
     *
     * @throws RuntimeException the same, where the deadline came: the step stays planned, and the next look tells
     */
    static Evidence unread(LedgerEntry entry, ArmId watcher, RuntimeException thrown) {
        Failure failure = new AzureFailures().read(thrown);
        if (failure.kind() == Failure.Kind.OUT_OF_TIME) {
            throw thrown;
        }
        String id = "%s/flowlogs/%s".formatted(watcher.text(), FlowLogStep.name(entry));
        return unlit(
                entry, thrown instanceof KnownFailure ? failure : AzureFailures.readingBack(thrown), Map.of(MADE, id));
    }

    /** Whether a PUT was refused since there is a flow log on the target. */
    static boolean taken(RuntimeException thrown) {
        return new AzureFailures().read(thrown).why().contains(ONE_EACH);
    }

    /** Somebody was faster: one that is good is light, and is theirs. */
    static Evidence ofOthers(LedgerEntry entry, List<ExistingFlowLog> all) {
        ExistingFlowLog theirs = all.stream()
                .filter(l -> l.target().equals(target(entry).id()))
                .findFirst()
                .orElse(null);
        if (theirs == null || theirs.unsettled()) {
            throw new KnownFailure(
                    new Failure(Failure.Kind.UNAVAILABLE, "somebody else's flow log on it is not finished yet"), null);
        }
        String flaw = theirs.flaw(Map.of());
        if (flaw != null) {
            throw new KnownFailure(
                    new Failure(Failure.Kind.INVALID, "Azure takes one flow log on a target: " + flaw), null);
        }
        return new Evidence(
                List.of(new Evidence.Lit(
                        target(entry), "somebody else lit it at the same time: " + theirs.evidence(Map.of()), false)),
                List.of(),
                Map.of());
    }

    private static Evidence unlit(LedgerEntry entry, Failure failure, Map<String, Object> left) {
        return new Evidence(List.of(), List.of(new Evidence.Unlit(target(entry), failure)), left);
    }

    private static ResourceRef target(LedgerEntry entry) {
        return entry.targets().getFirst();
    }
}
