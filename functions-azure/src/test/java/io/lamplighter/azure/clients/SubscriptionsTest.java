package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.azure.bench.ArmFake;
import io.lamplighter.events.Accounts;
import io.lamplighter.events.Failure;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final String OWN = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "99999999-2222-3333-4444-555555555555";
    private static final String READ = "Microsoft.Resources/subscriptions/read";

    private final ArmFake arm = new ArmFake();
    private Accounts subscriptions;

    @BeforeEach
    void make() {
        subscriptions =
                arm.clients(new Home(OWN, "westeurope"), arm.settings(Map.of())).subscriptions();
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    void enter_theOwn_isOpenWithoutACall() {
        assertThat(subscriptions.enter(OWN)).isNull();
        assertThat(arm.requests()).isEmpty();
    }

    @Test
    void enter_oneThatIsSeen_isAskedOnce() {
        arm.put("/subscriptions/" + OTHER, Map.of("displayName", "Other"));

        assertThat(subscriptions.enter(OTHER)).isNull();
        assertThat(subscriptions.enter(OTHER)).isNull();
        assertThat(arm.requests()).hasSize(1);
    }

    /** Azure answers 404 or 403 for what an identity may not see, whether or not it is there. */
    @Test
    void enter_oneThatIsNotSeen_isOneFailureThatSaysWhatToDo() {
        Failure shut = new Failure(
                Failure.Kind.DENIED,
                "subscription %s cannot be worked in: give Lamplighter's identity its role there, or take the subscription out of the reach"
                        .formatted(OTHER));

        assertThat(subscriptions.enter(OTHER)).isEqualTo(shut);
        assertThat(subscriptions.enter(OTHER)).as("known by now").isEqualTo(shut);
        assertThat(arm.requests()).hasSize(1);

        arm.put("/subscriptions/" + OTHER, Map.of("displayName", "Other"));
        arm.deny(READ);
        make();
        assertThat(subscriptions.enter(OTHER)).isEqualTo(shut);
    }

    @Test
    void enter_azureIsDown_isSaidAndAskedAgain() {
        arm.put("/subscriptions/" + OTHER, Map.of("displayName", "Other"));
        // 501 is not tried again by the pipeline, which would take its time here.
        arm.answerNext(READ, 501, "Down", "not now");

        assertThat(subscriptions.enter(OTHER)).isEqualTo(new Failure(Failure.Kind.UNAVAILABLE, "Down: not now"));
        assertThat(subscriptions.enter(OTHER)).isNull();
    }
}
