package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.events.Ids;
import io.lamplighter.events.Indicator;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Request;
import io.lamplighter.events.Severity;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A call of Azure Resource Manager, whichever event tells of it: Event Grid, the Activity log or an alert on it.
 *
 * <p>A call that was refused is an alert too, since somebody tried; one that failed otherwise did nothing. Its alert's id is
 * made of what all three tell, so that they make one finding. Our own undo makes such calls too: its correlation id goes
 * along, and the loop asks the ledger whether it is one of ours.
 *
 * @param subscription the event's own, for what lies in none
 * @param status how it ended
 * @param error the status code or reason of a failure, or empty where the event does not tell
 * @param body what was sent, missing where the event does not tell
 * @param claims of the caller's token
 * @param id the event's own, for a call without a correlation id
 */
record ManagementCall(
        String operation,
        String resource,
        String subscription,
        Status status,
        String error,
        JsonNode body,
        JsonNode claims,
        String caller,
        List<String> addresses,
        String correlation,
        String id,
        Instant time) {
    static final String ORIGIN = "activity-log";

    /** How a call ended. */
    enum Status {
        BEGAN,
        DONE,
        FAILED,
        BROKEN_OFF;

        /** By the words of the Activity log; one that is not known may have been done. */
        static Status of(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.startsWith("start")
                    || lower.startsWith("accept")
                    || lower.replace(" ", "").equals("inprogress")) {
                return BEGAN;
            }
            if (lower.startsWith("fail")) {
                return FAILED;
            }
            return lower.startsWith("cancel") ? BROKEN_OFF : DONE;
        }
    }

    /**
     * An alert if it weakens logging, or why not.
     *
     * @param places where a write counts though its body is not told
     */
    Parsed read(LogPlaces places) {
        if (operation.isEmpty()) {
            return new Parsed.Rejected("it names no call");
        }
        String what = Words.quote(operation);
        List<WeakeningOperation> rows = WeakeningOperation.of(operation);
        if (!rows.isEmpty() && status == Status.BEGAN) {
            return new Parsed.Ignored("%s has only begun: how it ended comes in an event of its own".formatted(what));
        }
        boolean refused = status == Status.FAILED && denied();
        if (!rows.isEmpty() && vain()) {
            return new Parsed.Ignored("%s failed with %s and changed nothing".formatted(what, Words.quote(error)));
        }
        ArmId on = ArmId.read(resource);
        WeakeningOperation.Change change = new WeakeningOperation.Change(on, body, places.hold(on));
        for (WeakeningOperation row : rows) {
            if (row.when().test(change)) {
                return alert(
                        ORIGIN,
                        row.name(),
                        "%s %s%s".formatted(row.name(), ended(refused), row.why()),
                        status == Status.DONE ? row.severity() : Severity.MEDIUM);
            }
        }
        boolean unknown = !rows.isEmpty()
                && !change.told()
                && operation.toLowerCase(Locale.ROOT).endsWith("/write");
        return new Parsed.Ignored(
                unknown
                        ? what + " is taken for none that weakens logging: what was written is not told"
                        : "%s weakens no logging%s".formatted(what, rows.isEmpty() ? "" : " as it was called"));
    }

    private String ended(boolean refused) {
        return switch (status) {
            case BEGAN, DONE -> "";
            case FAILED -> refused ? "was refused; it " : "failed, and why is not told; it ";
            case BROKEN_OFF -> "was broken off, and may have done a part of it; it ";
        };
    }

    /** Whether it failed, and was not refused: nothing was changed, and nobody tried what they may not. */
    boolean vain() {
        return status == Status.FAILED && !denied() && !error.isEmpty();
    }

    private boolean denied() {
        String lower = error.toLowerCase(Locale.ROOT);
        return List.of("forbidden", "unauthorized", "denied", "authorizationfailed", "disallowed", "locked").stream()
                .anyMatch(lower::contains);
    }

    /** An alert about it. */
    Parsed alert(String origin, String type, String title, Severity severity) {
        Draft draft = new Draft(Words.or(Draft.subscriptionOf(resource), subscription));
        draft.subject(resource);
        // Of a flow log the body alone tells what it is a log of.
        draft.arm(Words.first(body, "properties.targetResourceId", "targetResourceId"));
        Claims.add(draft, claims, caller);
        addresses.forEach(a -> draft.indicator("ip", a));
        draft.indicator("api", type);
        draft.indicator(Indicator.REQUEST_ID, correlation.toLowerCase(Locale.ROOT));
        ArmId on = ArmId.read(resource);
        String key = Ids.of(type.toLowerCase(Locale.ROOT), on == null ? resource.toLowerCase(Locale.ROOT) : on.text());
        return draft.read(
                correlation.isEmpty() ? id : "%s:%s".formatted(correlation.toLowerCase(Locale.ROOT), key),
                origin,
                type,
                title,
                severity,
                time,
                Request.RESPOND);
    }

    /** The body of a request or else of its answer, which the Activity log keeps as texts, cut off where they are long. */
    static JsonNode body(JsonNode properties) {
        for (String path : List.of("requestbody", "requestBody", "responseBody", "responsebody")) {
            JsonNode tree = Texts.tree(Json.at(properties, path));
            if (tree.isObject()) {
                return tree;
            }
        }
        return MissingNode.getInstance();
    }
}
