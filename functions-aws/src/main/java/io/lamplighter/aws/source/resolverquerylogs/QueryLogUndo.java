package io.lamplighter.aws.source.resolverquerylogs;

import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.AssociateVpc;
import io.lamplighter.aws.source.resolverquerylogs.QueryLogStep.CreateConfiguration;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what our steps made, and only that: deleting a configuration that others use would stop the logs of their
 * VPCs.
 */
record QueryLogUndo(ResolverCalls calls, Pause pause) {
    /** An association takes a few seconds to go; who waits longer comes back later. */
    private static final int LOOKS = 5;

    Restoration undo(LedgerEntry entry, Mode mode) throws InterruptedException {
        if (entry.after().isEmpty()) {
            return new Restoration.NothingLeft("the step left nothing behind");
        }
        return switch (entry.action()) {
            case AssociateVpc.ACTION -> disassociate(entry, mode);
            case CreateConfiguration.ACTION -> delete(entry, mode);
            default -> new Restoration.Refused("this source made no " + entry.action());
        };
    }

    private Restoration disassociate(LedgerEntry entry, Mode mode) {
        String configuration = text(entry.after(), Association.CONFIGURATION);
        String vpc = text(entry.after(), Association.VPC);
        Association now = calls.association(text(entry.after(), Association.ID));
        if (now == null) {
            return leftByOthers(configuration, vpc);
        }
        if (now.going()) {
            return new Restoration.NothingLeft("the association of %s is being removed already".formatted(vpc));
        }
        if (!now.left().equals(entry.after())) {
            return new Restoration.Refused(
                    "the association %s is now of %s with %s".formatted(now.id(), now.vpc(), now.configuration()));
        }
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed("would disassociate %s from %s".formatted(vpc, configuration));
        }
        List<String> requests = calls.disassociate(configuration, vpc);
        Association back = calls.association(now.id());
        return back == null || back.going()
                ? new Restoration.Restored("%s is no longer associated with %s".formatted(vpc, configuration), requests)
                : failed(
                        "the association of %s with %s still reads %s".formatted(vpc, configuration, back.says()),
                        requests);
    }

    private Restoration leftByOthers(String configuration, String vpc) {
        return calls.associations(Association.VPC, vpc).found().stream()
                .filter(a -> a.configuration().equals(configuration) && !a.going())
                .findFirst()
                .<Restoration>map(theirs -> new Restoration.Refused(
                        "our association of %s is gone; %s with %s was made since, and not by this step"
                                .formatted(vpc, theirs.id(), configuration)))
                .orElseGet(() -> new Restoration.NothingLeft(
                        "%s is not associated with %s any more".formatted(vpc, configuration)));
    }

    private Restoration delete(LedgerEntry entry, Mode mode) throws InterruptedException {
        String id = text(entry.after(), Association.ID);
        Configuration now = calls.configuration(id);
        if (now == null || now.status().equals("DELETING")) {
            return new Restoration.NothingLeft("the configuration %s is gone already".formatted(id));
        }
        if (!now.madeBy(entry)) {
            return new Restoration.Refused(
                    "the configuration %s is \"%s\" of account %s and not the one that the step made"
                            .formatted(id, now.name(), now.owner()));
        }
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed(
                    "would delete the configuration %s once no VPC is associated with it (now %d)"
                            .formatted(id, now.associations()));
        }
        Restoration inUse = waitUntilUnused(now);
        if (inUse != null) {
            return inUse;
        }
        List<String> requests = calls.delete(id);
        Configuration back = calls.configuration(id);
        return back == null || back.status().equals("DELETING")
                ? new Restoration.Restored("the configuration %s is deleted".formatted(id), requests)
                : failed("the configuration %s still reads %s".formatted(id, back.status()), requests);
    }

    /** Null once nothing uses it; else why it stays. */
    private @Nullable Restoration waitUntilUnused(Configuration seen) throws InterruptedException {
        Configuration now = seen;
        for (int look = 1; now != null && now.associations() > 0; look++) {
            List<Association> all =
                    calls.associations(Association.CONFIGURATION, now.id()).found();
            // What another account associated is counted and not listed.
            boolean leaving = !all.isEmpty() && all.stream().allMatch(Association::going);
            if (!leaving && (look == LOOKS || !all.isEmpty())) {
                return new Restoration.Refused(
                        "the configuration %s still serves %d VPCs; it is undone when the last of them is"
                                .formatted(now.id(), now.associations()));
            }
            if (look == LOOKS) {
                return failed(
                        "the last associations of the configuration %s are still being removed; undo it again"
                                .formatted(now.id()),
                        List.of());
            }
            pause.take();
            now = calls.configuration(now.id());
        }
        return null;
    }

    private static Restoration failed(String why, List<String> requests) {
        return new Restoration.Failed(new Failure(Failure.Kind.CONFLICT, why), requests);
    }

    private static String text(Map<String, Object> left, String key) {
        return String.valueOf(left.getOrDefault(key, ""));
    }
}
