package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

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
    private final Queue<Taking> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    DayCount(Rows rows) {
        this.rows = rows;
    }

    /**
     * Takes this many places of the day, or none: false if there are not as many left.
     *
     * <p>Sources plan at the same time: those that come before the row is written go with it, since each that met another's
     * change would have to read and write again.
     */
    boolean take(LocalDate day, int steps, int limit) {
        Taking mine = new Taking(day, steps, limit);
        waiting.add(mine);
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            waiting.remove(mine);
            Thread.currentThread().interrupt();
            throw new CancellationException("told to stop");
        }
        try {
            Boolean taken = mine.taken;
            return taken == null ? add(day, limit, free -> together(mine, free)) : taken;
        } finally {
            waiting.remove(mine);
            turn.unlock();
        }
    }

    /** All that wait if there is room for all, or else this one if there is for it. */
    private List<Taking> together(Taking mine, int free) {
        List<Taking> alike = waiting.stream()
                .filter(t -> t.taken == null && t.day.equals(mine.day) && t.limit == mine.limit)
                .toList();
        if (alike.stream().mapToInt(t -> t.steps).sum() <= free) {
            return alike;
        }
        return mine.steps <= free ? List.of(mine) : List.of();
    }

    void giveBack(LocalDate day, int steps) {
        Taking back = new Taking(day, -steps, Integer.MAX_VALUE);
        add(day, Integer.MAX_VALUE, free -> List.of(back));
    }

    /** Who wants places; {@code taken} once another took them along. */
    private static final class Taking {
        private final LocalDate day;
        private final int steps;
        private final int limit;
        private volatile @Nullable Boolean taken;

        Taking(LocalDate day, int steps, int limit) {
            this.day = day;
            this.steps = steps;
            this.limit = limit;
        }
    }

    /**
     * Counts those that go, or none.
     *
     * @param going who goes, of as many places as are free; none if there are too few
     */
    private boolean add(LocalDate day, int limit, IntFunction<List<Taking>> going) {
        String change = UUID.randomUUID().toString();
        List<Taking> gone = new ArrayList<>();
        return Again.until("the day's row", () -> {
            TableEntity row = rows.get(DAY, day.toString(), null);
            List<String> latest = row == null
                    ? List.of()
                    : Arrays.asList(Values.text(row, LATEST).split(" ", -1));
            if (!latest.contains(change)) {
                int count = row == null ? 0 : Values.count(row, STEPS);
                gone.clear();
                gone.addAll(going.apply(limit - count));
                if (gone.isEmpty()) {
                    return false;
                }
                int sum = count + gone.stream().mapToInt(t -> t.steps).sum();
                TableEntity next = row == null ? new TableEntity(DAY, day.toString()) : Rows.unchanged(row);
                next.addProperty(STEPS, Math.max(0, sum)).addProperty(LATEST, latest(latest, change));
                TableTransactionAction write = row == null ? Rows.create(next) : Rows.merge(next);
                if (!(rows.write(List.of(write)) instanceof Rows.Written.Whole)) {
                    return null;
                }
            }
            gone.forEach(t -> t.taken = true);
            return true;
        });
    }

    private static String latest(List<String> before, String change) {
        List<String> all = new ArrayList<>(before);
        all.add(change);
        return String.join(" ", all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }
}
