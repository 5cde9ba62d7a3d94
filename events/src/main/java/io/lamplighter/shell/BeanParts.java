package io.lamplighter.shell;

import io.lamplighter.events.Enricher;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Parts;
import io.lamplighter.events.Scoper;
import io.micronaut.context.BeanContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts that are beans: found, not listed, and none built before it is asked for. */
public abstract class BeanParts implements Parts {
    private final BeanContext beans;
    private final Clock clock;

    /**
     * @param beans started
     * @param singletons what the beans are built from
     */
    protected BeanParts(BeanContext beans, Clock clock, Object... singletons) {
        this.beans = beans.registerSingleton(Clock.class, clock);
        this.clock = clock;
        for (Object singleton : singletons) {
            beans.registerSingleton(singleton);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public final List<LogSource<?, ?>> sources() {
        List<LogSource<?, ?>> sources = new ArrayList<>();
        beans.getBeansOfType(LogSource.class).forEach(s -> sources.add((LogSource<?, ?>) s));
        sources.sort(Comparator.comparing(LogSource::id));
        return sources;
    }

    @Override
    public final List<Enricher> enrichers() {
        return beans.getBeansOfType(Enricher.class).stream()
                .sorted(Comparator.comparing(Enricher::id))
                .toList();
    }

    @Override
    public final Scoper scoper() {
        return bean(Scoper.class);
    }

    @Override
    public final HandsOff handsOff() {
        return bean(HandsOff.class);
    }

    @Override
    public final EvidenceStore store() {
        return bean(EvidenceStore.class);
    }

    @Override
    public final FindingTable findings() {
        return bean(FindingTable.class);
    }

    @Override
    public final Ledger ledger() {
        return bean(Ledger.class);
    }

    @Override
    public final Clock clock() {
        return clock;
    }

    /** Adds what beans that are asked for later are built from. */
    public final void add(Object singleton) {
        beans.registerSingleton(singleton);
    }

    /** Any other bean, such as the event reader. */
    public final <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }
}
