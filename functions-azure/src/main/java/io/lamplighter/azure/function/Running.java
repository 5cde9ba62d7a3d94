package io.lamplighter.azure.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.alert.AzureEvents;
import io.lamplighter.azure.clients.Caller;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.table.LongTexts;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.OutcomeLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<String> respond(List<String> events) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            messages.add(new Message(Integer.toString(i), opened(events.get(i))));
        }
        Set<String> again = take(messages, PATIENCE).stream()
                .filter(Intake.Answer::again)
                .map(Intake.Answer::messageId)
                .collect(Collectors.toSet());
        return shortened(messages.stream()
                .filter(m -> again.contains(m.id()))
                .map(m -> events.get(Integer.parseInt(m.id())))
                .toList());
    }

    /** What a message of the retry queue stands for; only that queue's, since anybody may write such a text elsewhere. */
    String whole(String text) {
        return lamps.bean(LongTexts.class).whole(text);
    }

    /** The texts as a queue's messages can hold them. */
    List<String> shortened(List<String> events) {
        LongTexts texts = lamps.bean(LongTexts.class);
        return events.stream().map(texts::shortened).toList();
    }

    /** Responds to messages; each answer is logged. */
    List<Intake.Answer> take(List<Message> messages, Duration patience) {
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

    /** The events of one text; what is not JSON is one rejected event. */
    List<Parsed> opened(String text) {
        try {
            return opened(Json.read(text));
        } catch (IOException e) {
            return List.of(new Parsed.Rejected(String.valueOf(e.getMessage())));
        }
    }

    List<Parsed> opened(JsonNode event) {
        return lamps.bean(AzureEvents.class).open(event).stream()
                .flatMap(m -> m.events().stream())
                .toList();
    }
}
