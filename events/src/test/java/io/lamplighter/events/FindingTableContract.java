package io.lamplighter.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.events.FindingTable.Lease;
import io.lamplighter.events.FindingTable.Opening;
import io.lamplighter.events.FindingTable.Stored;
import io.lamplighter.events.Ledger.Planning;
import io.lamplighter.events.LedgerEntry.State;
import io.lamplighter.reliability.HandClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every central table keeps, whatever it is made of: inherit this and name the table. */
public abstract class FindingTableContract {
    protected static final String ACCOUNT = "111122223333";
    protected static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final int MANY = 1000;

    protected final HandClock clock = new HandClock(NOON);
    private FindingTable findings = new MemoryTable(clock);
    private Ledger ledger = new MemoryTable(clock);

    /** A table behind both of its ports. */
    public record Ports(FindingTable findings, Ledger ledger) {}

    /** An empty table that reads this clock. */
    protected abstract Ports table(Clock reading);

    @BeforeEach
    final void lay() {
        Ports ports = table(clock);
        findings = ports.findings();
        ledger = ports.ledger();
    }

    protected static Alert alert(String id) {
        return alert(id, ACCOUNT, NOON, List.of());
    }

    protected static Alert alert(String id, String account, Instant time, List<ResourceRef> resources) {
        return new Alert(
                id,
                "guardduty",
                "Backdoor:EC2/C&CActivity.B!DNS",
                "An instance asks for a \"known\" name <script>\n",
                Severity.HIGH,
                time,
                account,
                "eu-central-1",
                resources,
                List.of(),
                List.of(),
                Request.RESPOND);
    }

    protected static Finding finding(Alert alert, String... notes) {
        return new Finding(
                alert.findingId(), alert, 1, List.of(), List.of(), List.of(), List.of(), List.of(notes), NOON);
    }

    protected static ResourceRef vpc(String id) {
        return new ResourceRef("AWS::EC2::VPC", id, ACCOUNT, "eu-central-1");
    }

    protected LedgerEntry planned(Alert alert, String id) {
        return new LedgerEntry(
                id,
                alert.findingId(),
                "aws.vpc-flow-logs",
                ACCOUNT,
                "eu-central-1",
                "ec2:CreateFlowLogs",
                List.of(vpc("vpc-" + id)),
                Map.of("ResourceIds", List.of("vpc-" + id)),
                Map.of(),
                Map.of(),
                State.PLANNED,
                "",
                clock.instant(),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(14)));
    }

    private LedgerEntry settled(LedgerEntry entry, State state) {
        return entry.settled(state, "read back", Map.of("FlowLogIds", List.of("fl-" + entry.id())), clock.instant());
    }

    private Instant until() {
        return clock.instant().plusSeconds(60);
    }

    private Opening.Opened opened(Alert alert) {
        return (Opening.Opened) findings.open(alert, until());
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        List<T> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> one : threads.invokeAll(work)) {
                done.add(one.get());
            }
        }
        return done;
    }

    private State state(String stepId) {
        return Objects.requireNonNull(ledger.entry(stepId), "no entry " + stepId)
                .state();
    }

    @Test
    void open_firstTime_isOpenedAndNotYetFound() {
        Opening.Opened opened = opened(alert("a"));

        assertThat(opened.deliveries()).isEqualTo(1);
        assertThat(opened.earlier()).isEmpty();
        assertThat(findings.find(alert("a").findingId())).isNull();
    }

    @Test
    void open_whileAnotherHasIt_isBusyUntilItsLeaseEnds() {
        Instant until = until().plusNanos(123_456_789);
        findings.open(alert("a"), until);

        assertThat(findings.open(alert("a"), until().plusSeconds(60))).isEqualTo(new Opening.Busy(until));
        assertThat(findings.open(alert("b"), until())).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void open_leaseOver_isTakenOverWithTheEarlierEntries() {
        Opening.Opened first = opened(alert("a"));
        LedgerEntry entry = planned(alert("a"), "one");
        ledger.plan(List.of(entry), first.lease(), MANY);
        clock.move(Duration.ofSeconds(60));

        Opening.Opened second = opened(alert("a"));

        assertThat(second.deliveries()).isEqualTo(2);
        assertThat(second.earlier()).containsExactly(entry);
        assertThat(second.lease().token()).isNotEqualTo(first.lease().token());
    }

    @Test
    void open_afterItWasDone_isOpenedAtOnce() {
        Opening.Opened first = opened(alert("a"));
        findings.store(finding(alert("a")), first.lease(), false);
        assertThat(findings.open(alert("a"), until())).isInstanceOf(Opening.Busy.class);

        findings.store(finding(alert("a")), first.lease(), true);

        assertThat(opened(alert("a")).deliveries()).isEqualTo(2);
        assertThat(findings.find(alert("a").findingId())).isNotNull();
    }

    @Test
    void open_tenAtOnce_oneHasItAndNineAreBusy() throws InterruptedException, ExecutionException {
        List<Opening> openings = atOnce(IntStream.range(0, 10)
                .<Callable<Opening>>mapToObj(i -> () -> findings.open(alert("a"), until()))
                .toList());

        assertThat(openings).filteredOn(o -> o instanceof Opening.Opened).hasSize(1);
        assertThat(openings).filteredOn(o -> o instanceof Opening.Busy).hasSize(9);
    }

    @Test
    void lostLease_writesNothing() {
        Lease lost = opened(alert("a")).lease();
        clock.move(Duration.ofSeconds(60));
        Lease held = opened(alert("a")).lease();

        assertThat(ledger.plan(List.of(planned(alert("a"), "one")), lost, 1)).isInstanceOf(Planning.LeaseLost.class);
        assertThat(findings.store(finding(alert("a"), "late"), lost, true)).isFalse();

        assertThat(findings.find(alert("a").findingId())).isNull();
        assertThat(ledger.entries(alert("a").findingId())).isEmpty();
        assertThat(findings.open(alert("a"), until())).isInstanceOf(Opening.Busy.class);
        assertThat(ledger.plan(List.of(planned(alert("a"), "two")), held, 1)).isInstanceOf(Planning.Recorded.class);
    }

    @Test
    void plan_overTheDaysLimit_writesNoneOfThem() {
        Lease lease = opened(alert("a")).lease();
        ledger.plan(List.of(planned(alert("a"), "one"), planned(alert("a"), "two")), lease, 3);

        Planning over = ledger.plan(List.of(planned(alert("a"), "three"), planned(alert("a"), "four")), lease, 3);

        assertThat(over).isEqualTo(new Planning.DayLimit(3));
        assertThat(ledger.entries(alert("a").findingId())).hasSize(2);
        assertThat(ledger.plan(List.of(planned(alert("a"), "three")), lease, 3)).isInstanceOf(Planning.Recorded.class);
        assertThat(ledger.plan(List.of(planned(alert("a"), "four")), lease, 3)).isInstanceOf(Planning.DayLimit.class);
    }

    @Test
    void plan_moreThanADayAtOnce_isRefusedOnAFreshDay() {
        Lease lease = opened(alert("a")).lease();

        assertThat(ledger.plan(List.of(planned(alert("a"), "one"), planned(alert("a"), "two")), lease, 1))
                .isEqualTo(new Planning.DayLimit(1));
    }

    @Test
    void plan_nextDay_countsAnew() {
        Lease lease = opened(alert("a")).lease();
        ledger.plan(List.of(planned(alert("a"), "one")), lease, 1);
        clock.move(Duration.ofHours(12));

        assertThat(ledger.plan(List.of(planned(alert("a"), "two")), lease, 1)).isInstanceOf(Planning.Recorded.class);
    }

    @Test
    void plan_atOnceFromManyFindings_keepsTheDaysLimitExactly() throws InterruptedException, ExecutionException {
        List<Callable<Planning>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Alert alert = alert("alert-" + i);
            Lease lease = opened(alert).lease();
            work.add(() -> ledger.plan(List.of(planned(alert, alert.id())), lease, 7));
        }

        List<Planning> plannings = atOnce(work);

        assertThat(plannings).filteredOn(p -> p instanceof Planning.Recorded).hasSize(7);
        assertThat(plannings)
                .filteredOn(p -> p.equals(new Planning.DayLimit(7)))
                .hasSize(5);
    }

    @Test
    void plan_sameStepTwice_isRecordedAndCountedOnce() {
        Lease lease = opened(alert("a")).lease();
        LedgerEntry entry = planned(alert("a"), "one");

        assertThat(ledger.plan(List.of(entry, entry), lease, 1)).isInstanceOf(Planning.Recorded.class);
        assertThat(ledger.entries(alert("a").findingId())).containsExactly(entry);
    }

    @Test
    void plan_moreThanOneTransactionHolds_isAllRecordedOrNone() {
        Lease lease = opened(alert("a")).lease();
        List<LedgerEntry> many = IntStream.range(0, 230)
                .mapToObj(i -> planned(alert("a"), "step-%03d".formatted(i)))
                .toList();

        assertThat(ledger.plan(many, lease, 229)).isEqualTo(new Planning.DayLimit(229));
        assertThat(ledger.entries(alert("a").findingId())).isEmpty();
        assertThat(ledger.plan(many, lease, 230)).isInstanceOf(Planning.Recorded.class);
        assertThat(ledger.entries(alert("a").findingId())).containsExactlyElementsOf(many);
    }

    @Test
    void plan_undoneSinceTheOpening_writesNone() {
        Lease lease = opened(alert("a")).lease();
        LedgerEntry entry = planned(alert("a"), "one");
        ledger.plan(List.of(entry), lease, MANY);
        ledger.claimUndo(settled(entry, State.ON));

        assertThat(ledger.plan(List.of(entry, planned(alert("a"), "two")), lease, MANY))
                .isInstanceOf(Planning.LeaseLost.class);
        assertThat(state("one")).isEqualTo(State.UNDOING);
        assertThat(ledger.entry("two")).isNull();
    }

    @Test
    void plan_again_startsTheEntryAnew() {
        Lease lease = opened(alert("a")).lease();
        LedgerEntry first = planned(alert("a"), "one");
        ledger.plan(List.of(first), lease, MANY);
        ledger.settle(settled(first, State.ON));
        clock.move(Duration.ofSeconds(1));
        LedgerEntry again = planned(alert("a"), "one");

        assertThat(ledger.plan(List.of(again), lease, MANY)).isInstanceOf(Planning.Recorded.class);
        assertThat(ledger.entry("one")).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({
        // there, then written late, then what is left
        "PLANNED, ON, ON",
        "PLANNED, FAILED, FAILED",
        "PLANNED, UNDONE, PLANNED",
        "FAILED, ON, ON",
        "FAILED, UNDONE, FAILED",
        "ON, FAILED, ON",
        "ON, UNDONE, UNDONE",
        "UNDOING, FAILED, UNDOING",
        "UNDOING, ON, ON",
        "UNDOING, UNDONE, UNDONE",
        "UNDONE, ON, UNDONE",
        "UNDONE, FAILED, UNDONE",
    })
    void settle_late_takesNothingBack(State there, State late, State left) {
        LedgerEntry entry = planned(alert("a"), "one");
        ledger.plan(List.of(entry), opened(alert("a")).lease(), MANY);
        switch (there) {
            case PLANNED -> {}
            case ON, FAILED -> ledger.settle(settled(entry, there));
            case UNDOING -> ledger.claimUndo(settled(entry, State.ON));
            case UNDONE -> {
                ledger.claimUndo(settled(entry, State.ON));
                ledger.settle(settled(entry, State.UNDONE));
            }
        }
        assertThat(state("one")).isEqualTo(there);

        ledger.settle(settled(entry, late));

        assertThat(state("one")).isEqualTo(left);
    }

    @Test
    void settle_failureOfAnEarlierPlan_leavesTheLaterPlan() {
        Lease lease = opened(alert("a")).lease();
        LedgerEntry first = planned(alert("a"), "one");
        ledger.plan(List.of(first), lease, MANY);
        clock.move(Duration.ofSeconds(1));
        ledger.plan(List.of(planned(alert("a"), "one")), lease, MANY);

        ledger.settle(settled(first, State.FAILED));

        assertThat(state("one")).isEqualTo(State.PLANNED);
    }

    @Test
    void settle_whatWasNeverPlanned_writesNothing() {
        ledger.settle(settled(planned(alert("a"), "one"), State.ON));

        assertThat(ledger.entry("one")).isNull();
    }

    @Test
    void claimUndo_twoAtOnce_oneHasIt() throws InterruptedException, ExecutionException {
        LedgerEntry on = settled(planned(alert("a"), "one"), State.ON);
        ledger.plan(List.of(planned(alert("a"), "one")), opened(alert("a")).lease(), MANY);

        List<Boolean> claims = atOnce(List.of(() -> ledger.claimUndo(on), () -> ledger.claimUndo(on)));

        assertThat(claims).containsExactlyInAnyOrder(true, false);
        LedgerEntry undoing = Objects.requireNonNull(ledger.entry("one"));
        assertThat(undoing.state()).isEqualTo(State.UNDOING);
        assertThat(undoing.after()).isEqualTo(on.after());
    }

    @Test
    void claimUndo_anUndoThatDied_isTakenOverOnce() {
        LedgerEntry on = settled(planned(alert("a"), "one"), State.ON);
        ledger.plan(List.of(planned(alert("a"), "one")), opened(alert("a")).lease(), MANY);
        ledger.claimUndo(on);
        LedgerEntry died = Objects.requireNonNull(ledger.entry("one"));
        clock.move(Duration.ofSeconds(1));

        assertThat(ledger.claimUndo(died)).isTrue();
        assertThat(ledger.claimUndo(died)).isFalse();
    }

    @Test
    void claimUndo_undoneFailedOrUnknown_isNotToBeHad() {
        Lease lease = opened(alert("a")).lease();
        LedgerEntry undone = planned(alert("a"), "undone");
        LedgerEntry failed = planned(alert("a"), "failed");
        ledger.plan(List.of(undone, failed), lease, MANY);
        ledger.claimUndo(settled(undone, State.ON));
        ledger.settle(settled(undone, State.UNDONE));
        ledger.settle(settled(failed, State.FAILED));

        assertThat(ledger.claimUndo(settled(undone, State.ON))).isFalse();
        assertThat(ledger.claimUndo(settled(failed, State.FAILED))).isFalse();
        assertThat(ledger.claimUndo(planned(alert("a"), "unknown"))).isFalse();
    }

    /** What comes out of JSON: an exact undo needs every type to come back as it went in. */
    private static Map<String, Object> odd() {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("empty", "");
        odd.put("", "an empty name");
        odd.put("a.b[0] \"quoted\"", "line\nbreak\ttab \u0000 \\ \" ' <script> ${x}");
        odd.put("unicode", "Zürich 東京 🔦 \u202e");
        odd.put("halfPair", "\ud83d alone \udd26");
        odd.put("numbers", List.of(0, -1, Integer.MAX_VALUE, Long.MAX_VALUE, 1.0, 0.1, 1e300, -0.5));
        odd.put("flags", List.of(true, false));
        odd.put("null", null);
        odd.put("nested", List.of(List.of(), List.of(List.of("x"), Map.of("y", List.of(1, Map.of())))));
        odd.put("emptyMap", Map.of());
        return odd;
    }

    @Test
    void entry_roundTrip_isExact() {
        LedgerEntry entry = new LedgerEntry(
                "odd",
                alert("a").findingId(),
                "aws.s3-access-logs",
                ACCOUNT,
                "eu-central-1",
                "s3:PutBucketLogging",
                List.of(
                        new ResourceRef("AWS::S3::Bucket", "quote\"s\n", ACCOUNT, "eu-central-1"),
                        new ResourceRef("X", "", ACCOUNT, "eu-central-1", Map.of("AWS::EC2::VPC", "vpc-1", "", "🔦"))),
                odd(),
                odd(),
                Map.of(),
                State.PLANNED,
                "",
                NOON.plusNanos(1),
                NOON.plusMillis(2),
                NOON.plus(Duration.ofDays(14)));
        ledger.plan(List.of(entry), opened(alert("a")).lease(), MANY);
        assertThat(ledger.entry("odd")).isEqualTo(entry);

        LedgerEntry on = entry.settled(State.ON, "note \"ö\"\n", odd(), NOON.plusSeconds(3));
        ledger.settle(on);

        LedgerEntry back = Objects.requireNonNull(ledger.entry("odd"));
        assertThat(back).isEqualTo(on);
        assertThat(back.before().keySet()).containsExactlyElementsOf(odd().keySet());
        assertThat(ledger.entries(alert("a").findingId())).containsExactly(on);
    }

    @Test
    void entries_oldestFirst_ofThisFindingOnly() {
        Lease lease = opened(alert("a")).lease();
        LedgerEntry second = planned(alert("a"), "a-second");
        clock.move(Duration.ofSeconds(-5));
        LedgerEntry first = planned(alert("a"), "z-first");
        ledger.plan(List.of(second, first), lease, MANY);
        ledger.plan(List.of(planned(alert("b"), "other")), opened(alert("b")).lease(), MANY);

        assertThat(ledger.entries(alert("a").findingId())).containsExactly(first, second);
        assertThat(ledger.entries("unknown")).isEmpty();
        assertThat(ledger.entry("unknown")).isNull();
        assertThat(ledger.entry("x".repeat(5000))).isNull();
    }

    private void keep(Alert alert, String... notes) {
        assertThat(findings.store(finding(alert, notes), opened(alert).lease(), true))
                .isTrue();
    }

    @Test
    void find_stored_isTheLastDocument() {
        keep(alert("a"), "first");
        keep(alert("a"), "second");

        Stored stored = Objects.requireNonNull(findings.find(alert("a").findingId()));

        assertThat(stored)
                .isEqualTo(new Stored(
                        alert("a").findingId(),
                        ACCOUNT,
                        "eu-central-1",
                        NOON,
                        "Backdoor:EC2/C&CActivity.B!DNS",
                        Severity.HIGH,
                        OcsfDocument.of(finding(alert("a"), "second"))));
        assertThat(findings.find("unknown")).isNull();
        assertThat(findings.find("")).isNull();
    }

    @Test
    void store_oddNames_areKept() {
        String odd = "half \ud83d pair, quote \" and \n";
        Alert alert = new Alert(
                odd,
                odd,
                odd,
                odd,
                Severity.UNKNOWN,
                Instant.MAX,
                odd,
                "",
                List.of(new ResourceRef(odd, odd, "", ""), new ResourceRef("", "", "", "")),
                List.of(new Identity(odd, odd)),
                List.of(new Indicator(odd, "x".repeat(3000))),
                Request.RESPOND);

        keep(alert);

        assertThat(findings.find(alert.findingId())).isNotNull();
        assertThat(findings.list(odd, Instant.EPOCH, 10)).hasSize(1);
        assertThat(findings.touching(odd, 10)).hasSize(1);
    }

    @Test
    void list_account_isNewestFirstSinceThenAtMostLimit() {
        for (int i : new int[] {3, 1, 4, 2, 0}) {
            keep(alert("alert-" + i, ACCOUNT, NOON.plusMillis(i), List.of()));
        }
        keep(alert("other", "444455556666", NOON, List.of()));
        findings.open(alert("opened only"), until());

        assertThat(findings.list(ACCOUNT, NOON.plusMillis(1), 3))
                .extracting(Stored::id)
                .containsExactly(
                        alert("alert-4").findingId(),
                        alert("alert-3").findingId(),
                        alert("alert-2").findingId());
        assertThat(findings.list(ACCOUNT, NOON.plusMillis(1), 10)).hasSize(4);
        assertThat(findings.list("999999999999", Instant.EPOCH, 10)).isEmpty();
    }

    @Test
    void list_overAMegabyte_isReadInPages() {
        String[] notes = new String[100];
        Arrays.fill(notes, "n".repeat(3000));
        List<Stored> kept = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Alert alert = alert("alert-" + i, ACCOUNT, NOON.plusSeconds(i), List.of(vpc("vpc-1")));
            keep(alert, notes);
            kept.add(Objects.requireNonNull(findings.find(alert.findingId())));
        }
        kept.sort(Comparator.comparing(Stored::time).reversed());

        assertThat(findings.list(ACCOUNT, Instant.EPOCH, 100)).isEqualTo(kept);
        assertThat(findings.touching("vpc-1", 100)).isEqualTo(kept);
    }

    @Test
    void touching_resource_findsAlertScopeAndTargetsEachOnce() {
        Alert alert = alert("a", ACCOUNT, NOON, List.of(vpc("vpc-alert"), vpc("vpc-twice")));
        List<ResourceRef> targets =
                IntStream.range(0, 230).mapToObj(i -> vpc("vpc-" + i)).toList();
        Finding finding = new Finding(
                alert.findingId(),
                alert,
                1,
                List.of(new Scope(
                        ACCOUNT, "eu-central-1", Breadth.TOUCHED, List.of(vpc("vpc-twice"), vpc("vpc-scope")))),
                List.of(),
                List.of(new Outcome.AlreadyOn("aws.vpc-flow-logs", targets, "fl-1")),
                List.of(),
                List.of(),
                NOON);
        Lease lease = opened(alert).lease();
        assertThat(findings.store(finding, lease, false)).isTrue();
        assertThat(findings.store(finding, lease, true)).isTrue();
        keep(alert("newer", ACCOUNT, NOON.plusSeconds(1), List.of(vpc("vpc-twice"))));

        for (String id : List.of("vpc-alert", "vpc-scope", "vpc-0", "vpc-229")) {
            assertThat(findings.touching(id, 10)).extracting(Stored::id).containsExactly(finding.id());
        }
        assertThat(findings.touching("vpc-twice", 10))
                .extracting(Stored::id)
                .containsExactly(alert("newer").findingId(), finding.id());
        assertThat(findings.touching("vpc-twice", 1)).hasSize(1);
        assertThat(findings.touching("vpc-none", 10)).isEmpty();
    }

    @Test
    void called_calls_areFoundByTheirIds() {
        LedgerEntry entry = planned(alert("a"), "one");
        ledger.plan(List.of(entry), opened(alert("a")).lease(), MANY);
        String odd = "half \ud83d pair, \" and " + "x".repeat(2000);
        List<String> many = IntStream.range(0, 130).mapToObj(i -> "many-" + i).toList();

        ledger.called(entry, List.of("79104EXAMPLEB723", odd, "79104EXAMPLEB723"));
        ledger.called(entry, List.of("79104EXAMPLEB723"));
        ledger.called(entry, many);
        ledger.called(entry, List.of());

        for (String id : List.of("79104EXAMPLEB723", odd, "many-0", "many-129")) {
            assertThat(ledger.calledFor(id)).as(id).isEqualTo("one");
        }
        for (String id : List.of("79104exampleb723", "79104EXAMPLEB72", "one", "")) {
            assertThat(ledger.calledFor(id)).as(id).isNull();
        }
        assertThat(ledger.entry("one")).isEqualTo(entry);
        assertThat(ledger.entries(alert("a").findingId())).containsExactly(entry);
    }

    private LedgerEntry lit(Alert alert, String id, Object... made) {
        LedgerEntry entry = planned(alert, id);
        ledger.plan(List.of(entry), opened(alert).lease(), MANY);
        LedgerEntry on = entry.settled(State.ON, "lit", Map.of("FlowLogIds", List.of(made)), clock.instant());
        ledger.settle(on);
        return on;
    }

    @Test
    void made_byStepsThatAreOn_isFoundByEachOfItsIds() {
        Object[] many = IntStream.range(0, 230).mapToObj(i -> "fl-" + i).toArray();
        LedgerEntry on = lit(alert("a"), "one", many);
        clock.move(Duration.ofMinutes(2));
        LedgerEntry later = lit(alert("b"), "two", "fl-0", "", 7, List.of("fl-nested"), "vpc-two");

        for (String id : List.of("fl-1", "fl-99", "fl-229")) {
            assertThat(ledger.made(id)).as(id).containsExactly(on);
        }
        assertThat(ledger.made("fl-0")).as("oldest first").containsExactly(on, later);
        for (String id : List.of("fl-230", "", "7", "fl-nested", "vpc-two", "one", "x".repeat(3000))) {
            assertThat(ledger.made(id)).as(id).isEmpty();
        }
    }

    @Test
    void made_oneThingByManySteps_isTheNewest() {
        Lease lease = opened(alert("a")).lease();
        List<LedgerEntry> on = new ArrayList<>();
        for (int i = 0; i < Ledger.MOST_MADE + 20; i++) {
            LedgerEntry entry = planned(alert("a"), "step-%03d".formatted(i));
            ledger.plan(List.of(entry), lease, MANY);
            on.add(entry.settled(State.ON, "lit", Map.of("Id", "rqlc-1"), clock.instant()));
            ledger.settle(on.getLast());
            clock.move(Duration.ofMillis(1));
        }

        assertThat(ledger.made("rqlc-1")).containsExactlyElementsOf(on.subList(20, on.size()));
    }

    @Test
    void made_isNotWrittenByASettlingThatIsNot() {
        LedgerEntry failed = planned(alert("a"), "failed");
        LedgerEntry undone = planned(alert("a"), "undone");
        ledger.plan(List.of(failed, undone), opened(alert("a")).lease(), MANY);
        ledger.settle(failed.settled(State.FAILED, "no", Map.of("Id", "fl-failed"), clock.instant()));
        ledger.claimUndo(undone);
        ledger.settle(undone.settled(State.UNDONE, "dark again", Map.of(), clock.instant()));
        ledger.settle(undone.settled(State.ON, "late", Map.of("Id", "fl-late"), clock.instant()));
        ledger.settle(planned(alert("a"), "unknown").settled(State.ON, "", Map.of("Id", "fl-x"), clock.instant()));

        for (String id : List.of("fl-failed", "fl-late", "fl-x")) {
            assertThat(ledger.made(id)).as(id).isEmpty();
        }
        assertThat(ledger.entry("unknown")).isNull();
    }

    @Test
    void made_afterItsUndo_isTheEntryAsItIsNow() {
        LedgerEntry on = lit(alert("a"), "one", "fl-1");
        ledger.claimUndo(on);
        LedgerEntry undone = on.settled(State.UNDONE, "dark again", on.after(), clock.instant());
        ledger.settle(undone);

        assertThat(ledger.made("fl-1")).containsExactly(undone);
    }

    @Test
    void made_andTouched_areNotTakenForEachOther() {
        LedgerEntry on = lit(alert("a"), "one", "fl-1");
        keep(alert("b", ACCOUNT, NOON, List.of(vpc("fl-1"), vpc("MADE#fl-2"), vpc("MADE#fl-1"))));

        assertThat(ledger.made("fl-1")).containsExactly(on);
        assertThat(ledger.made("fl-2")).isEmpty();
        assertThat(findings.touching("fl-1", 10))
                .extracting(Stored::id)
                .containsExactly(alert("b").findingId());
        assertThat(findings.touching("MADE#fl-1", 10))
                .extracting(Stored::id)
                .containsExactly(alert("b").findingId());
    }
}
