package io.lamplighter.aws.faults;

import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.source.s3accesslogs.S3AccessLogs;
import io.lamplighter.aws.source.vpcflowlogs.VpcFlowLogs;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Watch;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.HandClock;
import io.lamplighter.shell.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The whole loop with real clients, against the emulator behind a proxy that makes calls go wrong. */
abstract class ThroughProxy {
    static final Settings SETTINGS = Settings.from(Map.of(Variables.MODE, "act"));
    static final String FLOW_LOGS = VpcFlowLogs.ID;
    static final String ACCESS_LOGS = S3AccessLogs.ID;
    static final String QUERY_LOGS = "aws.resolver-query-logs";
    static final String PAYROLL = "acme-payroll";
    static final String EXPORTS = "acme-exports";

    static FaultProxy proxy;

    final HandClock clock = HandClock.fromNow();
    SmallTenant tenant = tenant(2, PAYROLL, EXPORTS);
    Lamps lamps = lamps(SETTINGS);

    @BeforeAll
    static void start() {
        proxy = new FaultProxy(Moto.shared().endpoint());
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    /** Nothing may hang on after its test. */
    @AfterEach
    void heal() {
        proxy.heal();
    }

    @BeforeEach
    void table() {
        lamps.bean(TableCreation.class).create();
    }

    /** A world of its own for this test. */
    static SmallTenant tenant(int vpcs, String... buckets) {
        proxy.heal();
        Moto.shared().reset();
        return SmallTenant.make(Moto.shared().clients(SETTINGS), SETTINGS, vpcs, buckets);
    }

    /** What a function has that starts cold. */
    Lamps lamps(Settings settings) {
        return new Lamps(Moto.clients(proxy.endpoint(), settings), settings, clock);
    }

    Deadline deadline() {
        return new Deadline(clock.instant().plus(Duration.ofMinutes(1)), clock);
    }

    List<Message> message() {
        return SmallTenant.opened(lamps, tenant.respond());
    }

    Delivered respond() throws InterruptedException {
        return deliver(tenant.respond());
    }

    Delivered deliver(String message) throws InterruptedException {
        return Delivered.of(lamps, SmallTenant.opened(lamps, message), deadline(), Watch.NONE);
    }

    /** The same message when all is well again, in a new process. */
    Delivered redeliver() throws InterruptedException {
        proxy.heal();
        lamps = lamps(SETTINGS);
        return respond();
    }

    List<LedgerEntry> ledger(Delivered delivered) {
        return lamps.ledger().entries(delivered.finding().id());
    }

    /** How many calls came that change something in the tenant, tried or carried out. */
    static int writes() {
        return proxy.count(Call.query("CreateFlowLogs"))
                + proxy.count(Call.putLogging(".*"))
                + proxy.count(Call.resolver("CreateResolverQueryLogConfig"))
                + proxy.count(Call.resolver("AssociateResolverQueryLogConfig"));
    }
}
