package io.lamplighter.events;

/** Tells what a thrown thing means; each cloud has one, since only it knows its SDK's exceptions. */
@FunctionalInterface
public interface FailureReader {
    /** Never throws; what it does not know is a {@link Failure.Kind#BUG}. */
    Failure read(Throwable thrown);
}
