package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.alert.AzureEvents;
import io.lamplighter.azure.clients.Caller;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.table.LongTexts;
import io.lamplighter.events.Breadth;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.OutcomeLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the functions share, put together at the first of them and then kept warm.
 *
 * <p>The settings are read at the start, so that a wrong one stops it with its sentence before an event is taken.
 */
public final class Running {
    /** Within the time that host.json gives a function, with what storing and answering takes left over. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Lamps lamps;

    public Running(Lamps lamps) {
        this.lamps = lamps;
        lamps.add(this);
    }

    /**
     * In a function app.
     *
     * @throws IllegalArgumentException with one sentence, for a setting that is wrong
     */
    static Running in(Map<String, String> environment) {
        Settings settings = Settings.from(environment);
        return new Running(new Lamps(Caller.ofFunction(settings, environment), settings, Clock.systemUTC()));
    }

    /** The function of this type, made from this. */
    <T> T function(Class<T> type) {
        return lamps.bean(type);
    }

    Lamps lamps() {
        return lamps;
    }

    /**
     * Responds to each event of a trigger, side by side, and logs how each ended.
     *
     * @return the texts that have to come again, as a queue can hold them
     */
    List<String> respond(List<String> texts) {
        return respond(texts, PATIENCE).again();
    }

    /**
     * How the events of some texts ended.
     *
     * @param again those that have to come again, each alone, as a queue can hold them: the others of its text are done
     */
    record Responded(List<Intake.Answer> answers, List<String> again) {}

    Responded respond(List<String> texts, Duration patience) {
        AzureEvents reader = lamps.bean(AzureEvents.class);
        List<AzureEvents.Opened> events =
                texts.stream().flatMap(t -> reader.open(t).stream()).toList();
        List<Message> messages = new ArrayList<>();
        for (AzureEvents.Opened event : events) {
            messages.add(new Message(
                    Integer.toString(messages.size()),
                    event.parsed().stream().map(Running::planned).toList()));
        }
        List<Intake.Answer> answers = take(messages, patience);
        return new Responded(
                answers,
                answers.stream()
                        .filter(Intake.Answer::again)
                        .map(a -> events.get(Integer.parseInt(a.messageId())).text())
                        .distinct()
                        .map(lamps.bean(LongTexts.class)::shortened)
                        .toList());
    }

    /** Everything in a subscription is changed only by a schedule or after a plan: an event asks for neither. */
    private static Parsed planned(Parsed parsed) {
        return parsed instanceof Parsed.Read read && read.alert().request().breadth() == Breadth.ALL
                ? new Parsed.Rejected("a request to harden is not carried out from here, where nobody sees its plan:"
                        + " post it to /api/harden, or use the command line")
                : parsed;
    }

    /** Hardens as the schedule asks; whether all of it is done. */
    boolean harden(JsonNode request) {
        return take(List.of(new Message("", opened(request))), PATIENCE).stream()
                .noneMatch(Intake.Answer::again);
    }

    /** What a message of the retry queue stands for; only that queue's, since anybody may write such a text elsewhere. */
    String whole(String text) {
        return lamps.bean(LongTexts.class).whole(text);
    }

    /** Responds to messages; each answer is logged. */
    private List<Intake.Answer> take(List<Message> messages, Duration patience) {
        try {
            List<Intake.Answer> answers = lamps.intake(new OutcomeLog()).take(messages, deadline(patience));
            answers.forEach(OutcomeLog::answered);
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComeAgain("told to stop");
        }
    }

    Deadline deadline(Duration patience) {
        return new Deadline(lamps.clock().instant().plus(patience), lamps.clock());
    }

    /** The alerts of a manual request. */
    List<Parsed> opened(JsonNode event) {
        return lamps.bean(AzureEvents.class).open(event).stream()
                .flatMap(m -> m.events().stream())
                .toList();
    }
}
