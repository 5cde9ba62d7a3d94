package io.lamplighter.aws.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.aws.alert.AwsEvents;
import io.lamplighter.aws.bench.Moto;
import io.lamplighter.aws.bench.ResolverFront;
import io.lamplighter.aws.clients.Clients;
import io.lamplighter.aws.clients.Settings;
import io.lamplighter.aws.faults.Kill.When;
import io.lamplighter.aws.function.Lamps;
import io.lamplighter.aws.table.TableCreation;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Intake;
import io.lamplighter.events.LedgerEntry;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Restoration;
import io.lamplighter.events.Watch;
import io.lamplighter.shell.Json;
import io.lamplighter.shell.Variables;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a delivery at each of its calls in turn, with real clients; the redelivery must end in the same state with a whole
 * ledger, and the undo in the state before.
 *
 * <p>Sources run side by side, so that the same number is another call in another run: over the walk each boundary is
 * passed, and each kill ends the same whichever it met. It is walked until a delivery gets through alive.
 */
class KillWalkIT {
    /** One VPC and one bucket: a scoper's, the hands-off marks', five of the table and its ledger at the least, eleven of the sources. */
    private static final int FEWEST = 20;

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

    /** A small world of its own, and the time in it. */
    private static final class World {
        final HandClock clock = new HandClock();
        final SmallTenant tenant;

        World() {
            Moto.shared().reset();
            tenant = SmallTenant.make(direct, SETTINGS, 1, "acme-payroll");
            new TableCreation(direct, SETTINGS).create();
        }

        Lamps lamps(Kill kill) {
            return new Lamps(Moto.clients(front.endpoint(), SETTINGS, kill), SETTINGS, clock);
        }

        List<Intake.Answer> deliver(Lamps lamps) throws IOException, InterruptedException {
            Deadline deadline = new Deadline(clock.instant().plus(Duration.ofMinutes(1)), clock);
            return lamps.intake(Watch.NONE)
                    .take(lamps.bean(AwsEvents.class).open(Json.read(tenant.respond())), deadline);
        }

        /** Whether the delivery was killed; a dead one answers nothing, or what nobody hears. */
        boolean killed(Kill kill) throws IOException, InterruptedException {
            try {
                List<Intake.Answer> answers = deliver(lamps(kill));
                assertThat(kill.killed() || answers.size() == 1).isTrue();
            } catch (IllegalStateException e) {
                assertThat(e).hasRootCauseInstanceOf(Kill.Killed.class);
            }
            return kill.killed();
        }

        String finding(Lamps lamps) throws IOException {
            return Delivered.alert(lamps, tenant.respond()).findingId();
        }

        Traces traces(Lamps lamps) throws IOException {
            return Traces.of(tenant, lamps.ledger().entries(finding(lamps)));
        }
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void respond_killedAtEachCall_redeliveryEndsTheSameAndCanBeUndone(When when) throws Exception {
        World world = new World();
        Traces dark = Traces.of(world.tenant, List.of());
        Kill none = Kill.never();
        assertThat(world.killed(none)).isFalse();
        Traces clean = world.traces(world.lamps(Kill.never()));
        assertThat(clean.made()).hasSize(4);
        assertThat(none.calls()).isGreaterThanOrEqualTo(FEWEST);

        int at = 1;
        while (killed(when, at, dark, clean)) {
            at++;
        }
        assertThat(at).as("calls walked").isGreaterThan(FEWEST);
    }

    /** One world with one kill; false if the delivery was through before it came to it. */
    private static boolean killed(When when, int at, Traces dark, Traces clean)
            throws IOException, InterruptedException {
        String where = "killed %s call %d".formatted(when, at);
        World world = new World();
        boolean killed = world.killed(new Kill(at, when));

        // Longer than the lease of the dead delivery.
        world.clock.move(Duration.ofMinutes(10));
        Lamps lamps = world.lamps(Kill.never());
        List<Intake.Answer> answers = world.deliver(lamps);

        assertThat(answers).as(where).singleElement().satisfies(a -> {
            assertThat(a.result()).isEqualTo(Intake.Result.DONE);
            assertThat(a.again()).isFalse();
        });
        Traces traces = world.traces(lamps);
        assertThat(traces.world()).as(where).isEqualTo(clean.world());
        assertThat(traces.ledger()).as(where).isEqualTo(clean.ledger());
        assertThat(traces.recorded()).as(where).isEqualTo(traces.made());
        assertThat(lamps.findings().find(world.finding(lamps))).as(where).isNotNull();

        List<LedgerEntry> entries = lamps.ledger().entries(world.finding(lamps));
        assertThat(lamps.undoing().undo(entries, Mode.ACT).values())
                .as(where)
                .hasSameSizeAs(entries)
                .allMatch(Restoration.Restored.class::isInstance);
        Traces undone = world.traces(lamps);
        assertThat(undone.world()).as(where).isEqualTo(dark.world());
        assertThat(undone.ledger()).as(where).allMatch(line -> line.contains(" UNDONE "));
        return killed;
    }
}
