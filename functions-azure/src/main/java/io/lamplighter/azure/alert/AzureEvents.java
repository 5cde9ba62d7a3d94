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

    /** Opens what was delivered: one message without an id, since no trigger here takes back a part of a batch by id. */
    public List<Message> open(JsonNode delivered) {
        return List.of(new Message("", read(delivered, 0)));
    }

    private List<Parsed> text(String text, int depth) {
        List<Parsed> all = new ArrayList<>();
        for (JsonEvents.Event event : JsonEvents.in(Texts.decoded(text))) {
            switch (event) {
                case JsonEvents.Tree tree -> all.addAll(read(tree.node(), depth));
                case JsonEvents.Broken broken -> all.add(new Parsed.Rejected(broken.why()));
            }
        }
        return all;
    }

    private List<Parsed> read(JsonNode event, int depth) {
        if (depth > DEEPEST) {
            return List.of(new Parsed.Rejected("wrapped more than %d times".formatted(DEEPEST)));
        }
        if (event.isArray()) {
            return each(event, depth);
        }
        if (event.isTextual()) {
            return text(event.asText(), depth + 1);
        }
        if (!event.isObject()) {
            return List.of(new Parsed.Rejected("not an event: JSON, but no object"));
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
        return single(event);
    }

    private boolean known(JsonNode event) {
        return parsers.stream().anyMatch(p -> p.reads(event));
    }

    private List<Parsed> each(JsonNode events, int depth) {
        List<Parsed> all = new ArrayList<>();
        events.forEach(e -> all.addAll(read(e, depth + 1)));
        return all.isEmpty() ? List.of(new Parsed.Ignored("an empty list of events")) : all;
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
