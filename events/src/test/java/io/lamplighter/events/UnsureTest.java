package io.lamplighter.events;

import static io.lamplighter.events.Street.alert;
import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Street.Lantern;
import io.lamplighter.events.Street.Light;
import io.lamplighter.events.Street.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What could not be told is neither called done nor called dark. */
class UnsureTest {
    private final Street street = new Street();
    private final MemoryTable table = new MemoryTable(street.clock);

    private Response.Done respond(Lantern lantern) throws InterruptedException {
        Response response = street.responder(Mode.ACT, table, lantern)
                .respond(alert("a", lamp("one"), lamp("two")), street.deadline());
        assertThat(response).isInstanceOf(Response.Done.class);
        return (Response.Done) response;
    }

    /** An attempt before the last one may have been carried out, whatever the last one was told. */
    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void respond_aWriteThatFails_staysPlannedWhereItComesAgain(Failure.Kind kind) throws InterruptedException {
        Response.Done done = respond(new Lantern(street, "l") {
            @Override
            public Evidence enact(Approved<Light> step) {
                throw new Street.Refusal(kind, "no");
            }
        });

        assertThat(done.retry()).isEqualTo(kind.retryable());
        assertThat(table.entries(done.finding().id()))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.state())
                        .isEqualTo(kind.retryable() ? LedgerEntry.State.PLANNED : LedgerEntry.State.FAILED));
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void respond_aTargetThatCannotBeRead_failsAloneAndComesAgainIfThatCanHelp(Failure.Kind kind)
            throws InterruptedException {
        Response.Done done = respond(unsure(new Verdict.Undecidable<>(List.of(lamp("one")), new Failure(kind, "no"))));

        assertThat(done.finding().outcomes())
                .containsExactly(new Outcome.Failed("l", List.of(lamp("one")), new Failure(kind, "no")));
        assertThat(done.retry()).isEqualTo(kind.retryable());
    }

    @Test
    void respond_aTargetThatWasReadAndDoesNotTell_isRefusedAndDoesNotComeAgain() throws InterruptedException {
        Response.Done done = respond(unsure(new Verdict.Undecidable<>(List.of(lamp("one")), "who knows")));

        assertThat(done.finding().outcomes())
                .containsExactly(new Outcome.Refused("l", List.of(lamp("one")), "undecidable", "who knows"));
        assertThat(done.retry()).isFalse();
    }

    @Test
    void respond_aWriteThatOneHasToBeAllowedFirst_isRefusedByItsRuleAndSettled() throws InterruptedException {
        Failure denied = new Failure(Failure.Kind.DENIED, "ask the mayor");
        Response.Done done = respond(new Lantern(street, "l") {
            @Override
            public Evidence enact(Approved<Light> step) {
                return new Evidence(
                        List.of(),
                        step.step().targets().stream()
                                .map(t -> new Evidence.Unlit(t, denied, t.same(lamp("one")) ? "grant" : null))
                                .toList(),
                        Map.of());
            }
        });

        assertThat(done.finding().outcomes())
                .contains(
                        new Outcome.Refused("l", List.of(lamp("one")), "grant", "ask the mayor"),
                        new Outcome.Failed("l", List.of(lamp("two")), denied))
                .noneMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(done.retry()).isFalse();
        assertThat(table.entries(done.finding().id()))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.state()).isEqualTo(LedgerEntry.State.FAILED));
    }

    @Test
    void respond_source_isToldWhenItsLookHasToBeOver() throws InterruptedException {
        List<Deadline> told = new ArrayList<>();
        Lantern asked = new Lantern(street, "l") {
            @Override
            public Seen observe(Scope scope, Deadline until) {
                told.add(until);
                return observe(scope);
            }
        };
        Deadline deadline = street.deadline();
        street.responder(Mode.ACT, table, asked).respond(alert("a", lamp("one")), deadline);
        assertThat(told).containsExactly(deadline);
    }

    private Lantern unsure(Verdict<Light> verdict) {
        return new Lantern(street, "l") {
            @Override
            public Judge<Seen, Light> judge() {
                return seen -> List.of(verdict);
            }
        };
    }
}
