package io.lamplighter.events;

import static io.lamplighter.events.Street.alert;
import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Intake.Answer;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Intake.Result;
import io.lamplighter.events.Street.Lantern;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Street street = new Street();
    private final MemoryTable table = new MemoryTable(street.clock);
    private final Intake intake =
            new Intake(street.responder(Mode.ACT, table, new Lantern(street, "l")), Street::failure);

    @Test
    void take_oneBadMessage_losesNoOther() throws InterruptedException {
        List<Answer> answers = intake.take(
                List.of(
                        new Message("1", List.of(new Parsed.Rejected("not JSON"))),
                        new Message("2", List.of(new Parsed.Read(alert("a", lamp("one"))))),
                        new Message("3", List.of(new Parsed.Ignored("a sample finding")))),
                street.deadline());

        assertThat(answers)
                .extracting(Answer::messageId, Answer::result, Answer::again)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("1", Result.REJECTED, true),
                        org.assertj.core.groups.Tuple.tuple("2", Result.DONE, false),
                        org.assertj.core.groups.Tuple.tuple("3", Result.IGNORED, false));
        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void take_sameAlertTwiceInOneBatch_bothAreDone() throws InterruptedException {
        Parsed read = new Parsed.Read(alert("a", lamp("one")));

        List<Answer> answers = intake.take(
                List.of(new Message("1", List.of(read)), new Message("2", List.of(read))), street.deadline());

        assertThat(answers).extracting(Answer::result).containsExactly(Result.DONE, Result.DONE);
        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void take_pastTheDeadline_comesAgain() throws InterruptedException {
        List<Answer> answers = intake.take(
                List.of(new Message("1", List.of(new Parsed.Read(alert("a", lamp("one")))))),
                new Deadline(street.clock.instant(), street.clock));

        assertThat(answers).singleElement().satisfies(a -> assertThat(a.again()).isTrue());
        assertThat(street.calls).hasValue(0);
    }
}
