package io.lamplighter.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks and judges, and changes nothing: what is dark, per resource. */
public final class Survey {
    private final List<LogSource<?, ?>> sources;
    private final Accounts accounts;
    private final Guard guard;
    private final FailureReader failures;
    private final Watch watch;

    public Survey(List<LogSource<?, ?>> sources, Accounts accounts, Guard guard, FailureReader failures, Watch watch) {
        this.sources = List.copyOf(sources);
        this.accounts = accounts;
        this.guard = guard;
        this.failures = failures;
        this.watch = watch;
    }

    /** What one source saw in one scope; {@code failure} is null where it could look. */
    public record Sight(
            String source,
            Scope scope,
            List<Verdict<?>> verdicts,
            @org.jspecify.annotations.Nullable Failure failure) {
        public Sight {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * Every source that is asked for, in every scope, side by side.
     *
     * @throws InterruptedException if the caller is told to stop
     */
    public List<Sight> look(List<Scope> scopes, Request request) throws InterruptedException {
        List<Future<Sight>> looking = new ArrayList<>();
        List<Sight> sights = new ArrayList<>();
        Map<String, Optional<Failure>> doors = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Scope scope : scopes) {
                String forbidden = guard.forbids(scope);
                if (forbidden != null) {
                    sights.add(new Sight("scope", scope, List.of(), new Failure(Failure.Kind.DENIED, forbidden)));
                    continue;
                }
                Failure shut = doors.computeIfAbsent(scope.account(), a -> Optional.ofNullable(accounts.enter(a)))
                        .orElse(null);
                if (shut != null) {
                    sights.add(new Sight("account", scope, List.of(), shut));
                    continue;
                }
                for (LogSource<?, ?> source : sources) {
                    if (request.wants(source.id())
                            && guard.reach().holds(source.id())
                            && source.aim(scope).applies()) {
                        looking.add(threads.submit(() -> sight(source, scope)));
                    }
                }
            }
            for (Future<Sight> one : looking) {
                sights.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return sights;
    }

    private <F extends Record, S extends Step> Sight sight(LogSource<F, S> source, Scope scope) {
        watch.looking(source.id(), scope);
        try {
            return new Sight(source.id(), scope, List.copyOf(source.judge().of(source.observe(scope))), null);
        } catch (RuntimeException e) {
            return new Sight(source.id(), scope, List.of(), failures.read(e));
        }
    }
}
