package io.lamplighter.azure.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.events.Alert;
import io.lamplighter.events.AlertParser;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.JsonEvents;
import io.lamplighter.shell.Words;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens what a function or a file was given into single events and reads each: Event Grid's lists, Event Hubs' batches of
 * records, messages of Storage queues, the lists that Azure's own commands print, and texts that hold any of these.
 *
 * <p>An alert that is in no subscription, since it is about somebody of Entra ID, is taken to be in the one that Lamplighter
 * runs in: a finding is kept with a subscription, and from there the tenant's logs are reached.
 *
 * <p>Never throws: one bad event hides no other.
 */
@Singleton
public final class AzureEvents {
    /** An envelope in an envelope in an envelope is what services make; more is somebody's trick. */
    private static final int DEEPEST = 8;

    /** Of what diagnostic settings send, and of what REST APIs and Graph answer. */
    private static final List<String> LISTS = List.of("records", "value");

    /** Of messages of Storage queues, and of what a Logic App had from its trigger. */
    private static final List<String> ENVELOPES = List.of("messageText", "QueueMessage", "body");

    private static final int FIELDS_OF_AN_ENVELOPE = 12;

    private final List<AlertParser<JsonNode>> parsers;
    private final Home home;

    public AzureEvents(List<AlertParser<JsonNode>> parsers, Home home) {
        this.parsers = List.copyOf(parsers);
        this.home = home;
    }

    /**
     * One event of a text.
     *
     * @param text it alone: what is read in it is the same, so that it can come again without the others
     * @param parsed a request of several subscriptions is an alert for each
     */
    public record Opened(String text, List<Parsed> parsed) {
        public Opened {
            parsed = List.copyOf(parsed);
        }

        private static Opened rejected(String text, String why) {
            return new Opened(text, List.of(new Parsed.Rejected(why)));
        }
    }

    /** Opens what was delivered: one message without an id, since no trigger here takes back a part of a batch by id. */
    public List<Message> open(JsonNode delivered) {
        return List.of(new Message(
                "",
                read(delivered, 0).stream().flatMap(o -> o.parsed().stream()).toList()));
    }

    /** Opens a text as a trigger has it: at least one event for any text, and the only one of a text is the text itself. */
    public List<Opened> open(String text) {
        List<Opened> all = text(text, 0);
        return all.size() == 1 ? List.of(new Opened(text, all.getFirst().parsed())) : all;
    }

    private List<Opened> text(String text, int depth) {
        List<Opened> all = new ArrayList<>();
        for (JsonEvents.Event event : JsonEvents.in(Texts.decoded(text))) {
            switch (event) {
                case JsonEvents.Tree tree -> all.addAll(read(tree.node(), depth));
                case JsonEvents.Broken broken -> all.add(Opened.rejected(broken.text(), broken.why()));
            }
        }
        return all;
    }

    private List<Opened> read(JsonNode event, int depth) {
        if (depth > DEEPEST) {
            return List.of(Opened.rejected(wrapped(event), "wrapped more than %d times".formatted(DEEPEST)));
        }
        if (event.isArray()) {
            return each(event, depth);
        }
        if (event.isTextual()) {
            return text(event.asText(), depth + 1);
        }
        if (!event.isObject()) {
            return List.of(Opened.rejected(event.toString(), "not an event: JSON, but no object"));
        }
        for (String list : LISTS) {
            if (event.path(list).isArray()) {
                return each(event.path(list), depth);
            }
        }
        for (String envelope : ENVELOPES) {
            JsonNode inner = Json.at(event, envelope);
            if ((inner.isContainerNode() || inner.isTextual())
                    && event.size() <= FIELDS_OF_AN_ENVELOPE
                    && !known(event)) {
                return read(inner, depth + 1);
            }
        }
        return List.of(new Opened(event.toString(), single(event)));
    }

    /** In as many lists as make it rejected again: taken out of its envelopes it would be another event. */
    private static String wrapped(JsonNode event) {
        return "[".repeat(DEEPEST + 2) + event + "]".repeat(DEEPEST + 2);
    }

    private boolean known(JsonNode event) {
        return parsers.stream().anyMatch(p -> p.reads(event));
    }

    private List<Opened> each(JsonNode events, int depth) {
        List<Opened> all = new ArrayList<>();
        events.forEach(e -> all.addAll(read(e, depth + 1)));
        return all.isEmpty()
                ? List.of(new Opened(events.toString(), List.of(new Parsed.Ignored("an empty list of events"))))
                : all;
    }

    private Parsed placed(Parsed parsed) {
        if (!(parsed instanceof Parsed.Read read) || !read.alert().account().isEmpty()) {
            return parsed;
        }
        Alert alert = read.alert();
        String subscription = alert.resources().stream()
                .map(ResourceRef::account)
                .filter(a -> !a.isEmpty())
                .findFirst()
                .orElse(home.subscription());
        return new Parsed.Read(new Alert(
                alert.id(),
                alert.origin(),
                alert.type(),
                alert.title(),
                alert.severity(),
                alert.time(),
                subscription,
                alert.region(),
                alert.resources(),
                alert.identities(),
                alert.indicators(),
                alert.request()));
    }

    private List<Parsed> single(JsonNode event) {
        for (AlertParser<JsonNode> parser : parsers) {
            try {
                if (parser.reads(event)) {
                    return parser.parse(event).stream().map(this::placed).toList();
                }
            } catch (RuntimeException e) {
                // A bug, but the others of the batch shall not pay for it; the message would carry the event.
                return List.of(new Parsed.Rejected("%s failed on it: %s"
                        .formatted(
                                parser.getClass().getSimpleName(), e.getClass().getName())));
            }
        }
        String type = Words.first(event, "type", "eventType");
        return List.of(new Parsed.Ignored(
                type.isEmpty()
                        ? "no kind of event that is an alert"
                        : "no alert: \"%s\"".formatted(Words.quote(type))));
    }
}
