package io.lamplighter.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order of a plan's steps: each in a turn of its own, but for a few that follow each other and share no target. */
final class Turns {
    /** As many as an alert makes; the many of a sweep are bound by the rate at which the cloud takes them. */
    private static final int SIDE_BY_SIDE = 4;

    private Turns() {}

    static <S extends Step> List<List<Approved<S>>> of(List<Approved<S>> plan) {
        List<List<Approved<S>>> turns = new ArrayList<>();
        List<Approved<S>> apart = new ArrayList<>();
        Set<ResourceRef> taken = new HashSet<>();
        for (Approved<S> step : plan) {
            List<ResourceRef> targets = step.step().targets();
            if (targets.stream().anyMatch(taken::contains)) {
                add(turns, apart);
                apart = new ArrayList<>();
                taken.clear();
            }
            apart.add(step);
            taken.addAll(targets);
        }
        add(turns, apart);
        return turns;
    }

    private static <S extends Step> void add(List<List<Approved<S>>> turns, List<Approved<S>> apart) {
        if (apart.size() <= SIDE_BY_SIDE) {
            turns.add(apart);
        } else {
            apart.forEach(step -> turns.add(List.of(step)));
        }
    }
}
