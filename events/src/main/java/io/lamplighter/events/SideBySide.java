package io.lamplighter.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks several things at once, so that one that is denied or hangs takes nothing from the others. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * One thing to ask.
     *
     * @param about what a person would call it, the start of the sentence if it fails
     */
    public record Question<T>(String about, Callable<T> ask) {}

    /**
     * What came back.
     *
     * @param values the answers, in the order of their questions
     * @param failures one sentence for each that failed
     */
    public record Answers<T>(List<T> values, List<String> failures) {
        public Answers {
            values = List.copyOf(values);
            failures = List.copyOf(failures);
        }

        /** The same with more sentences about what is missing. */
        public Answers<T> and(List<String> more) {
            List<String> all = new ArrayList<>(failures);
            all.addAll(more);
            return new Answers<>(values, all);
        }
    }

    /** The answers to two questions. */
    public record Both<A, B>(A first, B second) {}

    /**
     * Asks two things at once, both of which are needed.
     *
     * @throws RuntimeException what the first threw, or else the second
     * @throws CancellationException if the caller is told to stop
     */
    public static <A, B> Both<A, B> both(Callable<A> first, Callable<B> second) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Future<A> one = threads.submit(first);
            Future<B> other = threads.submit(second);
            return new Both<>(one.get(), other.get());
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("told to stop");
        } finally {
            // Not close(): that would wait for a call that hangs.
            threads.shutdownNow();
        }
    }

    /**
     * Asks all at once, each of which is needed.
     *
     * @return the answers, in the order of their questions
     * @throws RuntimeException what the first of them threw, in that order
     * @throws CancellationException if the caller is told to stop
     */
    public static <T extends @Nullable Object> List<T> all(List<Callable<T>> questions) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(questions)) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("told to stop");
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException thrown -> thrown;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }

    /**
     * Asks all at once and waits, but no longer than the limit.
     *
     * @throws CancellationException if the caller is told to stop
     */
    public static <T> Answers<T> ask(List<Question<T>> questions, Duration limit, FailureReader reader) {
        List<T> values = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            long end = System.nanoTime() + limit.toNanos();
            List<Future<T>> asked =
                    questions.stream().map(q -> threads.submit(q.ask())).toList();
            for (int i = 0; i < asked.size(); i++) {
                String about = questions.get(i).about();
                try {
                    values.add(asked.get(i).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
                } catch (TimeoutException e) {
                    failures.add("%s could not be read: no answer in %d s".formatted(about, limit.toSeconds()));
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    failures.add("%s could not be read: %s"
                            .formatted(about, reader.read(cause).why()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("told to stop");
        } finally {
            // Not close(): that would wait for a call that hangs.
            threads.shutdownNow();
        }
        return new Answers<>(values, failures);
    }
}
