package io.lamplighter.aws.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.Caller;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Home;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.scope.NamedScopes;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.Intake;
import io.lamplighter.shell.Cloud;
import io.lamplighter.shell.CloudWords;
import io.lamplighter.shell.Explain;
import java.time.Clock;
import java.util.List;

/** AWS for the command line. */
public final class Aws implements Cloud {
    /** Offline nothing is called, so that no account and region are needed. */
    private static final Home NOWHERE = new Home("000000000000", "us-east-1");

    @Override
    public CloudWords words() {
        return CloudWords.AWS;
    }

    @Override
    public Explain explain() {
        Settings settings = Settings.from(System.getenv());
        Lamps lamps = new Lamps(new Clients(NOWHERE, settings), settings, Clock.systemUTC());
        return new Explain(
                lamps.bean(AwsEvents.class)::open,
                lamps.sources(),
                alert -> NamedScopes.of(alert).scopes());
    }

    @Override
    public FailureReader failures() {
        return new AwsFailures();
    }

    @Override
    public Session enter(String region) {
        Settings settings = Settings.from(System.getenv());
        return new Entered(new Clients(Caller.ofCredentials(region), settings), settings);
    }

    private static final class Entered extends Lamps implements Session {
        private final Clients clients;

        Entered(Clients clients, Settings settings) {
            super(clients, settings, Clock.systemUTC());
            this.clients = clients;
        }

        @Override
        public String account() {
            return home().account();
        }

        @Override
        public String region() {
            return home().region();
        }

        @Override
        public List<String> regions() {
            return Caller.regions(clients);
        }

        @Override
        public boolean knows(String region) {
            return Caller.knows(region);
        }

        @Override
        public String resourceId(String given) {
            return given.replaceFirst("^s3://([^/]*).*", "$1");
        }

        @Override
        public List<Intake.Message> open(JsonNode delivered) {
            return bean(AwsEvents.class).open(delivered);
        }
    }
}
