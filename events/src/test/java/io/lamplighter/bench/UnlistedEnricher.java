package io.lamplighter.bench;

import io.lamplighter.bench.Rounds.Standing;
import io.lamplighter.events.Alert;
import io.lamplighter.events.Enricher;
import io.lamplighter.events.Enrichment;
import io.lamplighter.events.Scope;
import java.util.List;

/** An enricher whose calls are not counted: it stands beside all that waits for one another. */
record UnlistedEnricher(Enricher real) implements Enricher {
    @Override
    public String id() {
        return real.id();
    }

    @Override
    public boolean applies(Alert alert, List<Scope> scopes) {
        return real.applies(alert, scopes);
    }

    @Override
    public Enrichment enrich(Alert alert, List<Scope> scopes) {
        return Rounds.as(Standing.UNLISTED, () -> real.enrich(alert, scopes));
    }

    @Override
    public boolean looksAtResources() {
        return real.looksAtResources();
    }
}
