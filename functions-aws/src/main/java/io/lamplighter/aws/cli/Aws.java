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
import io.lamplighter.events.Alert;
import io.lamplighter.events.FailureReader;
import io.lamplighter.events.FindingTable;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Ledger;
import io.lamplighter.events.LogSource;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Responder;
import io.lamplighter.events.Scoper;
import io.lamplighter.events.Survey;
import io.lamplighter.events.Undoing;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.Cloud;
import io.lamplighter.shell.Explain;
import java.time.Clock;
import java.util.List;

/** AWS for the command line. */
public final class Aws implements Cloud {
    /** Offline nothing is called, so that no account and region are needed. */
    private static final Home NOWHERE = new Home("000000000000", "us-east-1");

    @Override
    public String name() {
        return "aws";
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
        Clients clients = new Clients(Caller.ofCredentials(region), settings);
        return new Entered(clients, new Lamps(clients, settings, Clock.systemUTC()), Clock.systemUTC());
    }

    private record Entered(Clients clients, Lamps lamps, Clock clock) implements Session {
        @Override
        public String account() {
            return clients.home().account();
        }

        @Override
        public String region() {
            return clients.home().region();
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
        public List<String> sources() {
            return lamps.sources().stream().map(LogSource::id).toList();
        }

        @Override
        public List<Intake.Message> open(JsonNode delivered) {
            return lamps.bean(AwsEvents.class).open(delivered);
        }

        @Override
        public Responder responder(Mode mode, FindingTable table, Ledger ledger, Watch watch) {
            return lamps.responder(mode, table, ledger, watch);
        }

        @Override
        public Scoper.Scoped scope(Alert alert) {
            return lamps.scoper().scope(alert);
        }

        @Override
        public Survey survey(Watch watch) {
            return lamps.survey(watch);
        }

        @Override
        public Undoing undoing() {
            return lamps.undoing();
        }

        @Override
        public FindingTable findings() {
            return lamps.findings();
        }

        @Override
        public Ledger ledger() {
            return lamps.ledger();
        }
    }
}
