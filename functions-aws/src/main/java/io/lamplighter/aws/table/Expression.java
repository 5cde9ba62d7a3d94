package io.lamplighter.aws.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The parts of an update or a condition: every name and value goes in by placeholder, since many of our names are
 * reserved words and every value is untrusted.
 */
final class Expression {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();

    String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    void set(String attribute, AttributeValue value) {
        sets.add(name(attribute) + " = " + value(value));
    }

    void add(String attribute, long number) {
        String name = name(attribute);
        sets.add("%s = if_not_exists(%s, %s) + %s"
                .formatted(name, name, value(Values.number(0)), value(Values.number(number))));
    }

    void remove(String attribute) {
        removes.add(name(attribute));
    }

    String in(String attribute, Collection<String> any) {
        return "%s IN (%s)"
                .formatted(
                        name(attribute),
                        any.stream().map(a -> value(AttributeValue.fromS(a))).collect(Collectors.joining(", ")));
    }

    String is(String attribute, AttributeValue value) {
        return name(attribute) + " = " + value(value);
    }

    String update() {
        return (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
                + (removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes));
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
