package io.lamplighter.shell;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows for a person, each column as wide as it needs, the last one wrapped at the terminal's edge. */
final class TextTable {
    /** A blank on each side, which the table puts around every cell. */
    private static final int PADDING = 2;

    private static final int WIDEST = 53;
    private static final int LEAST = 30;

    /** What the last column, which holds sentences, should have, and how far the widest beside it is narrowed for that. */
    private static final int COMFORT = 48;

    private static final int NARROWEST = 38;

    /** Where a word that is too long is cut: an id or a call is still read as one. */
    private static final String JOINTS = "/.,;:_";

    private final String[] head;
    private final List<String[]> rows = new ArrayList<>();
    private final int width;

    TextTable(int width, String... head) {
        this.width = width;
        this.head = head.clone();
    }

    void row(String... cells) {
        rows.add(List.of(cells).stream().map(c -> ShortIds.in(Plain.of(c))).toArray(String[]::new));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        int[] widths = widths();
        Column[] columns = new Column[head.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column()
                    .header(head[i])
                    .headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(HorizontalAlign.LEFT)
                    .maxWidth(widths[i], OverflowBehaviour.NEWLINE);
        }
        String[][] cells = rows.stream()
                .map(r -> IntStream.range(0, r.length)
                        .mapToObj(i -> wrapped(r[i], widths[i] - PADDING))
                        .toArray(String[]::new))
                .toArray(String[][]::new);
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, cells)
                .lines()
                .map(line -> line.substring(1).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private int[] widths() {
        int last = head.length - 1;
        int[] widths = IntStream.range(0, head.length)
                .map(i -> Math.min(WIDEST, PADDING + widest(i)))
                .toArray();
        // The outermost blanks are taken away again.
        int left = width + PADDING - Arrays.stream(widths, 0, last).sum();
        int lacking = Math.min(COMFORT, PADDING + widest(last)) - left;
        if (lacking > 0 && last > 0) {
            int broad = IntStream.range(0, last)
                    .boxed()
                    .max(Comparator.comparingInt(i -> widths[i]))
                    .orElseThrow();
            int given = Math.min(lacking, Math.max(0, widths[broad] - NARROWEST));
            widths[broad] -= given;
            left += given;
        }
        widths[last] = Math.max(LEAST, left);
        return widths;
    }

    private static String wrapped(String cell, int most) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : cell.split(" ", -1)) {
            String rest = word;
            if (used > 0 && used + 1 + rest.length() > most) {
                lines.append('\n');
                used = 0;
            } else if (used > 0) {
                lines.append(' ');
                used++;
            }
            while (rest.length() > most) {
                int end = joint(rest, most);
                lines.append(rest, 0, end).append('\n');
                rest = rest.substring(end);
            }
            lines.append(rest);
            used += rest.length();
        }
        return lines.toString();
    }

    /** Where to cut a word that is longer than this. */
    private static int joint(String word, int most) {
        for (int end = most; end > most / 3; end--) {
            if (JOINTS.indexOf(word.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return most;
    }

    private int widest(int column) {
        return Math.max(
                head[column].length(),
                rows.stream().mapToInt(r -> r[column].length()).max().orElse(0));
    }
}
