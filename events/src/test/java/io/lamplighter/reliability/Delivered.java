package io.lamplighter.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Alert;
import io.lamplighter.events.Deadline;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Finding;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Mode;
import io.lamplighter.events.Outcome;
import io.lamplighter.events.Parsed;
import io.lamplighter.events.Parts;
import io.lamplighter.events.ResourceRef;
import io.lamplighter.events.Response;
import io.lamplighter.events.Watch;
import java.util.List;

/** What became of one message, by the outcomes of its finding. */
public record Delivered(Finding finding, boolean again) {
    /** The one alert of a message, as the function reads it. */
    public static Alert alert(List<Message> messages) {
        Parsed event = messages.getFirst().events().getFirst();
        assertThat(event).isInstanceOf(Parsed.Read.class);
        return ((Parsed.Read) event).alert();
    }

    /** Takes a message through the loop to its end; the finding has to be in the table then. */
    public static Delivered of(Parts lamps, List<Message> messages, Deadline deadline, Watch watch)
            throws InterruptedException {
        Response response = respond(lamps, messages, deadline, watch);
        assertThat(response).isInstanceOf(Response.Done.class);
        Response.Done done = (Response.Done) response;
        assertThat(lamps.findings().find(done.finding().id()))
                .as("the finding is stored")
                .isNotNull();
        return new Delivered(done.finding(), done.retry());
    }

    /** The same, however it ends. */
    public static Response respond(Parts lamps, List<Message> messages, Deadline deadline, Watch watch)
            throws InterruptedException {
        return lamps.responder(Mode.ACT, lamps.findings(), lamps.ledger(), watch)
                .respond(alert(messages), deadline);
    }

    /** What was turned on by one source. */
    public List<String> turnedOn(String source) {
        return ids(source, Outcome.TurnedOn.class);
    }

    /** What one source found lit. */
    public List<String> alreadyOn(String source) {
        return ids(source, Outcome.AlreadyOn.class);
    }

    private List<String> ids(String source, Class<? extends Outcome> kind) {
        return finding.outcomes().stream()
                .filter(kind::isInstance)
                .filter(o -> o.source().equals(source))
                .flatMap(o -> o.targets().stream())
                .map(ResourceRef::id)
                .sorted()
                .toList();
    }

    /** What failed. */
    public List<Outcome.Failed> failed() {
        return finding.outcomes().stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .toList();
    }

    /** That one thing failed and no other: in this source, in this way, for these. */
    public Failure onlyFailure(String source, Failure.Kind kind, List<String> targets) {
        assertThat(failed()).singleElement().satisfies(f -> {
            assertThat(f.source()).isEqualTo(source);
            assertThat(f.failure().kind()).isEqualTo(kind);
            assertThat(f.targets()).extracting(ResourceRef::id).containsExactlyInAnyOrderElementsOf(targets);
        });
        assertThat(again).as("asked for again").isEqualTo(kind.retryable());
        return failed().getFirst().failure();
    }
}
