package io.lamplighter.azure.faults;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.reliability.HandClock;
import io.lamplighter.reliability.Kill;
import io.lamplighter.reliability.KillWalk;
import io.lamplighter.reliability.Traces;
import io.lamplighter.shell.BeanParts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** One network, one vault and the subscription's own log. */
class KillWalkIT extends KillWalk {
    /** As often a killed delivery has to ask how its flow log is coming along. */
    private static final int POLLS = 2;

    private final ArmFake arm = new ArmFake();

    @AfterEach
    void close() {
        arm.close();
    }

    /** A flow log and two diagnostic settings. */
    @Override
    protected int changes() {
        return 3;
    }

    /** Two of the scoper and the hands-off marks each, six of the table and its ledger at the least, twelve of the sources. */
    @Override
    protected int fewest() {
        return 20;
    }

    @Override
    protected World world(HandClock clock) {
        SmallTenant tenant = SmallTenant.make(arm, 1, 1, Map.of());
        arm.operationsTake(POLLS, 0);
        return new Small(tenant, clock);
    }

    private record Small(SmallTenant tenant, HandClock clock) implements World {
        @Override
        public BeanParts function(Kill kill) {
            return new Lamps(tenant.clients(new KillsCalls(kill)), tenant.settings(), clock);
        }

        @Override
        public List<Message> message(BeanParts function) {
            return SmallTenant.opened(function, tenant.respond());
        }

        @Override
        public Traces traces(List<LedgerEntry> entries) {
            return tenant.traces(entries);
        }

        @Override
        public void timePasses() {
            tenant.arm().finishOperations();
            tenant.arm().operationsTake(0, 0);
        }
    }
}
