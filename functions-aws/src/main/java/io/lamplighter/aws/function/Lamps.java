package io.lamplighter.aws.function;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.EvidenceStore;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.Guard;
import io.lamplighter.events.HandsOff;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Responder;
import io.lamplighter.events.Scoper;
import io.lamplighter.events.Survey;
import io.lamplighter.events.Undoing;
import io.lamplighter.events.Watch;
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
public final class Lamps {
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

    /** The log sources, in the order of their ids. */
    @SuppressWarnings("unchecked")
    public List<LogSource<?, ?>> sources() {
        List<LogSource<?, ?>> sources = new ArrayList<>();
        beans.getBeansOfType(LogSource.class).forEach(s -> sources.add((LogSource<?, ?>) s));
        sources.sort(Comparator.comparing(LogSource::id));
        return sources;
    }

    private List<Enricher> enrichers() {
        return beans.getBeansOfType(Enricher.class).stream()
                .sorted(Comparator.comparing(Enricher::id))
                .toList();
    }

    /** What may be done, in this mode. */
    public Guard guard(Mode mode) {
        return new Guard(mode, settings.reachFrom(clients.home().account()), settings.limits(), clock);
    }

    /** The loop against the central table. */
    public Responder responder(Mode mode, Watch watch) {
        return responder(mode, findings(), ledger(), watch);
    }

    /** The loop against a table of one's own, such as that of a dry run. */
    public Responder responder(Mode mode, FindingTable table, Ledger ledger, Watch watch) {
        return new Responder(
                sources(),
                enrichers(),
                beans.getBean(Scoper.class),
                clients.members(),
                beans.getBean(HandsOff.class),
                beans.getBean(EvidenceStore.class),
                guard(mode),
                table,
                ledger,
                new AwsFailures(),
                watch);
    }

    /** The batch intake of the functions, in the configured mode. */
    public Intake intake(Watch watch) {
        return new Intake(responder(settings.mode(), watch), new AwsFailures());
    }

    public Survey survey(Watch watch) {
        return new Survey(sources(), clients.members(), guard(Mode.PROPOSE), new AwsFailures(), watch);
    }

    public Undoing undoing() {
        return new Undoing(sources(), clients.members(), ledger(), guard(Mode.ACT), new AwsFailures());
    }

    public FindingTable findings() {
        return beans.getBean(FindingTable.class);
    }

    public Ledger ledger() {
        return beans.getBean(Ledger.class);
    }

    public Scoper scoper() {
        return beans.getBean(Scoper.class);
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
