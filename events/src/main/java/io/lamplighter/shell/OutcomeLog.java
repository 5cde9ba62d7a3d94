package io.lamplighter.shell;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Watch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON line per outcome, with the alert's and the source's id; never an event's body.
 *
 * <p>JSON escapes what an attacker put into a name, so that no name can forge a second line.
 */
public final class OutcomeLog implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger("lamplighter");

    @Override
    public void outcome(Alert alert, Outcome outcome) {
        Map<String, Object> line = line(alert, outcome.getClass().getSimpleName());
        line.put("source", outcome.source());
        line.put("targets", outcome.targets().stream().map(ResourceRef::id).toList());
        switch (outcome) {
            case Outcome.AlreadyOn on -> line.put("why", on.evidence());
            case Outcome.Proposed proposed -> line.put("action", proposed.action());
            case Outcome.TurnedOn on -> line.put("step", on.stepId());
            case Outcome.Refused refused -> {
                line.put("rule", refused.rule());
                line.put("why", refused.why());
            }
            case Outcome.Failed failed -> {
                line.put("kind", failed.failure().kind().name());
                line.put("why", failed.failure().why());
            }
        }
        LOG.info("{}", Json.write(line));
    }

    @Override
    public void enriched(Alert alert, Enrichment enrichment) {
        if (enrichment instanceof Enrichment.Unreadable unreadable) {
            Map<String, Object> line = line(alert, "Unreadable");
            line.put("enricher", unreadable.id());
            line.put("why", unreadable.why());
            LOG.info("{}", Json.write(line));
        }
    }

    /** How one event of a batch ended. */
    public static void answered(Intake.Answer answer) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "Answer");
        line.put("message", answer.messageId());
        if (answer.event() instanceof Parsed.Read read) {
            line.put("alert", read.alert().id());
        }
        line.put("result", answer.result().name());
        line.put("again", answer.again());
        line.put("why", answer.why());
        LOG.info("{}", Json.write(line));
    }

    private static Map<String, Object> line(Alert alert, String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.put("alert", alert.id());
        line.put("finding", alert.findingId());
        return line;
    }
}
