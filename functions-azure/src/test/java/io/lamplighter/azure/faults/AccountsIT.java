package io.lamplighter.azure.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.azure.function.Lamps;
import io.lamplighter.azure.source.vnetflowlogs.VnetFlowLogs;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.Intake;
import io.lamplighter.events.Watch;
import io.lamplighter.reliability.Delivered;
import io.lamplighter.reliability.HandClock;
import io.lamplighter.shell.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What costs no other: a subscription that cannot be worked in, and an alert that another function has in hand. */
class AccountsIT {
    private static final String OTHER = "99999999-8888-7777-6666-555555555555";

    private final ArmFake arm = new ArmFake();
    private final HandClock clock = HandClock.fromNow();
    private final SmallTenant tenant =
            SmallTenant.make(arm, 1, 1, Map.of(Variables.REACH, "accounts=*;sources=" + VnetFlowLogs.ID));
    private final Lamps lamps = new Lamps(tenant.clients(), tenant.settings(), clock);

    @AfterEach
    void close() {
        arm.close();
    }

    private Deadline deadline() {
        return new Deadline(clock.instant().plus(Duration.ofMinutes(1)), clock);
    }

    @Test
    void respond_oneOfTwoSubscriptionsIsShut_isSaidOnceAndTheOwnIsDone() throws Exception {
        List<String> resources = new ArrayList<>(tenant.networks());
        resources.add(tenant.networks().getFirst().replace(SmallTenant.SUBSCRIPTION, OTHER));
        resources.add(tenant.vaults().getFirst().replace(SmallTenant.SUBSCRIPTION, OTHER));

        Delivered delivered = Delivered.of(
                lamps,
                SmallTenant.opened(lamps, SmallTenant.message("respond", "INC-9", Map.of("resources", resources))),
                deadline(),
                Watch.NONE);

        assertThat(delivered.onlyFailure("account", Kind.DENIED, List.of()).why())
                .isEqualTo(
                        "subscription %s cannot be worked in: give Lamplighter's identity its role there, or take the subscription out of the reach"
                                .formatted(OTHER));
        assertThat(delivered.turnedOn(VnetFlowLogs.ID)).isEqualTo(tenant.networks());
        assertThat(tenant.lit()).isEqualTo(Map.of(VnetFlowLogs.ID, tenant.networks()));
    }

    /** An event comes by Event Grid, and by the queue before that is answered. */
    @Test
    void take_anotherFunctionHasTheAlertInHand_comesAgainAndChangesNothing() throws Exception {
        var messages = SmallTenant.opened(lamps, tenant.respond());
        assertThat(lamps.findings()
                        .open(Delivered.alert(messages), clock.instant().plusSeconds(60)))
                .isNotNull();
        Lamps second = new Lamps(tenant.clients(), tenant.settings(), clock);

        List<Intake.Answer> answers = second.intake(Watch.NONE).take(messages, deadline());

        assertThat(answers).singleElement().satisfies(a -> {
            assertThat(a.result()).isEqualTo(Intake.Result.BUSY);
            assertThat(a.again()).isTrue();
        });
        assertThat(tenant.lit()).isEmpty();

        clock.move(Duration.ofMinutes(10));
        assertThat(second.intake(Watch.NONE).take(messages, deadline()))
                .singleElement()
                .satisfies(a -> assertThat(a.result()).isEqualTo(Intake.Result.DONE));
        assertThat(tenant.lit()).isEqualTo(Map.of(VnetFlowLogs.ID, tenant.networks()));
    }
}
