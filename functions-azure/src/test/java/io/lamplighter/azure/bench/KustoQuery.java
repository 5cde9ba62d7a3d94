package io.lamplighter.azure.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.azure.bench.ArmAnswer.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of a table with {@code where}, {@code project} and {@code order by id asc}; operators as in
 * https://learn.microsoft.com/kusto/query/: {@code =~} and {@code in~} leave the case out, text stands in single quotes.
 */
record KustoQuery(String table, List<Condition> conditions, Map<String, String> columns) {
    private static final String PATH = "[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*|\\[\\d+]|\\['[^'\\\\]*'])*";
    /** Possessive: a list of many long ids would else be too deep for the stack. */
    private static final String TEXT = "'((?:[^'\\\\]++|\\\\.)*+)'";

    private static final Pattern EQUAL = Pattern.compile("(" + PATH + ")\\s*=~\\s*" + TEXT);
    private static final Pattern IN =
            Pattern.compile("(" + PATH + ")\\s*in~\\s*\\(\\s*(" + TEXT + "(?:\\s*,\\s*" + TEXT + ")*+)\\s*\\)");
    private static final Pattern ONE_TEXT = Pattern.compile(TEXT);
    private static final Pattern COLUMN = Pattern.compile("(?:([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*)?(" + PATH + ")");
    private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z_][A-Za-z0-9_]*)|\\[(\\d+)]|\\['([^']*)']");
    private static final Pattern ORDER = Pattern.compile("order by id asc");

    /** A column is one of some texts, in any case. */
    record Condition(String path, List<String> texts) {
        boolean takes(ObjectNode row) {
            String value = at(row, path).asText("");
            return texts.stream().anyMatch(value::equalsIgnoreCase);
        }
    }

    static KustoQuery read(String text) {
        List<String> parts = split(text, '|');
        List<Condition> conditions = new ArrayList<>();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            if (part.startsWith("where ")) {
                for (String one : part.substring("where ".length()).split("\\s+and\\s+(?=[A-Za-z_])", -1)) {
                    conditions.add(condition(one.strip()));
                }
            } else if (part.startsWith("project ")) {
                for (String one : split(part.substring("project ".length()), ',')) {
                    Matcher matcher = matched(COLUMN, one);
                    columns.put(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), matcher.group(2));
                }
            } else {
                matched(ORDER, part);
            }
        }
        return new KustoQuery(parts.getFirst().toLowerCase(java.util.Locale.ROOT), conditions, columns);
    }

    private static Condition condition(String text) {
        Matcher equal = EQUAL.matcher(text);
        if (equal.matches()) {
            return new Condition(equal.group(1), List.of(unquoted(equal.group(2))));
        }
        Matcher in = matched(IN, text);
        List<String> texts = new ArrayList<>();
        Matcher one = ONE_TEXT.matcher(in.group(2));
        while (one.find()) {
            texts.add(unquoted(one.group(1)));
        }
        return new Condition(in.group(1), texts);
    }

    private static String unquoted(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /** Cut at a character that stands in no text. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '\'';
            if (c == at && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw refused("not understood: " + text);
        }
        return matcher;
    }

    static Refused refused(String why) {
        return new Refused(400, "BadRequest", "Please provide below info when asking for support: " + why);
    }

    boolean takes(ObjectNode row) {
        return conditions.stream().allMatch(c -> c.takes(row));
    }

    ObjectNode project(ObjectNode row) {
        if (columns.isEmpty()) {
            return row;
        }
        ObjectNode projected = JsonNodeFactory.instance.objectNode();
        columns.forEach((name, path) -> {
            JsonNode value = at(row, path);
            projected.set(name, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        });
        return projected;
    }

    private static JsonNode at(JsonNode row, String path) {
        JsonNode here = row;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            if (step.group(2) != null) {
                here = here.path(Integer.parseInt(step.group(2)));
            } else {
                here = here.path(step.group(1) != null ? step.group(1) : step.group(3));
            }
        }
        return here;
    }
}
