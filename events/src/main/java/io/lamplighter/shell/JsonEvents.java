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

    /**
     * One that is none.
     *
     * @param why line and column and nothing of the content
     * @param text it alone, or all of the text from where its fault may begin
     */
    public record Broken(String why, String text) implements Event {}

    /**
     * The events, at least one answer for any text: a broken line hides no other, and a fault in the midst of it all hides
     * nothing that came before it.
     */
    public static List<Event> in(String text) {
        String body = text.startsWith(MARK) ? text.substring(1) : text;
        if (body.isBlank()) {
            return List.of(new Broken("there is nothing in it", text));
        }
        List<Event> events = new ArrayList<>();
        long[] read = {0};
        try {
            Json.each(body, (n, end) -> {
                events.add(new Tree(n));
                read[0] = end;
            });
            return events;
        } catch (IOException e) {
            List<Event> whole =
                    new ArrayList<>(events.stream().map(JsonEvents::orBroken).toList());
            whole.add(new Broken(why(e), body.substring((int) read[0])));
            List<Event> lines = lines(body);
            long more = trees(lines) - trees(whole);
            // By line what follows a fault is told apart too; where events span lines, only what comes before it.
            boolean byLine = more > 0 || (more == 0 && trees(lines) > 0 && lines.size() <= whole.size());
            return byLine ? lines : whole;
        }
    }

    private static Event orBroken(Event event) {
        return event instanceof Tree tree && !tree.node().isContainerNode()
                ? new Broken("no event: JSON, but no object", tree.node().toString())
                : event;
    }

    private static long trees(List<Event> events) {
        return events.stream().filter(Tree.class::isInstance).count();
    }

    private static List<Event> lines(String body) {
        List<Event> events = new ArrayList<>();
        List<String> lines = body.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            // A list with an element a line: its brackets and commas are no events.
            String line = lines.get(i).strip().replaceFirst(",$", "");
            if (line.isEmpty() || line.equals("[") || line.equals("]")) {
                continue;
            }
            List<Event> ofLine = new ArrayList<>();
            try {
                Json.each(line, (n, end) -> ofLine.add(new Tree(n)));
                if (trees(ofLine.stream().map(JsonEvents::orBroken).toList()) < ofLine.size()) {
                    ofLine.clear();
                    ofLine.add(new Broken("no event in line %d: JSON, but no object".formatted(i + 1), line));
                }
            } catch (IOException e) {
                ofLine.clear();
                ofLine.add(new Broken("no JSON in line %d".formatted(i + 1), line));
            }
            events.addAll(ofLine);
        }
        return events;
    }

    private static String why(IOException e) {
        return e.getMessage() == null ? "not JSON" : e.getMessage();
    }
}
