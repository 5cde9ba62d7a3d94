package io.lamplighter.azure.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.azure.alert.AzureEvents;
import io.lamplighter.azure.clients.AzureFailures;
import io.lamplighter.azure.clients.Caller;
import io.lamplighter.azure.clients.Clients;
import io.lamplighter.azure.clients.Settings;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.scope.ArmId;
import io.lamplighter.azure.scope.Locations;
import io.lamplighter.azure.scope.NamedScopes;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.Intake;
import io.lamplighter.shell.Cloud;
import io.lamplighter.shell.CloudWords;
import io.lamplighter.shell.Explain;
import java.time.Clock;
import java.util.List;

/** Azure for the command line. */
public final class Azure implements Cloud {
    @Override
    public CloudWords words() {
        return CloudWords.AZURE;
    }

    @Override
    public Explain explain() {
        Settings settings = Settings.from(System.getenv());
        Lamps lamps = new Lamps(Caller.offline(settings), settings, Clock.systemUTC());
        return new Explain(
                lamps.bean(AzureEvents.class)::open,
                lamps.sources(),
                alert -> NamedScopes.of(alert, lamps.home().subscription()).scopes());
    }

    @Override
    public FailureReader failures() {
        return new AzureFailures();
    }

    @Override
    public Session enter(String region) {
        Settings settings = Settings.from(System.getenv());
        return new Entered(Caller.ofPerson(settings, System.getenv(), region), settings);
    }

    private static final class Entered extends Lamps implements Session {
        private final Clients clients;

        Entered(Clients clients, Settings settings) {
            super(clients, settings, Clock.systemUTC());
            this.clients = clients;
        }

        @Override
        public String account() {
            return home().subscription();
        }

        @Override
        public String region() {
            return home().location();
        }

        @Override
        public List<String> regions() {
            return Caller.locations(clients);
        }

        @Override
        public boolean knows(String region) {
            return Locations.known(region);
        }

        @Override
        public String resourceId(String given) {
            ArmId id = ArmId.read(given);
            return id == null ? given : id.text();
        }

        @Override
        public List<Intake.Message> open(JsonNode delivered) {
            return bean(AzureEvents.class).open(delivered);
        }
    }
}
