package io.lamplighter.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The events in the text of a file: one, a JSON array, several one after the other, or one a line. */
public final class JsonEvents {
    private static final String MARK = "\uFEFF";

    private JsonEvents() {}

    /** One event of a file. */
    public sealed interface Event {}

    /** One that is JSON. */
    public record Tree(JsonNode node) implements Event {}

    /** One that is none; the reason gives line and column and nothing of the content. */
    public record Broken(String why) implements Event {}

    /** The events, at least one answer for any text; a broken line hides no other. */
    public static List<Event> in(String text) {
        String body = text.startsWith(MARK) ? text.substring(1) : text;
        if (body.isBlank()) {
            return List.of(new Broken("there is nothing in it"));
        }
        try {
            List<Event> events = new ArrayList<>();
            for (JsonNode node : Json.readAll(body)) {
                if (node.isArray() && !node.isEmpty()) {
                    node.forEach(n -> events.add(new Tree(n)));
                } else {
                    events.add(new Tree(node));
                }
            }
            return events;
        } catch (IOException e) {
            List<Event> lines = lines(body);
            boolean byLine = lines.stream().anyMatch(Tree.class::isInstance);
            return byLine ? lines : List.of(new Broken(why(e)));
        }
    }

    private static List<Event> lines(String body) {
        List<Event> events = new ArrayList<>();
        List<String> lines = body.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                List<JsonNode> nodes = Json.readAll(line);
                if (nodes.stream().allMatch(JsonNode::isContainerNode)) {
                    nodes.forEach(n -> events.add(new Tree(n)));
                    continue;
                }
                events.add(new Broken("no event in line %d: JSON, but no object".formatted(i + 1)));
            } catch (IOException e) {
                events.add(new Broken("no JSON in line %d".formatted(i + 1)));
            }
        }
        return events;
    }

    private static String why(IOException e) {
        return e.getMessage() == null ? "not JSON" : e.getMessage();
    }
}
