package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * How many steps were planned on a UTC day, over all findings.
 *
 * <p>Another partition than that of the findings, so that no transaction has both: the steps' places are taken before they are
 * planned, and given back only if they are known not to have been. Whatever dies in between leaves too many counted,
 * never too few.
 */
final class DayCount {
    private static final String DAY = "day";
    private static final String STEPS = "steps";

    /** The last changes, each by a name of its own: sent again after an answer that was lost, a change meets itself. */
    private static final String LATEST = "latest";

    private static final int REMEMBERED = 50;

    private final Rows rows;

    DayCount(Rows rows) {
        this.rows = rows;
    }

    /** Takes this many places of the day, or none: false if there are not as many left. */
    boolean take(LocalDate day, int steps, int limit) {
        return add(day, steps, limit);
    }

    void giveBack(LocalDate day, int steps) {
        add(day, -steps, Integer.MAX_VALUE);
    }

    private boolean add(LocalDate day, int steps, int limit) {
        String change = UUID.randomUUID().toString();
        return Again.until("the day's row", () -> {
            TableEntity row = rows.get(DAY, day.toString(), null);
            List<String> latest = row == null
                    ? List.of()
                    : Arrays.asList(Values.text(row, LATEST).split(" ", -1));
            if (latest.contains(change)) {
                return true;
            }
            int sum = steps + (row == null ? 0 : Values.count(row, STEPS));
            if (sum > limit) {
                return false;
            }
            TableEntity next = row == null ? new TableEntity(DAY, day.toString()) : Rows.unchanged(row);
            next.addProperty(STEPS, Math.max(0, sum)).addProperty(LATEST, latest(latest, change));
            TableTransactionAction write = row == null ? Rows.create(next) : Rows.merge(next);
            return rows.write(List.of(write)) instanceof Rows.Written.Whole ? true : null;
        });
    }

    private static String latest(List<String> before, String change) {
        List<String> all = new ArrayList<>(before);
        all.add(change);
        return String.join(" ", all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }
}
