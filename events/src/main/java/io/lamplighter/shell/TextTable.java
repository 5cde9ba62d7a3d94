package io.lamplighter.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;

/** Rows for a person, each column as wide as it needs, the last one wrapped at the terminal's edge. */
final class TextTable {
    private static final int GAP = 2;
    private static final int WIDEST = 44;
    private static final int LEAST = 30;

    private final List<List<String>> rows = new ArrayList<>();
    private final int width;

    TextTable(int width, String... head) {
        this.width = width;
        rows.add(List.of(head));
    }

    void row(String... cells) {
        rows.add(List.of(cells).stream().map(Plain::of).toList());
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        Column[] layout = new Column[columns];
        int left = width;
        for (int i = 0; i < columns; i++) {
            int gap = i == 0 ? 0 : GAP;
            boolean last = i == columns - 1;
            int given = last ? Math.max(LEAST, left) : gap + Math.min(WIDEST, widest(i));
            layout[i] = new Column(given, gap, Column.Overflow.WRAP);
            left -= given;
        }
        Help.TextTable table = Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), layout);
        table.indentWrappedLines = 0;
        rows.forEach(
                row -> table.addRowValues(row.stream().map(TextTable::literal).toArray(String[]::new)));
        return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private int widest(int column) {
        return rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
    }

    /** Without what the table would take for markup. */
    private static String literal(String cell) {
        return cell.replace("@|", "@ |").replace("|@", "| @");
    }
}
