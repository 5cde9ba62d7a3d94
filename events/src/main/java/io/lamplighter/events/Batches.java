package io.lamplighter.events;

import java.util.ArrayList;
import java.util.List;

/** Lists of plans with so many steps at most, in their order; a plan is never split, since its steps follow each other. */
final class Batches {
    private Batches() {}

    static <S> List<List<List<S>>> of(List<List<S>> plans, int steps) {
        List<List<List<S>>> batches = new ArrayList<>();
        int left = 0;
        for (List<S> plan : plans) {
            if (batches.isEmpty() || plan.size() > left) {
                batches.add(new ArrayList<>());
                left = steps;
            }
            batches.getLast().add(plan);
            left -= plan.size();
        }
        return batches;
    }
}
