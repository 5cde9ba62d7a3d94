package io.lamplighter.events;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract itself, held against a source so small that a failure is the contract's. */
class LampsTest extends LogSourceContract<Lamps.Seen, Lamps.Light> {
    private final Lamps.Street street = new Lamps.Street();

    @Override
    protected void makeDarkWorld() {
        street.lamps.clear();
        street.lamps.putAll(Map.of("first", "", "second", "", "far", ""));
    }

    @Override
    protected LogSource<Lamps.Seen, Lamps.Light> newSource() {
        return new Lamps(street);
    }

    @Override
    protected Scope touched() {
        return new Scope(
                "111122223333",
                "eu-central-1",
                Breadth.TOUCHED,
                List.of(
                        new ResourceRef(Lamps.KIND, "first", "111122223333", "eu-central-1"),
                        new ResourceRef(Lamps.KIND, "second", "111122223333", "eu-central-1")));
    }

    @Override
    protected FailureReader failures() {
        return thrown -> new Failure(Failure.Kind.BUG, thrown.toString());
    }

    @Override
    protected List<SentCall> sent() {
        return List.copyOf(street.calls);
    }

    @Override
    protected void forgetCalls() {
        street.calls.clear();
    }

    @Override
    protected Set<String> knownOnlyWhenSent() {
        return Set.of("By");
    }

    @Override
    protected Object world() {
        return Map.copyOf(street.lamps);
    }

    @Override
    protected void takenOver(LedgerEntry entry) {
        street.lamps.put("first", "somebody else");
    }

    @Override
    protected void putOut(LedgerEntry entry) {
        entry.targets().forEach(t -> street.lamps.put(t.id(), ""));
    }

    @Override
    protected void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        street.refusing = kind;
        street.wrote = false;
    }
}
