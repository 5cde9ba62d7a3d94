package io.lamplighter.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes in a batch of messages, side by side, so that one bad message loses no other.
 *
 * <p>Two messages of one batch may carry the same alert: they wait for each other, since side by side one of them would
 * only be told to come again.
 */
public final class Intake {
    private final Responder responder;
    private final FailureReader failures;

    public Intake(Responder responder, FailureReader failures) {
        this.responder = responder;
        this.failures = failures;
    }

    /**
     * One message as it was read.
     *
     * @param id what the queue calls it, for the partial batch response
     * @param events what it holds, read one by one
     */
    public record Message(String id, List<Parsed> events) {
        public Message {
            events = List.copyOf(events);
        }
    }

    /**
     * What became of one event of a message.
     *
     * @param again whether the message has to come again, or go where a person sees it
     * @param why one sentence for the log
     */
    public record Answer(String messageId, Parsed event, Result result, boolean again, String why) {}

    /** How an event ended. */
    public enum Result {
        DONE,
        IGNORED,
        REJECTED,
        BUSY,
        UNRECORDED
    }

    /**
     * Responds to every event of every message.
     *
     * @throws InterruptedException if the caller is told to stop
     */
    public List<Answer> take(List<Message> messages, Deadline deadline) throws InterruptedException {
        Map<String, List<Asked>> byFinding = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>();
        for (Message message : messages) {
            for (Parsed event : message.events()) {
                switch (event) {
                    case Parsed.Read read ->
                        byFinding
                                .computeIfAbsent(read.alert().findingId(), id -> new ArrayList<>())
                                .add(new Asked(message.id(), read));
                    case Parsed.Ignored ignored ->
                        answers.add(new Answer(message.id(), event, Result.IGNORED, false, ignored.why()));
                    case Parsed.Rejected rejected ->
                        answers.add(new Answer(message.id(), event, Result.REJECTED, true, rejected.why()));
                }
            }
        }
        List<Future<List<Answer>>> work = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Asked> same : byFinding.values()) {
                work.add(threads.submit(() -> inTurn(same, deadline)));
            }
        }
        for (Future<List<Answer>> one : work) {
            try {
                answers.addAll(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("the loop answers with values", e);
            }
        }
        return answers;
    }

    private record Asked(String messageId, Parsed.Read read) {}

    private List<Answer> inTurn(List<Asked> same, Deadline deadline) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Asked asked : same) {
            answers.add(answer(asked, deadline));
        }
        return answers;
    }

    private Answer answer(Asked asked, Deadline deadline) throws InterruptedException {
        if (deadline.over()) {
            return new Answer(
                    asked.messageId(), asked.read(), Result.UNRECORDED, true, "the deadline came before its turn");
        }
        Response response;
        try {
            response = responder.respond(asked.read().alert(), deadline);
        } catch (RuntimeException e) {
            response = new Response.Unrecorded(asked.read().alert().findingId(), failures.read(e));
        }
        return switch (response) {
            case Response.Done done ->
                new Answer(
                        asked.messageId(),
                        asked.read(),
                        Result.DONE,
                        done.retry(),
                        "finding " + done.finding().id());
            case Response.Busy busy ->
                new Answer(
                        asked.messageId(),
                        asked.read(),
                        Result.BUSY,
                        true,
                        "another delivery of this alert is at work until " + busy.until());
            case Response.OwnCall own -> new Answer(asked.messageId(), asked.read(), Result.IGNORED, false, own.why());
            case Response.Unrecorded unrecorded ->
                new Answer(
                        asked.messageId(),
                        asked.read(),
                        Result.UNRECORDED,
                        true,
                        unrecorded.failure().why());
        };
    }
}
