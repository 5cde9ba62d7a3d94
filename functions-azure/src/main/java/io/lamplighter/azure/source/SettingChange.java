package io.lamplighter.azure.source;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Evidence;
import io.lamplighter.events.Failure;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Restoration;
import io.lamplighter.shell.Json;
import java.util.List;
import java.util.Map;

/**
 * Makes a diagnostic setting, looks at it again and takes it away again, the last only while it says what we left.
 *
 * <p>Settings carry no tags and Azure takes no condition with these calls, so that the whole content tells whose a setting
 * is; between the look and the delete lies the time of one call.
 */
public record SettingChange(SettingCalls calls) {
    public Evidence enact(Approved<SettingStep> step) {
        LedgerEntry entry = step.planned();
        String id = id(entry);
        List<String> requests;
        try {
            requests = calls.put(id, Map.of(SettingStep.PROPERTIES, step.step().properties()));
        } catch (GrantMissing e) {
            return ungranted(step, e.failure());
        }
        return readBack(entry, id).by(requests);
    }

    /** A look may be granted without the change, and whether it is cannot be asked beforehand. */
    private static Evidence ungranted(Approved<SettingStep> step, Failure denied) {
        Failure why = new Failure(
                denied.kind(),
                "the change is denied: %s; %s"
                        .formatted(denied.why(), step.step().needs()));
        ResourceRef target = step.step().target();
        return new Evidence(List.of(), List.of(new Evidence.Unlit(target, why, SettingApi.GRANT)), Map.of());
    }

    private Evidence readBack(LedgerEntry entry, String id) {
        Map<String, Object> sent = left(id, sent(entry));
        try {
            Setting there = calls.setting(id);
            return there == null
                    ? unlit(entry, Failure.Kind.UNAVAILABLE, "Azure took the setting and does not show it yet", sent)
                    : evidence(entry, there, sent);
        } catch (RuntimeException e) {
            Failure failure = AzureFailures.readingBack(e);
            return unlit(entry, failure.kind(), failure.why(), sent);
        }
    }

    /** Reads what is there now of this entry's change. */
    public Evidence verify(LedgerEntry entry) {
        Setting there = calls.setting(id(entry));
        return there == null
                ? unlit(entry, Failure.Kind.GONE, "the setting of this step is not there", Map.of())
                : evidence(entry, there, Map.of());
    }

    /**
     * What is there against what the step sent.
     *
     * @param otherwise what is left if it is not that
     */
    private static Evidence evidence(LedgerEntry entry, Setting there, Map<String, Object> otherwise) {
        if (!there.tree().equals(sent(entry))) {
            return unlit(
                    entry,
                    Failure.Kind.CONFLICT,
                    "the setting %s says something else than the step sent: somebody changed it"
                            .formatted(there.name()),
                    otherwise);
        }
        ResourceRef target = entry.targets().getFirst();
        return new Evidence(
                List.of(new Evidence.Lit(
                        target,
                        "the setting %s sends its logs to %s"
                                .formatted(there.name(), String.join(" and ", there.destinations())))),
                List.of(),
                left(id(entry), there.tree()));
    }

    private static Evidence unlit(LedgerEntry entry, Failure.Kind kind, String why, Map<String, Object> left) {
        return new Evidence(
                List.of(), List.of(new Evidence.Unlit(entry.targets().getFirst(), new Failure(kind, why))), left);
    }

    private static Map<String, Object> left(String id, Map<String, Object> tree) {
        return Map.of(SettingStep.ID, id, SettingStep.PROPERTIES, tree);
    }

    private static String id(LedgerEntry entry) {
        return String.valueOf(entry.request().get(SettingStep.ID));
    }

    /** What the step sent, in the form in which settings are compared. */
    private static Map<String, Object> sent(LedgerEntry entry) {
        return Setting.tree(Json.tree(entry.request()).path(SettingStep.BODY).path(SettingStep.PROPERTIES));
    }

    /** Deletes what the step made, if it is as the step left it. */
    public Restoration undo(LedgerEntry entry, Mode mode) {
        String id = id(entry);
        String target = entry.targets().getFirst().id();
        Setting there = calls.setting(id);
        if (there == null) {
            return new Restoration.NothingLeft(
                    "the setting that this step made on %s is not there any more".formatted(target));
        }
        if (!isOurs(there, entry.after())) {
            return new Restoration.Refused("the setting %s on %s is not as we left it: it says %s now and stays"
                    .formatted(there.name(), target, Json.write(there.tree())));
        }
        if (mode == Mode.PROPOSE) {
            return new Restoration.Proposed("would delete the setting %s on %s".formatted(there.name(), target));
        }
        List<String> requests = calls.delete(id);
        try {
            return calls.setting(id) == null
                    ? new Restoration.Restored("deleted the setting %s on %s".formatted(there.name(), target), requests)
                    : failed(Failure.Kind.UNAVAILABLE, "Azure took the delete of %s and still shows it", id, requests);
        } catch (RuntimeException e) {
            // The call was made, and the alert about it has to be known as one about ourselves.
            Failure failure = new AzureFailures().read(e);
            String why = "Azure took the delete of %s, and it could not be looked at again: " + failure.why();
            return failed(failure.kind(), why, id, requests);
        }
    }

    private static Restoration failed(Failure.Kind kind, String why, String id, List<String> requests) {
        return new Restoration.Failed(new Failure(kind, why.replace("%s", id)), requests);
    }

    private static boolean isOurs(Setting there, Map<String, Object> after) {
        return there.tree().equals(after.get(SettingStep.PROPERTIES));
    }
}
