package io.lamplighter.events;

import java.time.Instant;
import java.util.Map;

/**
 * A step that the {@link Guard} let through.
 *
 * <p>Only the Guard can make one, and {@link LogSource#enact} takes nothing else: a step that was not approved cannot
 * be enacted, it does not compile.
 */
public final class Approved<S extends Step> {
    /** The tag on what a step makes that names its finding. */
    public static final String FINDING_TAG = "lamplighter:finding";

    /** The tag on what a step makes that names the step: only what carries it is ever taken away again. */
    public static final String STEP_TAG = "lamplighter:step";

    private final S step;
    private final String id;
    private final String findingId;
    private final String source;
    private final Scope scope;
    private final Instant at;
    private final Instant expiresAt;

    Approved(S step, String findingId, String source, Scope scope, Instant at, Instant expiresAt) {
        this.step = step;
        this.id = stepId(findingId, source, step);
        this.findingId = findingId;
        this.source = source;
        this.scope = scope;
        this.at = at;
        this.expiresAt = expiresAt;
    }

    /** The id that this step has at every delivery of its alert. */
    static String stepId(String findingId, String source, Step step) {
        String targets = String.join(
                ",",
                step.targets().stream()
                        .map(t -> t.account() + "/" + t.region() + "/" + t.id())
                        .sorted()
                        .toList());
        return Ids.of(findingId, source, step.action(), targets);
    }

    /** The step itself. */
    public S step() {
        return step;
    }

    /** Its id, 32 hex digits, the same at every delivery: a tag on what it makes. */
    public String id() {
        return id;
    }

    /** The finding that it is for: the other tag. */
    public String findingId() {
        return findingId;
    }

    /** The account that the call is made in. */
    public String account() {
        return scope.account();
    }

    /** The region that the call is made in. */
    public String region() {
        return scope.region();
    }

    /** The ledger entry that was written before the call. */
    public LedgerEntry planned() {
        return new LedgerEntry(
                id,
                findingId,
                source,
                scope.account(),
                scope.region(),
                step.action(),
                step.targets(),
                step.request(),
                step.before(),
                Map.of(),
                LedgerEntry.State.PLANNED,
                "",
                at,
                at,
                expiresAt);
    }
}
