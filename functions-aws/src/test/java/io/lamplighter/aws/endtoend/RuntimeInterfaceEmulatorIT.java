package io.lamplighter.aws.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.aws.bench.DemoTenant;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.Packaged;
import io.lamplighter.aws.bench.RuntimeInterfaceEmulator;
import io.lamplighter.aws.bench.Sqs;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.function.Respond;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.shell.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The packaged function under AWS's Runtime Interface Emulator.
 *
 * <p>It is of {@link RuntimeInterfaceEmulator#ACCOUNT} there, so that the tenant's account is another one, as for an
 * administrator of GuardDuty: it is entered by its member role.
 */
class RuntimeInterfaceEmulatorIT {
    @Test
    void respond_findingOfAMemberAccount_lightsItsLogs() {
        assumeTrue(
                RuntimeInterfaceEmulator.available(),
                "skipped: AWS's Runtime Interface Emulator is a program for Linux");
        try (World world = new World()) {
            DemoTenant tenant = world.make();
            String alert = tenant.alert();
            Map<String, String> settings = Map.of(
                    Variables.MODE, "act",
                    Settings.MEMBER_ROLE, "lamplighter-member",
                    Variables.REACH, "accounts=" + Moto.ACCOUNT);
            try (RuntimeInterfaceEmulator emulator = new RuntimeInterfaceEmulator(
                    Packaged.classpath(),
                    Respond.class.getName(),
                    world.environment(settings),
                    World.log("emulator"))) {
                assertThat(emulator.invoke(Sqs.batch(alert))).isEqualTo("{\"batchItemFailures\":[]}");
            }

            assertThat(world.outcomes(alert))
                    .contains(
                            "aws.s3-access-logs turned-on " + DemoTenant.DARK,
                            "aws.vpc-flow-logs turned-on " + tenant.networkInterface(),
                            "aws.resolver-query-logs turned-on " + tenant.vpc());
            assertThat(world.ledger(alert)).hasSize(6).allMatch(e -> e.state() == LedgerEntry.State.ON);
            assertThat(world.logsOf(DemoTenant.DARK)).isEqualTo(tenant.evidence());
        }
    }
}
