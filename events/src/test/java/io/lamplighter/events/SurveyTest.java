package io.lamplighter.events;

import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Street.Lantern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyTest {
    private final Street street = new Street();

    private List<Survey.Sight> look(Accounts accounts, Reach reach) throws InterruptedException {
        Guard guard = new Guard(Mode.PROPOSE, reach, new Limits(1, 1, Duration.ofDays(1)), street.clock);
        Scope scope = new Scope(Street.ACCOUNT, Street.REGION, Breadth.TOUCHED, List.of(lamp("one")));
        List<LogSource<?, ?>> sources =
                List.of(new Lantern(street, "street.lamps"), new Lantern(street, "street.neon"));
        return new Survey(sources, accounts, guard, Street::failure, Watch.NONE).look(List.of(scope), Request.RESPOND);
    }

    private static Reach reach(String account, String source) {
        return new Reach(List.of(account), List.of("*"), List.of(source));
    }

    @Test
    void look_darkLamp_isMissingForEverySource() throws InterruptedException {
        assertThat(look(a -> null, reach("*", "*")))
                .hasSize(2)
                .allSatisfy(s -> assertThat(s.verdicts()).singleElement().isInstanceOf(Verdict.Missing.class));
        assertThat(street.lit).isEmpty();
    }

    @Test
    void look_sourceOutsideTheReach_isNotAsked() throws InterruptedException {
        assertThat(look(a -> null, reach("*", "street.lamps")))
                .singleElement()
                .satisfies(s -> assertThat(s.source()).isEqualTo("street.lamps"));
        assertThat(street.calls).hasValue(1);
    }

    @Test
    void look_accountOutsideTheReachOrWithoutTheRole_isSaidOnceWithoutACall() throws InterruptedException {
        Failure shut = new Failure(Failure.Kind.DENIED, "deploy the member role there");

        assertThat(look(a -> shut, reach("*", "*")))
                .singleElement()
                .satisfies(s -> assertThat(s.failure()).isEqualTo(shut));
        assertThat(look(a -> null, reach("444455556666", "*")))
                .singleElement()
                .satisfies(s -> assertThat(s.failure()).isNotNull());
        assertThat(street.calls).hasValue(0);
    }
}
