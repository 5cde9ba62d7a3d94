package io.lamplighter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every log source promises, held against the real loop: each source inherits it and says how its dark world is
 * made.
 *
 * <p>Free of any cloud: what goes out is told by {@link #sent()}, what is there by {@link #world()}.
 *
 * @param <F> the source's facts
 * @param <S> the source's steps
 */
public abstract class LogSourceContract<F extends Record, S extends Step> {
    private LogSource<F, S> source;
    private SourceLoop loop;

    /** Makes the world anew: all that {@link #touched()} and {@link #everything()} name is dark. */
    protected abstract void makeDarkWorld();

    /** The source, on clients whose calls are recorded; asked for once per test, after the world is made. */
    protected abstract LogSource<F, S> newSource();

    /** Two dark resources or more, in one account and region, that all end lit by this source; or its {@link #onlyTarget()}. */
    protected abstract Scope touched();

    /** Whether an account has but one resource that this source can light, as with a log of the account itself. */
    protected boolean onlyTarget() {
        return false;
    }

    /** All there is, in the same account and region. */
    protected Scope everything() {
        return new Scope(touched().account(), touched().region(), Breadth.ALL, List.of());
    }

    /** Tells what the SDK's exceptions mean. */
    protected abstract FailureReader failures();

    /** Every call that the source made since {@link #forgetCalls()}, in order. */
    protected abstract List<SentCall> sent();

    /** Starts to record anew. */
    protected abstract void forgetCalls();

    /** The permissions of the calls made since {@link #forgetCalls()}. */
    protected Set<String> callsMade() {
        Set<String> made = new TreeSet<>();
        sent().forEach(c -> made.add(c.permission()));
        return made;
    }

    /**
     * The names of the parameters that no dry run can know, since they are made from the approved step or from what a
     * step before it made: tags, tokens, ids.
     */
    protected Set<String> knownOnlyWhenSent() {
        return Set.of();
    }

    /** The log settings as they are, comparable with {@code equals}; read with clients that are not recorded. */
    protected abstract Object world();

    /** Somebody else makes what this entry left their own, so that an undo would take away what is not ours. */
    protected abstract void takenOver(LedgerEntry entry);

    /** Somebody else puts out what this entry's step lit; a step that only prepares lights nothing. */
    protected abstract void putOut(LedgerEntry entry);

    /** Once a write has gone out, every read is refused with this kind, {@code THROTTLED} or {@code DENIED}; null ends it. */
    protected abstract void refuseReadsAfterAWrite(Failure.@Nullable Kind kind);

    /** Goes ways that neither responding nor hardening nor undoing goes, so that the grants can be told to be used. */
    protected void alsoExercise(LogSource<F, S> exercised) {}

    @BeforeEach
    void startDark() {
        makeDarkWorld();
        source = newSource();
        loop = new SourceLoop(source, StoppingSource.reading(failures()));
        forgetCalls();
    }

    @Test
    void aim_touchedScope_appliesAndCallsNothing() {
        Aim aim = source.aim(touched());
        assertThat(aim.applies()).isTrue();
        if (onlyTarget()) {
            assertThat(aim.targets()).hasSize(1);
        } else {
            assertThat(aim.targets()).hasSizeGreaterThan(1);
        }
        assertThat(source.aim(new Scope(touched().account(), touched().region(), Breadth.TOUCHED, List.of()))
                        .applies())
                .as("nothing touched, nothing to look at")
                .isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void judge_sameFacts_saysTheSameAndCallsNothing() {
        for (Scope scope : List.of(touched(), everything())) {
            F facts = source.observe(scope);
            F again = source.observe(scope);
            assertThat(again).as("two looks at the same world").isEqualTo(facts);
            forgetCalls();
            List<Verdict<S>> verdicts = source.judge().of(facts);
            assertThat(source.judge().of(facts)).isEqualTo(verdicts);
            assertThat(source.judge().of(again)).isEqualTo(verdicts);
            assertThat(sent()).isEmpty();
        }
    }

    @Test
    void judge_touchedScope_putsEveryTargetInOneVerdict() {
        List<ResourceRef> judged = source.judge().of(source.observe(touched())).stream()
                .flatMap(v -> v.targets().stream())
                .toList();
        for (ResourceRef target : source.aim(touched()).targets()) {
            assertThat(judged.stream().filter(target::same)).as(target.id()).hasSize(1);
        }
    }

    @Test
    void propose_darkWorld_changesNothing() {
        Object before = world();
        Finding finding = loop.respond(Mode.PROPOSE, touched());
        assertThat(finding.outcomes()).isNotEmpty().allMatch(Outcome.Proposed.class::isInstance);
        assertThat(world()).isEqualTo(before);
        assertThat(callsMade()).isSubsetOf(grants().read());
        assertThat(loop.entries(touched())).isEmpty();
    }

    @Test
    void propose_darkWorld_listsExactlyTheCallsOfTheLaterRun() {
        for (Supplier<Scope> named : List.<Supplier<Scope>>of(this::touched, this::everything)) {
            makeDarkWorld();
            Scope scope = named.get();
            Finding dry = loop.respond(Mode.PROPOSE, scope);
            List<SentCall> listed = all(dry, Outcome.Proposed.class).stream()
                    .map(p -> new SentCall(p.action(), p.request()).without(knownOnlyWhenSent()))
                    .toList();
            forgetCalls();
            Finding wet = loop.respond(Mode.ACT, scope);
            assertThat(wet.outcomes()).allMatch(Outcome.TurnedOn.class::isInstance);
            assertThat(writes().stream().map(c -> c.without(knownOnlyWhenSent())))
                    .containsExactlyInAnyOrderElementsOf(listed);
            assertThat(wet.entries().stream()
                            .map(e -> new SentCall(e.action(), e.request()).without(knownOnlyWhenSent())))
                    .as("the ledger has the same")
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void respond_darkWorld_turnsOnEveryTargetAndRecordsIt() {
        Finding finding = loop.respond(Mode.ACT, touched());
        assertThat(finding.outcomes()).isNotEmpty().allMatch(Outcome.TurnedOn.class::isInstance);
        for (ResourceRef target : source.aim(touched()).targets()) {
            assertThat(finding.outcomes().stream().flatMap(o -> o.targets().stream()))
                    .as(target.id())
                    .anyMatch(target::same);
        }
        assertThat(loop.entries(touched())).isNotEmpty().allSatisfy(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(e.after()).as("what the undo will compare with").isNotEmpty();
        });
    }

    @Test
    void respond_twice_isAlreadyOnAndSendsNothing() {
        loop.respond(Mode.ACT, touched());
        Object lit = world();
        forgetCalls();
        Finding second = loop.respond(Mode.ACT, touched());
        assertThat(second.deliveries()).isEqualTo(2);
        assertThat(second.outcomes()).isNotEmpty().allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(writes()).isEmpty();
        assertThat(world()).isEqualTo(lit);
    }

    @Test
    void respond_afterHarden_isAlreadyOn() {
        loop.respond(Mode.ACT, everything());
        forgetCalls();
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .isNotEmpty()
                .allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(writes()).isEmpty();
    }

    @Test
    void respond_processDiedAfterTheCall_redeliveryFindsWhatWasMade() {
        loop.losingSettlings(true).respond(Mode.ACT, touched());
        assertThat(loop.entries(touched())).allMatch(e -> e.state() == LedgerEntry.State.PLANNED);
        Object lit = world();
        forgetCalls();
        Finding second = loop.losingSettlings(false).respond(Mode.ACT, touched());
        assertThat(second.outcomes()).isNotEmpty().allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(writes()).isEmpty();
        assertThat(world()).isEqualTo(lit);
        assertThat(loop.entries(touched())).allSatisfy(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(e.after()).isNotEmpty();
        });
    }

    @Test
    void respond_processDiedBeforeTheCall_redeliveryMakesIt() {
        loop.respond(new StoppingSource<>(source), Mode.ACT, touched());
        // What no call could make was never tried, so a later step of a plan may already be settled as failed.
        assertThat(loop.entries(touched())).anyMatch(e -> e.state() == LedgerEntry.State.PLANNED);
        Finding second = loop.respond(Mode.ACT, touched());
        assertThat(second.outcomes()).isNotEmpty().allMatch(Outcome.TurnedOn.class::isInstance);
        assertThat(loop.entries(touched())).allMatch(e -> e.state() == LedgerEntry.State.ON);
    }

    @Test
    void respond_readBackThrottled_isOnAndLookedAtAgain() {
        respondsAndUndoesThoughUnread(Failure.Kind.THROTTLED);
    }

    @Test
    void respond_readBackDenied_isOnAndLookedAtAgain() {
        respondsAndUndoesThoughUnread(Failure.Kind.DENIED);
    }

    private void respondsAndUndoesThoughUnread(Failure.Kind kind) {
        Object dark = world();
        refuseReadsAfterAWrite(kind);
        Finding first = loop.respond(Mode.ACT, touched());
        refuseReadsAfterAWrite(null);
        assertThat(first.outcomes())
                .isNotEmpty()
                .allSatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                f -> assertThat(f.failure().kind()).isEqualTo(kind)));
        assertThat(loop.entries(touched())).isNotEmpty().allSatisfy(e -> {
            assertThat(e.state()).isEqualTo(LedgerEntry.State.ON);
            assertThat(e.after()).as("what the undo will compare with").isNotEmpty();
        });
        forgetCalls();
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .isNotEmpty()
                .allMatch(Outcome.AlreadyOn.class::isInstance);
        assertThat(writes()).isEmpty();
        assertThat(loop.undo(Mode.ACT, touched()).values())
                .isNotEmpty()
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(world()).isEqualTo(dark);
    }

    @Test
    void respond_putOutBySomebodyElse_sameAlertLightsItAgain() {
        Object dark = world();
        loop.respond(Mode.ACT, touched());
        loop.entries(touched()).reversed().forEach(this::putOut);
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .isNotEmpty()
                .allMatch(Outcome.TurnedOn.class::isInstance);
        assertIsLit(touched());
        assertThat(loop.undo(Mode.ACT, touched()).values())
                .isNotEmpty()
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(world()).isEqualTo(dark);
    }

    @Test
    void respond_putOutBySomebodyElse_anotherAlertLightsItAgain() {
        loop.respond(Mode.ACT, touched());
        loop.entries(touched()).reversed().forEach(this::putOut);
        assertThat(loop.ofAlert("another").respond(Mode.ACT, touched()).outcomes())
                .isNotEmpty()
                .allMatch(Outcome.TurnedOn.class::isInstance);
        assertIsLit(touched());
    }

    private void assertIsLit(Scope scope) {
        assertThat(source.judge().of(source.observe(scope))).isNotEmpty().allMatch(Verdict.Covered.class::isInstance);
    }

    @Test
    void undo_planLeftByACrashAndNothingThere_findsNothingLeft() {
        loop.respond(new StoppingSource<>(source), Mode.ACT, touched());
        Object dark = world();
        assertThat(loop.undo(Mode.ACT, touched()).values())
                .isNotEmpty()
                .allMatch(Restoration.NothingLeft.class::isInstance);
        assertThat(world()).isEqualTo(dark);
    }

    @Test
    void undo_onlyProposed_changesNothing() {
        loop.respond(Mode.ACT, touched());
        Object lit = world();
        forgetCalls();
        assertThat(loop.undo(Mode.PROPOSE, touched()).values())
                .isNotEmpty()
                .allMatch(Restoration.Proposed.class::isInstance);
        assertThat(writes()).isEmpty();
        assertThat(world()).isEqualTo(lit);
        assertThat(loop.entries(touched())).allMatch(e -> e.state() == LedgerEntry.State.ON);
    }

    @Test
    void undo_ours_putsBackExactlyWhatWasThere() {
        for (Scope scope : List.of(touched(), everything())) {
            Object dark = world();
            loop.respond(Mode.ACT, scope);
            assertThat(world()).isNotEqualTo(dark);
            assertThat(loop.undo(Mode.ACT, scope).values())
                    .isNotEmpty()
                    .allMatch(Restoration.Restored.class::isInstance);
            assertThat(world()).isEqualTo(dark);
            assertThat(loop.entries(scope)).allMatch(e -> e.state() == LedgerEntry.State.UNDONE);
        }
    }

    @Test
    void undo_afterACrash_putsBackWhatTheCallLeft() {
        Object dark = world();
        loop.losingSettlings(true).respond(Mode.ACT, touched());
        assertThat(loop.losingSettlings(false).undo(Mode.ACT, touched()).values())
                .isNotEmpty()
                .allMatch(Restoration.Restored.class::isInstance);
        assertThat(world()).isEqualTo(dark);
    }

    @Test
    void undo_twice_findsNothingLeft() {
        loop.respond(Mode.ACT, touched());
        List<LedgerEntry> lit = loop.entries(touched());
        loop.undo(Mode.ACT, touched());
        Object dark = world();
        forgetCalls();
        assertThat(loop.undo(Mode.ACT, touched())).as("the ledger knows").isEmpty();
        for (LedgerEntry entry : lit.reversed()) {
            assertThat(source.undo(entry, Mode.ACT))
                    .as("and so does the cloud, where the ledger was not told")
                    .isInstanceOf(Restoration.NothingLeft.class);
        }
        assertThat(writes()).isEmpty();
        assertThat(world()).isEqualTo(dark);
    }

    @Test
    void undo_takenOverBySomebodyElse_isRefusedWithWhatWasFound() {
        loop.respond(Mode.ACT, touched());
        LedgerEntry entry = loop.entries(touched()).getLast();
        takenOver(entry);
        Object theirs = world();
        for (Mode mode : List.of(Mode.PROPOSE, Mode.ACT)) {
            assertThat(source.undo(entry, mode))
                    .isInstanceOfSatisfying(
                            Restoration.Refused.class, r -> assertThat(r.what()).isNotBlank());
        }
        assertThat(world()).isEqualTo(theirs);
    }

    @Test
    void respond_undoneBefore_isNotMadeAgain() {
        loop.respond(Mode.ACT, touched());
        loop.undo(Mode.ACT, touched());
        forgetCalls();
        assertThat(loop.respond(Mode.ACT, touched()).outcomes())
                .isNotEmpty()
                .allSatisfy(o -> assertThat(o)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo("undone")));
        assertThat(writes()).isEmpty();
    }

    @Test
    void respond_oneTargetIsHandsOff_sparesItAndLightsTheOthers() {
        List<ResourceRef> targets = source.aim(touched()).targets();
        ResourceRef marked = targets.getLast();
        Finding finding = loop.sparing(marked.id()).respond(Mode.ACT, touched());
        assertThat(all(finding, Outcome.Refused.class)).anySatisfy(r -> {
            assertThat(r.rule()).isEqualTo("hands-off");
            assertThat(r.targets()).allMatch(t -> t.liesIn(marked.id()));
        });
        List<ResourceRef> lit = all(finding, Outcome.TurnedOn.class).stream()
                .flatMap(o -> o.targets().stream())
                .toList();
        assertThat(lit).noneMatch(t -> t.liesIn(marked.id()));
        assertThat(all(finding, Outcome.Failed.class)).isEmpty();
        assertThat(writes()).noneMatch(c -> c.names(marked.id()));
        assertThat(lit.isEmpty()).as("no other is held up").isEqualTo(onlyTarget());
        assertThat(writes().isEmpty()).as("no other is held up").isEqualTo(onlyTarget());
        assertThat(source.judge().of(source.observe(touched())))
                .as("the spared one is as dark as before")
                .filteredOn(v -> v.targets().stream().anyMatch(marked::same))
                .singleElement()
                .isInstanceOf(Verdict.Missing.class);
    }

    @Test
    void grants_wholeLife_equalTheCallsMade() {
        Stream.of(touched(), everything()).forEach(scope -> {
            loop.respond(Mode.PROPOSE, scope);
            loop.respond(Mode.ACT, scope);
            loop.entries(scope).forEach(source::verify);
            loop.undo(Mode.ACT, scope);
        });
        alsoExercise(source);
        Set<String> granted = new TreeSet<>(grants().read());
        granted.addAll(grants().write());
        assertThat(callsMade())
                .as("what is granted is called, and what is called is granted")
                .isEqualTo(granted);
    }

    private record Granted(Set<String> read, Set<String> write) {}

    private Granted grants() {
        Grants grants = source.getClass().getAnnotation(Grants.class);
        assertThat(grants).as("@Grants on the class").isNotNull();
        return new Granted(new TreeSet<>(Arrays.asList(grants.read())), new TreeSet<>(Arrays.asList(grants.write())));
    }

    private List<SentCall> writes() {
        Set<String> write = grants().write();
        return sent().stream().filter(c -> write.contains(c.permission())).toList();
    }

    private static <O extends Outcome> List<O> all(Finding finding, Class<O> kind) {
        List<O> found = new ArrayList<>();
        finding.outcomes().stream().filter(kind::isInstance).map(kind::cast).forEach(found::add);
        return found;
    }
}
