package io.lamplighter.events;

import static io.lamplighter.events.Street.alert;
import static io.lamplighter.events.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.Street.Lantern;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponderTest {
    private final Street street = new Street();
    private final MemoryTable table = new MemoryTable(street.clock);

    private Finding respond(Responder responder, Alert alert) throws InterruptedException {
        Response response = responder.respond(alert, street.deadline());
        assertThat(response).isInstanceOf(Response.Done.class);
        return ((Response.Done) response).finding();
    }

    @Test
    void respond_darkLamp_isLitRecordedAndReported() throws InterruptedException {
        Finding finding = respond(street.responder(Mode.ACT, table, new Lantern(street, "l")), alert("a", lamp("one")));

        assertThat(finding.outcomes()).singleElement().isInstanceOf(Outcome.TurnedOn.class);
        assertThat(street.writes).containsExactly("one");
        assertThat(table.entries(finding.id())).singleElement().satisfies(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(e.plannedAt()).isEqualTo(Street.START);
            assertThat(e.expiresAt()).isEqualTo(Street.START.plus(Duration.ofDays(14)));
        });
        assertThat(table.find(finding.id())).isNotNull();
    }

    @Test
    void respond_twice_secondIsAlreadyOn() throws InterruptedException {
        Responder responder = street.responder(Mode.ACT, table, new Lantern(street, "l"));
        respond(responder, alert("a", lamp("one")));

        Finding second = respond(responder, alert("a", lamp("one")));

        assertThat(second.outcomes()).singleElement().isInstanceOf(Outcome.AlreadyOn.class);
        assertThat(second.deliveries()).isEqualTo(2);
        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void respond_tenAtOnce_makeOneSetOfChanges() throws Exception {
        Responder responder = street.responder(Mode.ACT, table, new Lantern(street, "l"));
        CountDownLatch together = new CountDownLatch(10);
        List<Callable<Response>> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(() -> {
                together.countDown();
                together.await();
                return responder.respond(alert("a", lamp("one"), lamp("two")), street.deadline());
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> one : threads.invokeAll(ten)) {
                assertThat(one.get()).isInstanceOfAny(Response.Done.class, Response.Busy.class);
            }
        }

        assertThat(street.writes).containsExactlyInAnyOrder("one", "two");
        assertThat(table.entries(alert("a").findingId())).hasSize(2).allMatch(e -> e.state() == LedgerEntry.State.ON);
    }

    @Test
    void respond_proposeMode_changesNothing() throws InterruptedException {
        Finding finding =
                respond(street.responder(Mode.PROPOSE, table, new Lantern(street, "l")), alert("a", lamp("one")));

        assertThat(finding.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Proposed.class,
                        p -> assertThat(p.request()).isEqualTo(Map.of("Lamps", List.of("one"))));
        assertThat(street.writes).isEmpty();
        assertThat(table.entries(finding.id())).isEmpty();
    }

    @Test
    void respond_oneSourceThrows_othersAreReported() throws InterruptedException {
        Lantern broken = new Lantern(street, "broken") {
            @Override
            public Street.Seen observe(Scope scope) {
                throw new Street.Refusal(Failure.Kind.DENIED, "no");
            }
        };
        Finding finding = respond(
                street.responder(Mode.ACT, table, broken, new Lantern(street, "fine")), alert("a", lamp("one")));

        assertThat(finding.outcomes())
                .anySatisfy(o -> assertThat(o).isInstanceOf(Outcome.TurnedOn.class))
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                f -> assertThat(f.failure().kind()).isEqualTo(Failure.Kind.DENIED)));
        assertThat(finding.worthRetry()).isFalse();
    }

    @Test
    void respond_hangingSource_endsAtTheDeadlineAndHidesNoOther() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Lantern hanging = new Lantern(street, "hanging") {
            @Override
            public Street.Seen observe(Scope scope) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.observe(scope);
            }
        };
        Responder responder = street.responder(Mode.ACT, table, hanging, new Lantern(street, "fine"));

        Response response = responder.respond(
                alert("a", lamp("one")), new Deadline(Instant.now().plusMillis(500), Clock.systemUTC()));

        Finding finding = ((Response.Done) response).finding();
        assertThat(finding.outcomes())
                .anySatisfy(o -> assertThat(o).isInstanceOf(Outcome.TurnedOn.class))
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                f -> assertThat(f.failure().kind()).isEqualTo(Failure.Kind.OUT_OF_TIME)));
        assertThat(((Response.Done) response).retry()).isTrue();
        assertThat(street.writes).containsExactly("one");
    }

    @Test
    void respond_handsOffTag_isRefused() throws InterruptedException {
        street.handsOff = Set.of("one");

        Finding finding = respond(
                street.responder(Mode.ACT, table, new Lantern(street, "l")), alert("a", lamp("one"), lamp("two")));

        assertThat(street.writes).containsExactly("two");
        assertThat(finding.outcomes())
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("hands-off")));
    }

    @Test
    void respond_outsideTheReach_isRefusedWithoutACall() throws InterruptedException {
        ResourceRef elsewhere = new ResourceRef("lamp", "one", "444455556666", Street.REGION);

        Finding finding = respond(street.responder(Mode.ACT, table, new Lantern(street, "l")), alert("a", elsewhere));

        assertThat(finding.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("reach"));
        assertThat(street.calls).hasValue(0);
    }

    @Test
    void respond_afterUndo_staysUndone() throws InterruptedException {
        Lantern lantern = new Lantern(street, "l");
        Responder responder = street.responder(Mode.ACT, table, lantern);
        Finding first = respond(responder, alert("a", lamp("one")));
        Undoing undoing =
                new Undoing(List.of(lantern), account -> null, table, street.guard(Mode.ACT), Street::failure);
        assertThat(undoing.undo(table.entries(first.id()), Mode.ACT).values())
                .singleElement()
                .isInstanceOf(Restoration.Restored.class);

        Finding again = respond(responder, alert("a", lamp("one")));

        assertThat(again.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("undone"));
        assertThat(street.lit).isEmpty();
    }

    @Test
    void respond_alertLimit_stopsAtTheLimitOverAllDeliveries() throws InterruptedException {
        Guard two = new Guard(
                Mode.ACT, street.guard(Mode.ACT).reach(), new Limits(2, 100, Duration.ofDays(1)), street.clock);
        Responder responder = street.responder(two, table, List.of(), new Lantern(street, "l"));
        respond(responder, alert("a", lamp("one"), lamp("two"), lamp("three")));

        Finding again = respond(responder, alert("a", lamp("four")));

        assertThat(street.writes).hasSize(2);
        assertThat(again.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("alert-limit"));
    }

    @Test
    void respond_dayLimit_changesNothingMore() throws InterruptedException {
        Guard one = new Guard(
                Mode.ACT, street.guard(Mode.ACT).reach(), new Limits(10, 1, Duration.ofDays(1)), street.clock);
        Responder responder = street.responder(one, table, List.of(), new Lantern(street, "l"));
        respond(responder, alert("a", lamp("one")));

        Finding other = respond(responder, alert("b", lamp("two")));

        assertThat(street.writes).containsExactly("one");
        assertThat(other.outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("day-limit"));
    }

    @Test
    void respond_historyTouchesMore_joinsTheScopeInASecondRound() throws InterruptedException {
        Enricher history = new Enricher() {
            @Override
            public String id() {
                return "history";
            }

            @Override
            public boolean applies(Alert alert, List<Scope> scopes) {
                return true;
            }

            @Override
            public Enrichment enrich(Alert alert, List<Scope> scopes) {
                return new Enrichment.Found(
                        "history", "touched two", Map.of(), List.of(lamp("two"), lamp("one")), List.of("3 left out"));
            }
        };
        Responder responder =
                street.responder(street.guard(Mode.ACT), table, List.of(history), new Lantern(street, "l"));

        Finding finding = respond(responder, alert("a", lamp("one")));

        assertThat(street.writes).containsExactly("one", "two");
        assertThat(finding.notes()).containsExactly("3 left out");
        assertThat(finding.scopes()).hasSize(2);
    }

    @Test
    void respond_tableIsDown_changesNothing() throws InterruptedException {
        street.boundary = name -> {
            if (name.equals("before open")) {
                throw new Street.Refusal(Failure.Kind.UNAVAILABLE, "no table");
            }
        };

        Response response = street.responder(Mode.ACT, table, new Lantern(street, "l"))
                .respond(alert("a", lamp("one")), street.deadline());

        assertThat(response).isInstanceOf(Response.Unrecorded.class);
        assertThat(street.writes).isEmpty();
    }

    @Test
    void respond_readThatFailedForOneTarget_isFailedAndComesAgain() throws InterruptedException {
        Failure throttled = new Failure(Failure.Kind.THROTTLED, "slow down");
        Lantern halfBlind = new Lantern(street, "l") {
            @Override
            public Judge<Street.Seen, Street.Light> judge() {
                return seen -> List.of(new Verdict.Undecidable<>(List.of(lamp("one")), throttled));
            }
        };

        Finding finding = respond(street.responder(Mode.ACT, table, halfBlind), alert("a", lamp("one")));

        assertThat(finding.outcomes()).containsExactly(new Outcome.Failed("l", List.of(lamp("one")), throttled));
        assertThat(finding.worthRetry()).isTrue();
    }

    @Test
    void respond_deadlineInTheMiddle_reportsWhatIsLitAndWhatIsLeft() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Lantern slow = new Lantern(street, "l") {
            @Override
            public Evidence verify(LedgerEntry entry) {
                if (entry.targets().getFirst().id().equals("two")) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new Street.Refusal(Failure.Kind.OUT_OF_TIME, "interrupted");
                    }
                }
                return super.verify(entry);
            }
        };
        Response response = street.responder(Mode.ACT, table, slow)
                .respond(
                        alert("a", lamp("one"), lamp("two")),
                        new Deadline(Instant.now().plusMillis(700), Clock.systemUTC()));

        assertThat(((Response.Done) response).finding().outcomes())
                .hasSize(2)
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.TurnedOn.class,
                                on -> assertThat(on.targets()).containsExactly(lamp("one"))))
                .anySatisfy(o -> assertThat(o).isInstanceOfSatisfying(Outcome.Failed.class, f -> {
                    assertThat(f.targets()).containsExactly(lamp("two"));
                    assertThat(f.failure().kind()).isEqualTo(Failure.Kind.OUT_OF_TIME);
                }));
        assertThat(((Response.Done) response).retry()).isTrue();
    }

    @Test
    void respond_evidenceStoreIsNotOurs_changesNothingAndSaysWhy() throws InterruptedException {
        street.store = new EvidenceStore.Look("the store is somebody else's", Set.of());

        for (Mode mode : Mode.values()) {
            Finding finding = respond(street.responder(mode, table, new Lantern(street, "l")), alert("a", lamp("one")));

            assertThat(finding.outcomes()).singleElement().isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                assertThat(r.rule()).isEqualTo("evidence-store");
                assertThat(r.why()).isEqualTo("the store is somebody else's");
            });
        }
        assertThat(street.writes).isEmpty();
    }

    @Test
    void respond_evidenceStoreLogsIntoTheTarget_makesNoRing() throws InterruptedException {
        street.store = new EvidenceStore.Look(null, Set.of("one"));

        Finding finding = respond(
                street.responder(Mode.ACT, table, new Lantern(street, "l")), alert("a", lamp("one"), lamp("two")));

        assertThat(street.writes).containsExactly("two");
        assertThat(finding.outcomes())
                .anySatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("loop")));
    }

    @Test
    void respond_evidenceStoreCannotBeSeenJustNow_changesNothingAndComesAgain() throws InterruptedException {
        street.boundary = name -> {
            if (name.equals("look at the store")) {
                throw new Street.Refusal(Failure.Kind.THROTTLED, "slow down");
            }
        };

        Finding finding = respond(street.responder(Mode.ACT, table, new Lantern(street, "l")), alert("a", lamp("one")));

        assertThat(finding.outcomes()).singleElement().isInstanceOf(Outcome.Failed.class);
        assertThat(finding.worthRetry()).isTrue();
        assertThat(street.writes).isEmpty();
    }

    @Test
    void respond_hardenOfMoreThanAnAlertMay_isBoundByTheDayAlone() throws InterruptedException {
        int lamps = 120;
        Guard guard = new Guard(
                Mode.ACT, street.guard(Mode.ACT).reach(), new Limits(2, 100, Duration.ofDays(1)), street.clock);
        List<ResourceRef> all =
                IntStream.range(0, lamps).mapToObj(i -> lamp("lamp-" + i)).toList();
        Responder responder = new Responder(
                List.of(new Lantern(street, "l")),
                List.of(),
                new Scoper() {
                    @Override
                    public Scoped scope(Alert alert) {
                        return new Scoped(
                                List.of(new Scope(Street.ACCOUNT, Street.REGION, Breadth.ALL, all)), List.of());
                    }

                    @Override
                    public Scoped group(List<ResourceRef> resources) {
                        return new Scoped(List.of(), List.of());
                    }
                },
                account -> null,
                scope -> Set.of(),
                scope -> EvidenceStore.Look.FIT,
                guard,
                table,
                table,
                Street::failure,
                Watch.NONE);

        Finding finding = respond(responder, alert("a"));

        assertThat(street.writes)
                .as("a batch that fits is not held up by the one that does not")
                .hasSize(90);
        assertThat(finding.outcomes().stream()
                        .filter(Outcome.Refused.class::isInstance)
                        .map(Outcome.Refused.class::cast))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.rule()).isEqualTo("day-limit");
                    assertThat(r.targets()).hasSize(30);
                });
    }

    @Test
    void respond_stepLeftPlannedWhereNobodyLooksNow_isSettledFromTheCloud() throws InterruptedException {
        Lantern lantern = new Lantern(street, "l");
        street.boundary = name -> {
            if (name.equals("verify")) {
                throw new Street.Refusal(Failure.Kind.UNAVAILABLE, "reset");
            }
        };
        respond(street.responder(Mode.ACT, table, lantern), alert("a", lamp("one")));
        assertThat(table.entries(alert("a").findingId())).allMatch(e -> e.state() == LedgerEntry.State.PLANNED);
        street.boundary = name -> {};

        Finding again = respond(street.responder(Mode.ACT, table, lantern), alert("a"));

        assertThat(again.outcomes()).isEmpty();
        assertThat(table.entries(again.id())).singleElement().satisfies(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(e.after()).isNotEmpty();
        });
    }

    @Test
    void respond_historyTouchesMore_isLookedAtByWhatLooksAtResources() throws InterruptedException {
        List<String> looks = new CopyOnWriteArrayList<>();
        Enricher history = new Noticing("history", false, looks, List.of(lamp("two")));
        Enricher instance = new Noticing("instance", true, looks, List.of());
        Responder responder =
                street.responder(street.guard(Mode.ACT), table, List.of(history, instance), new Lantern(street, "l"));

        Finding finding = respond(responder, alert("a", lamp("one")));

        assertThat(looks).containsExactlyInAnyOrder("history of one", "instance of one", "instance of two");
        assertThat(finding.enrichments()).hasSize(3);
    }

    /** Notes what it was asked to look at. */
    private record Noticing(String id, boolean looksAtResources, List<String> looks, List<ResourceRef> touched)
            implements Enricher {
        @Override
        public boolean applies(Alert alert, List<Scope> scopes) {
            return true;
        }

        @Override
        public Enrichment enrich(Alert alert, List<Scope> scopes) {
            scopes.forEach(s -> s.resources().forEach(r -> looks.add(id + " of " + r.id())));
            return new Enrichment.Found(id, "seen", Map.of(), touched, List.of());
        }
    }

    @Test
    void respond_sourceThatIsNotThere_isSaidInTheFinding() throws InterruptedException {
        Alert asked = alert("a", lamp("one")).with(Request.RESPOND.only(List.of("street.fog")));

        Finding finding = respond(street.responder(Mode.ACT, table, new Lantern(street, "street.lamps")), asked);

        assertThat(finding.notes()).containsExactly("there is no log source street.fog here; there are: street.lamps");
        assertThat(street.writes).isEmpty();
    }
}
