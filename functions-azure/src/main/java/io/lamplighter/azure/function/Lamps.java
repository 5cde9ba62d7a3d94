package io.lamplighter.azure.function;

import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Home;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.events.Accounts;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.Limits;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Reach;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Beans;
import io.micronaut.context.BeanContext;
import java.time.Clock;

/** Everything put together once, for the functions and for the command line. */
public class Lamps extends BeanParts {
    private final Clients clients;
    private final Settings settings;

    public Lamps(Clients clients, Settings settings, Clock clock) {
        this(new Beans().start(), clients, settings, clock);
    }

    /** With what was started before it was known where this runs. */
    Lamps(BeanContext beans, Clients clients, Settings settings, Clock clock) {
        super(beans, clock, clients, clients.home(), settings);
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public Accounts accounts() {
        return clients.subscriptions();
    }

    @Override
    public FailureReader failures() {
        return new AzureFailures();
    }

    @Override
    public Mode mode() {
        return settings.mode();
    }

    @Override
    public Reach reach() {
        return settings.reachFrom(clients.home().subscription());
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    /** Where this runs. */
    public Home home() {
        return clients.home();
    }
}
