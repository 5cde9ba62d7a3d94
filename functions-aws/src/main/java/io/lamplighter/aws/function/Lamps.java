package io.lamplighter.aws.function;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Accounts;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.Limits;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Parts;
import io.lamplighter.events.Reach;
import io.lamplighter.events.Scoper;
import io.micronaut.context.BeanContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything put together once, for the functions and for the command line: the beans are found, not listed.
 *
 * <p>Nothing is built before it is asked for, since what a cold start does not need it must not load.
 */
public class Lamps implements Parts {
    private final BeanContext beans;
    private final Clients clients;
    private final Settings settings;
    private final Clock clock;

    public Lamps(Clients clients, Settings settings, Clock clock) {
        this(new Beans().start(), clients, settings, clock);
    }

    /** With what was started before it was known where this runs. */
    Lamps(BeanContext beans, Clients clients, Settings settings, Clock clock) {
        this.clients = clients;
        this.settings = settings;
        this.clock = clock;
        this.beans =
                beans.registerSingleton(clients).registerSingleton(settings).registerSingleton(Clock.class, clock);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<LogSource<?, ?>> sources() {
        List<LogSource<?, ?>> sources = new ArrayList<>();
        beans.getBeansOfType(LogSource.class).forEach(s -> sources.add((LogSource<?, ?>) s));
        sources.sort(Comparator.comparing(LogSource::id));
        return sources;
    }

    @Override
    public List<Enricher> enrichers() {
        return beans.getBeansOfType(Enricher.class).stream()
                .sorted(Comparator.comparing(Enricher::id))
                .toList();
    }

    @Override
    public Scoper scoper() {
        return beans.getBean(Scoper.class);
    }

    @Override
    public Accounts accounts() {
        return clients.members();
    }

    @Override
    public HandsOff handsOff() {
        return beans.getBean(HandsOff.class);
    }

    @Override
    public EvidenceStore store() {
        return beans.getBean(EvidenceStore.class);
    }

    @Override
    public FindingTable findings() {
        return beans.getBean(FindingTable.class);
    }

    @Override
    public Ledger ledger() {
        return beans.getBean(Ledger.class);
    }

    @Override
    public FailureReader failures() {
        return new AwsFailures();
    }

    @Override
    public Mode mode() {
        return settings.mode();
    }

    @Override
    public Reach reach() {
        return settings.reachFrom(clients.home().account());
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Any other bean, such as the event reader. */
    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    /** Where this runs. */
    public Home home() {
        return clients.home();
    }
}
