package io.lamplighter.azure.table;

import com.azure.data.tables.models.TableEntity;
import io.lamplighter.events.SideBySide;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an index, which lie in other partitions than what they point to.
 *
 * <p>Written first, one may point to what never came, or is not so any more: what it points to is read as it is now, and
 * what does not say the same is passed over.
 *
 * @param pointers in the order in which they are wanted
 * @param most how many are wanted
 */
record Pointers(Iterator<TableEntity> pointers, int most) {
    private static final int SIDE_BY_SIDE = 32;

    /**
     * Hands over what the rows point to, in their order, until as many as are wanted were taken.
     *
     * @param to reads what a row points to; null for what is to be passed over
     * @param taker whether it took it
     */
    <T> void follow(Function<TableEntity, @Nullable T> to, Predicate<T> taker) {
        int taken = 0;
        while (taken < most && pointers.hasNext()) {
            List<Callable<@Nullable T>> reads = new ArrayList<>();
            while (reads.size() < Math.min(SIDE_BY_SIDE, most - taken) && pointers.hasNext()) {
                TableEntity row = pointers.next();
                reads.add(() -> to.apply(row));
            }
            for (T one : SideBySide.all(reads)) {
                if (one != null && taker.test(one)) {
                    taken++;
                }
            }
        }
    }
}
