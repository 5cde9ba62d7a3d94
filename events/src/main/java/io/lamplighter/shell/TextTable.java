package io.lamplighter.shell;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows for a person, each column as wide as it needs, the last one wrapped at the terminal's edge. */
final class TextTable {
    /** A blank on each side, which the table puts around every cell. */
    private static final int PADDING = 2;

    private static final int WIDEST = 52;
    private static final int LEAST = 30;

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
        Column[] columns = new Column[head.length];
        // The outermost blanks are taken away again.
        int left = width + PADDING;
        for (int i = 0; i < columns.length; i++) {
            boolean last = i == columns.length - 1;
            int most = last ? Math.max(LEAST, left) : Math.min(WIDEST, PADDING + widest(i));
            columns[i] = new Column()
                    .header(head[i])
                    .headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(HorizontalAlign.LEFT)
                    .maxWidth(most, OverflowBehaviour.NEWLINE);
            left -= most;
        }
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, rows.toArray(String[][]::new))
                .lines()
                .map(line -> line.substring(1).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private int widest(int column) {
        return Math.max(
                head[column].length(),
                rows.stream().mapToInt(r -> r[column].length()).max().orElse(0));
    }
}
