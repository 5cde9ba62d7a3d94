package io.lamplighter.bench;

import io.lamplighter.bench.Stub.Trip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many calls came one after the other. */
final class InARow {
    private InARow() {}

    /**
     * The longest row of calls of which each came after the one before it was answered.
     *
     * <p>A call that only happened to come late counts too: the least over several runs is what had to wait.
     */
    static int longest(List<Trip> trips) {
        List<Trip> byEnd =
                trips.stream().sorted(Comparator.comparingLong(Trip::went)).toList();
        List<Integer> rows = new ArrayList<>();
        for (Trip trip : byEnd) {
            int before = 0;
            for (int i = 0; i < rows.size() && byEnd.get(i).went() <= trip.came(); i++) {
                before = Math.max(before, rows.get(i));
            }
            rows.add(before + 1);
        }
        return rows.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
