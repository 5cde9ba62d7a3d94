package io.lamplighter.events;

import static io.lamplighter.events.Street.alert;
import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Intake.Answer;
import io.lamplighter.events.Intake.Message;
import io.lamplighter.events.Intake.Result;
import io.lamplighter.events.Street.Lantern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop and what we did ourselves: an undo of ours is no attack, a flame of ours that somebody put out is lit again. */
class OurWorkTest {
    private static final String CALL = "0f5a7d1e-2b34-4c56-8d78-9e0f1a2b3c4d";
    private static final String LIGHTING = "7c1d2e3f-4a5b-4c6d-8e7f-901a2b3c4d5e";

    private final Street street = new Street();
    private final MemoryTable table = new MemoryTable(street.clock);
    private final Flames flames = new Flames(street);
    private final Responder responder = street.responder(Mode.ACT, table, flames);

    /** A lantern whose flames have names of their own, and whose cloud gives every call an id. */
    private static final class Flames extends Lantern {
        List<String> calls = List.of(CALL);
        boolean blind;
        List<String> lightingCalls = List.of(LIGHTING);

        Flames(Street street) {
            super(street, "flames");
        }

        @Override
        public Set<String> makes() {
            return Set.of("flame");
        }

        @Override
        public Evidence enact(Approved<Street.Light> step) {
            return super.enact(step).by(lightingCalls);
        }

        @Override
        public Evidence verify(LedgerEntry entry) {
            if (blind) {
                throw new Street.Refusal(Failure.Kind.DENIED, "it may not be looked at");
            }
            Evidence seen = super.verify(entry);
            return seen.after().isEmpty()
                    ? seen
                    : new Evidence(seen.lit(), seen.unlit(), Map.of("Flames", List.of(flame(entry.targets()))));
        }

        @Override
        public Restoration undo(LedgerEntry entry, Mode mode) {
            return super.undo(entry, mode) instanceof Restoration.Restored done
                    ? new Restoration.Restored(done.what(), calls)
                    : super.undo(entry, mode);
        }

        private static String flame(List<ResourceRef> lamps) {
            return "flame-" + lamps.getFirst().id();
        }
    }

    private static Alert call(String id, String requestId, ResourceRef... named) {
        Alert plain = alert(id, named);
        return new Alert(
                plain.id(),
                "cloudtrail",
                plain.type(),
                plain.title(),
                plain.severity(),
                plain.time(),
                plain.account(),
                plain.region(),
                plain.resources(),
                plain.identities(),
                List.of(new Indicator("api", requestId), new Indicator(Indicator.REQUEST_ID, requestId)),
                plain.request());
    }

    private static ResourceRef flame(String id, String account, String region) {
        return new ResourceRef("flame", id, account, region);
    }

    private static ResourceRef flame(String id) {
        return flame(id, Street.ACCOUNT, Street.REGION);
    }

    private Response respond(Alert alert) throws InterruptedException {
        return responder.respond(alert, street.deadline());
    }

    @BeforeEach
    void lightOne() throws InterruptedException {
        respond(alert("first", lamp("one")));
        street.writes.clear();
        street.asked.clear();
        street.calls.set(0);
    }

    private List<LedgerEntry> first() {
        return table.entries(alert("first").findingId());
    }

    private void undo() {
        new Undoing(List.of(flames), account -> null, table, street.guard(Mode.ACT), Street::failure)
                .undo(first(), Mode.ACT);
        assertThat(street.lit).isEmpty();
    }

    @Test
    void respond_callOfOurUndo_looksAtNothingAndStoresNothing() throws InterruptedException {
        undo();
        Alert event = call("event", CALL, lamp("one"));

        assertThat(respond(event))
                .isEqualTo(new Response.OwnCall(
                        event.findingId(),
                        "our own undo of step %s made this call"
                                .formatted(first().getFirst().id())));
        assertThat(street.lit).isEmpty();
        assertThat(street.calls).hasValue(0);
        assertThat(table.open(event, street.clock.instant()))
                .as("never opened before")
                .isInstanceOfSatisfying(
                        FindingTable.Opening.Opened.class,
                        o -> assertThat(o.deliveries()).isEqualTo(1));
    }

    @Test
    void take_callOfOurUndo_isIgnoredWithItsStep() throws InterruptedException {
        undo();

        List<Answer> answers = new Intake(responder, Street::failure)
                .take(
                        List.of(new Message("1", List.of(new Parsed.Read(call("event", CALL, lamp("one")))))),
                        street.deadline());

        assertThat(answers).singleElement().satisfies(a -> {
            assertThat(a.result()).isEqualTo(Result.IGNORED);
            assertThat(a.again()).isFalse();
            assertThat(a.why()).contains("our own undo", first().getFirst().id());
        });
    }

    @Test
    void respond_sameCallByAnother_isAnAlert() throws InterruptedException {
        undo();

        assertThat(respond(call("event", "another", lamp("one")))).isInstanceOf(Response.Done.class);
        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void respond_callOfOurUndoOnSomethingElse_isAnAlert() throws InterruptedException {
        undo();

        assertThat(respond(call("event", CALL, lamp("two")))).isInstanceOf(Response.Done.class);
        assertThat(street.writes).containsExactly("two");
    }

    @Test
    void respond_callOfOurUndoNamingTheFlame_isOurs() throws InterruptedException {
        undo();

        assertThat(respond(call("event", CALL, flame("flame-one")))).isInstanceOf(Response.OwnCall.class);
    }

    @Test
    void respond_callOfOurUndoLongAfterIt_isAnAlert() throws InterruptedException {
        street.clock.move(Duration.ofHours(1));
        undo();

        assertThat(respond(call("event", CALL, lamp("one"))))
                .as("the event is of an hour before the undo")
                .isInstanceOf(Response.Done.class);
    }

    @Test
    void respond_callThatLitWhatIsOn_storesNothing() throws InterruptedException {
        for (ResourceRef named : List.of(lamp("one"), flame("flame-one"))) {
            Alert event = call("event", LIGHTING, named);
            assertThat(respond(event))
                    .isEqualTo(new Response.OwnCall(
                            event.findingId(),
                            "our own step %s made this call, and what it lit is on"
                                    .formatted(first().getFirst().id())));
            assertThat(table.find(event.findingId())).isNull();
        }
        assertThat(street.writes).isEmpty();
    }

    @Test
    void respond_callThatLitWhatIsOutAgain_isAnAlert() throws InterruptedException {
        street.lit.remove("one");

        assertThat(respond(call("event", LIGHTING, lamp("one")))).isInstanceOf(Response.Done.class);
        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void respond_idOfACallThatLitOnSomethingElseOrLongAfter_isAnAlert() throws InterruptedException {
        assertThat(respond(call("else", LIGHTING, lamp("two")))).isInstanceOf(Response.Done.class);
        street.clock.move(Duration.ofHours(1));
        respond(alert("later", lamp("three")));

        assertThat(respond(call("after", LIGHTING, lamp("three")))).isInstanceOf(Response.Done.class);
    }

    @Test
    void respond_whatACallLitCannotBeSeen_isAnAlert() throws InterruptedException {
        flames.blind = true;

        assertThat(respond(call("event", LIGHTING, lamp("one")))).isInstanceOf(Response.Done.class);
    }

    @Test
    void respond_callsOfSteps_areRecordedOnlyWhereTheCloudTellsThem() throws InterruptedException {
        assertThat(table.calledFor(LIGHTING)).isEqualTo(first().getFirst().id());
        flames.lightingCalls = List.of();
        street.boundary = name -> assertThat(name).doesNotContain("called");

        respond(alert("second", lamp("two")));

        assertThat(street.writes).containsExactly("two");
    }

    @Test
    void respond_alertOfNoCall_asksTheLedgerNothing() throws InterruptedException {
        respond(alert("plain", lamp("two")));

        assertThat(street.asked).isEmpty();
    }

    @Test
    void respond_requestLookupFails_comesAgainAndNothingIsChanged() throws InterruptedException {
        street.boundary = name -> {
            if (name.equals("before calledFor")) {
                throw new Street.Refusal(Failure.Kind.UNAVAILABLE, "no table");
            }
        };

        assertThat(respond(call("event", CALL, lamp("two")))).isInstanceOf(Response.Unrecorded.class);
        assertThat(street.writes).isEmpty();
    }

    @Test
    void undo_recordsItsCallsBeforeItSettles() {
        street.boundary = name -> {
            if (name.equals("before settle")) {
                throw new Street.Refusal(Failure.Kind.UNAVAILABLE, "killed");
            }
        };
        Ledger watched = new Street.Watched(table, street);
        new Undoing(List.of(flames), account -> null, watched, street.guard(Mode.ACT), Street::failure)
                .undo(first(), Mode.ACT);

        assertThat(first().getFirst().state()).isEqualTo(LedgerEntry.State.UNDOING);
        assertThat(table.calledFor(CALL)).isEqualTo(first().getFirst().id());
    }

    @Test
    void respond_flameOfOursPutOut_itsLampIsLitAgainUnderTheNewFinding() throws InterruptedException {
        street.lit.remove("one");

        Finding finding = ((Response.Done) respond(call("event", "theirs", flame("flame-one")))).finding();

        assertThat(street.writes).containsExactly("one");
        assertThat(finding.outcomes()).singleElement().isInstanceOf(Outcome.TurnedOn.class);
        assertThat(finding.entries()).singleElement().satisfies(e -> {
            assertThat(e.findingId()).isEqualTo(finding.id());
            assertThat(street.lit).containsEntry("one", e.id());
        });
        assertThat(finding.notes())
                .singleElement()
                .asString()
                .contains("flame-one", first().getFirst().id());
        assertThat(street.asked).containsExactly("theirs", "flame-one");
    }

    @Test
    void respond_flameOfOursWithoutItsRegion_isFollowed() throws InterruptedException {
        street.lit.remove("one");

        respond(call("event", "theirs", flame("flame-one", Street.ACCOUNT, "")));

        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void respond_flameThatBurnsAfterAll_isAlreadyOn() throws InterruptedException {
        Finding finding = ((Response.Done) respond(call("event", "theirs", flame("flame-one")))).finding();

        assertThat(finding.outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(street.writes).isEmpty();
    }

    @Test
    void respond_flameOfOursInAnotherPlace_isNotFollowed() throws InterruptedException {
        street.lit.remove("one");

        respond(call("a", "x", flame("flame-one", "444455556666", Street.REGION)));
        respond(call("b", "y", flame("flame-one", Street.ACCOUNT, "eu-north-1")));
        respond(call("c", "z", new ResourceRef("candle", "flame-one", Street.ACCOUNT, Street.REGION)));

        assertThat(street.writes).isEmpty();
        assertThat(street.asked).doesNotContain("candle");
    }

    @Test
    void respond_flameThatWeUndid_staysDarkThoughTheCallIsNotKnown() throws InterruptedException {
        flames.calls = List.of();
        undo();
        LedgerEntry undone = Objects.requireNonNull(first().getFirst());
        assertThat(undone.state()).isEqualTo(LedgerEntry.State.UNDONE);

        respond(call("event", "answer that was lost", flame("flame-one")));

        assertThat(street.lit).isEmpty();
    }
}
