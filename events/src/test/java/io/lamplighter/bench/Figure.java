package io.lamplighter.bench;

import io.lamplighter.shell.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured, some times over.
 *
 * @param values empty if it could not be measured here; then {@code note} says why
 * @param aim the median is to be no more than this; null if it only informs
 */
public record Figure(
        String name,
        String unit,
        List<Double> values,
        @Nullable Double aim,
        String note) {
    public Figure {
        values = values.stream().sorted().toList();
    }

    static Figure of(String name, String unit, List<Double> values) {
        return new Figure(name, unit, values, null, "");
    }

    static Figure missing(String name, String unit, String why) {
        return new Figure(name, unit, List.of(), null, why);
    }

    Figure aiming(double most) {
        return new Figure(name, unit, values, most, note);
    }

    Figure noting(String sentence) {
        return new Figure(name, unit, values, aim, sentence);
    }

    double median() {
        return median(values);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    boolean met() {
        return aim == null || (!values.isEmpty() && median() <= aim);
    }

    /** Its row in the table: name, median, least, most, aim and whether it is met, note. */
    List<String> row() {
        if (values.isEmpty()) {
            return List.of(name, "not measured", "", "", "", note);
        }
        boolean once = values.size() == 1;
        return List.of(
                name,
                text(median()) + (unit.isEmpty() ? "" : " " + unit),
                once ? "" : text(values.getFirst()),
                once ? "" : text(values.getLast()),
                aim == null ? "" : "<= %s %s".formatted(text(aim), met() ? "met" : "NOT met"),
                note);
    }

    /** One line for a machine. */
    String json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("figure", name);
        line.put("unit", unit);
        if (!values.isEmpty()) {
            line.put("median", median());
            line.put("min", values.getFirst());
            line.put("max", values.getLast());
            line.put("runs", values.size());
        }
        if (aim != null) {
            line.put("aim", aim);
            line.put("met", met());
        }
        if (!note.isEmpty()) {
            line.put("note", note);
        }
        return Json.write(line);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.2f", value);
    }
}
