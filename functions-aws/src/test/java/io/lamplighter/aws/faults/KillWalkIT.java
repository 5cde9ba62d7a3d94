package io.lamplighter.aws.faults;

import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.reliability.HandClock;
import io.lamplighter.reliability.Kill;
import io.lamplighter.reliability.KillWalk;
import io.lamplighter.reliability.Traces;
import io.lamplighter.shell.BeanParts;
import io.lamplighter.shell.Variables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One VPC and one bucket. */
class KillWalkIT extends KillWalk {
    private static final Settings SETTINGS = Settings.from(Map.of(Variables.MODE, "act"));
    private static ResolverFront front;
    private static Clients direct;

    @BeforeAll
    static void start() {
        front = new ResolverFront(Moto.shared().endpoint());
        direct = Moto.clients(front.endpoint(), SETTINGS);
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    /** A flow log, a bucket's logging, a query log configuration and its association. */
    @Override
    protected int changes() {
        return 4;
    }

    /** A scoper's, the hands-off marks', five of the table and its ledger at the least, eleven of the sources. */
    @Override
    protected int fewest() {
        return 20;
    }

    @Override
    protected World world(HandClock clock) {
        Moto.shared().reset();
        SmallTenant tenant = SmallTenant.make(direct, SETTINGS, 1, "acme-payroll");
        new TableCreation(direct, SETTINGS).create();
        return new Small(tenant, clock);
    }

    private record Small(SmallTenant tenant, HandClock clock) implements World {
        @Override
        public BeanParts function(Kill kill) {
            return new Lamps(Moto.clients(front.endpoint(), SETTINGS, new KillsCalls(kill)), SETTINGS, clock);
        }

        @Override
        public List<Message> message(BeanParts function) {
            return SmallTenant.opened(function, tenant.respond());
        }

        @Override
        public Traces traces(List<LedgerEntry> entries) {
            return LoggingTraces.of(tenant, entries);
        }

        @Override
        public void timePasses() {}
    }
}
